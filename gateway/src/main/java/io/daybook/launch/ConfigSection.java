package io.daybook.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Some settings of a file that belong together. What nobody has asked for is unknown. */
final class ConfigSection {
    private final ConfigFile file;
    private final String prefix;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<ConfigSection> sections = new ArrayList<>();

    ConfigSection(ConfigFile file, String prefix, int line, @Nullable MappingNode node) {
        this.file = file;
        this.prefix = prefix;
        this.line = line;
        if (node != null) {
            node.getValue().forEach(pair -> add(pair.getKeyNode(), pair.getValueNode()));
        }
    }

    private void add(Node key, Node value) {
        int at = lineOf(key);
        if (!(key instanceof ScalarNode name)) {
            file.problem(at, "the name of a setting is a word");
            return;
        }
        if (values.put(name.getValue(), value) != null) {
            file.problem(at, name(name.getValue()) + " is given twice; give it once");
        }
        lines.put(name.getValue(), at);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private String name(String key) {
        return prefix + key;
    }

    ConfigSection section(String key) {
        known.add(key);
        Node node = values.get(key);
        int at = lines.getOrDefault(key, line);
        if (node != null && !(node instanceof MappingNode)) {
            file.problem(at, name(key) + " holds settings of its own, one a line below it");
        }
        var section =
                new ConfigSection(
                        file, name(key) + ".", at, node instanceof MappingNode it ? it : null);
        sections.add(section);
        return section;
    }

    boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    Optional<ConfigValue> value(String key) {
        known.add(key);
        Node node = values.get(key);
        return node == null ? Optional.empty() : scalar(key, node);
    }

    /**
     * @param what the setting is, for the error line when it is missing
     */
    Optional<ConfigValue> required(String key, String what) {
        Optional<ConfigValue> value = value(key);
        if (!has(key)) {
            file.problem(line, name(key) + " is missing: " + what);
        }
        return value;
    }

    /** A list, or one value for a list of one. */
    List<ConfigValue> values(String key) {
        known.add(key);
        var all = new ArrayList<ConfigValue>();
        switch (values.get(key)) {
            case null -> {}
            case SequenceNode list when list.getValue().isEmpty() ->
                    file.problem(lineOf(list), name(key) + " is empty; name one at least");
            case SequenceNode list ->
                    list.getValue().forEach(node -> scalar(key, node).ifPresent(all::add));
            case Node node -> scalar(key, node).ifPresent(all::add);
        }
        return all;
    }

    private Optional<ConfigValue> scalar(String key, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            file.problem(lineOf(node), name(key) + " takes one value");
            return Optional.empty();
        }
        if (scalar.getValue().isBlank()) {
            file.problem(lineOf(node), name(key) + " is empty; give it a value, or leave it out");
            return Optional.empty();
        }
        return file.expand(name(key), scalar.getValue(), lineOf(node))
                .filter(value -> isOneLine(value));
    }

    private boolean isOneLine(ConfigValue value) {
        if (value.text().isEmpty() || value.text().chars().anyMatch(Character::isISOControl)) {
            file.problem(value.line(), value.setting() + " needs one line of text");
            return false;
        }
        return true;
    }

    /** What the parser makes of the value, which gets the setting's name and the text. */
    <T> Optional<T> parsed(
            Optional<ConfigValue> value, BiFunction<String, String, Parsed<T>> parser) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return switch (parser.apply(value.get().setting(), value.get().text())) {
            case Parsed.Ok<T>(var it) -> Optional.of(it);
            case Parsed.Wrong<T>(var message) -> {
                wrong(value.get(), message);
                yield Optional.empty();
            }
        };
    }

    /** The message of a parser repeats the text, which only the file itself may show. */
    private void wrong(ConfigValue value, String message) {
        file.problem(
                value.line(),
                value.isSecret() ? value.setting() + ": what was given is none" : message);
    }

    /**
     * @param what a text that fits is, for the error line
     */
    Optional<String> matching(Optional<ConfigValue> value, String pattern, String what) {
        return matching(value, pattern, it -> " is " + what + ", not " + it.shown());
    }

    /** The same where even a text in the file itself may hold a secret. */
    Optional<String> matchingSecret(Optional<ConfigValue> value, String pattern, String what) {
        return matching(value, pattern, _ -> " is " + what);
    }

    private Optional<String> matching(
            Optional<ConfigValue> value, String pattern, Function<ConfigValue, String> problem) {
        if (value.isPresent() && !value.get().text().matches(pattern)) {
            ConfigValue wrong = value.get();
            file.problem(wrong.line(), wrong.setting() + problem.apply(wrong));
            return Optional.empty();
        }
        return value.map(ConfigValue::text);
    }

    /** A file that can be read. */
    Optional<Path> readable(String key) {
        Optional<ConfigValue> value = value(key);
        return value.flatMap(it -> file.resolve(it.setting(), it.text(), it.line()))
                .flatMap(path ->
                        parsed(
                                value,
                                (setting, _) -> ServeParser.readable(setting, path.toString())));
    }

    boolean flag(String key, boolean otherwise) {
        return matching(value(key), "true|false", "true or false")
                .map(Boolean::parseBoolean)
                .orElse(otherwise);
    }

    void problem(String key, String text) {
        file.problem(lines.getOrDefault(key, line), name(key) + " " + text);
    }

    /** Notes what is there and nobody asked for, here and below. */
    void end() {
        values.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key ->
                        file.problem(
                                lines.getOrDefault(key, line),
                                name(Login.printable(key))
                                        + " is no setting"
                                        + Arguments.nearest(known, key)
                                        + "; docs/cluster.md lists them"));
        sections.forEach(ConfigSection::end);
    }
}
