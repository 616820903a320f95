package io.daybook.launch;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A file of settings in YAML. Whoever reads it notes every problem met, so that all are told at
 * once, each by its line. A text is never repeated where it may be a secret.
 */
final class ConfigFile {
    static final int NO_LINE = 0;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String FILE = "file:";

    private final Path path;
    private final Map<String, String> environment;
    private final List<Problem> problems = new ArrayList<>();

    private record Problem(int line, String text) {}

    private ConfigFile(Path path, Map<String, String> environment) {
        this.path = path;
        this.environment = environment;
    }

    /** What was read, and all that is wrong with the file as YAML. */
    record Opened(ConfigFile file, ConfigSection root) {}

    static Opened open(Path path, Map<String, String> environment) {
        var file = new ConfigFile(path, environment);
        return new Opened(file, new ConfigSection(file, "", NO_LINE, file.load()));
    }

    private @Nullable MappingNode load() {
        try (var reader = Files.newBufferedReader(path)) {
            Node root = new Yaml(new LoaderOptions()).compose(reader);
            if (root instanceof MappingNode mapping) {
                return mapping;
            }
            problem(NO_LINE, "the file holds no settings");
        } catch (MarkedYAMLException e) {
            // Its whole message would show the lines around, and what is in them.
            int line = e.getProblemMark() == null ? NO_LINE : e.getProblemMark().getLine() + 1;
            problem(line, "this is no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problem(NO_LINE, "this is no YAML: there is a character that may not be in it");
        } catch (CharacterCodingException e) {
            problem(NO_LINE, "the file is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            problem(NO_LINE, "the file cannot be read; check its name and rights");
        }
        return null;
    }

    /**
     * @param line counted from 1, or {@link #NO_LINE}
     */
    void problem(int line, String text) {
        problems.add(new Problem(line, text));
    }

    boolean isSound() {
        return problems.isEmpty();
    }

    /** All of them, from the first line to the last, each as a line of its own. */
    String problems() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(it ->
                        path
                                + (it.line() == NO_LINE ? "" : " line " + it.line())
                                + ": "
                                + it.text())
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /**
     * A text as it is meant: {@code ${NAME}} is what the environment says, {@code file:PATH} the
     * content of a file without its last line break. Empty with a problem noted.
     */
    Optional<ConfigValue> expand(String setting, String text, int line) {
        if (text.startsWith(FILE)) {
            return content(setting, text.substring(FILE.length()), line)
                    .map(content -> new ConfigValue(setting, content, line, true));
        }
        Matcher variables = VARIABLE.matcher(text);
        if (!text.contains("${")) {
            return Optional.of(new ConfigValue(setting, text, line, false));
        }
        var expanded = new StringBuilder();
        boolean isWhole = true;
        while (variables.find()) {
            String name = variables.group(1);
            String value = NAME.matcher(name).matches() ? environment.get(name) : null;
            if (value == null || value.isEmpty()) {
                problem(line, setting + ": the environment has no " + Login.printable(name));
                isWhole = false;
            }
            variables.appendReplacement(
                    expanded, Matcher.quoteReplacement(value == null ? "" : value));
        }
        variables.appendTail(expanded);
        return isWhole
                ? Optional.of(new ConfigValue(setting, expanded.toString(), line, true))
                : Optional.empty();
    }

    private Optional<String> content(String setting, String name, int line) {
        Optional<Path> file = resolve(setting, name, line);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file.get()).replaceFirst("\\R\\z", ""));
        } catch (IOException e) {
            problem(
                    line,
                    setting
                            + ": the file "
                            + file.get()
                            + " cannot be read as text; check its name and rights");
            return Optional.empty();
        }
    }

    /** A file that is named in this one: relative names begin where this file is. */
    Optional<Path> resolve(String setting, String name, int line) {
        try {
            Path parent = path.toAbsolutePath().getParent();
            return Optional.of(parent == null ? Path.of(name) : parent.resolve(name).normalize());
        } catch (InvalidPathException e) {
            problem(line, setting + ": this is no file name: " + e.getReason());
            return Optional.empty();
        }
    }
}
