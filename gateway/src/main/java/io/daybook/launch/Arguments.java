package io.daybook.launch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Command-line words sorted into options with a value ({@code --name VALUE} or {@code
 * --name=VALUE}), flags and the rest. Everything after {@code --} is rest.
 */
public final class Arguments {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Set<String> flags = new LinkedHashSet<>();
    private final List<String> rest = new ArrayList<>();

    private Arguments() {}

    /**
     * What a command accepts: options that take one value, options that may be repeated, and flags.
     */
    public record Grammar(
            String command, Set<String> single, Set<String> repeatable, Set<String> flags) {
        boolean takesValue(String name) {
            return single.contains(name) || repeatable.contains(name);
        }

        /** All that it accepts. */
        Set<String> names() {
            var names = new LinkedHashSet<>(single);
            names.addAll(repeatable);
            names.addAll(flags);
            return names;
        }

        public String help() {
            return "see ./daybook " + command + " --help";
        }
    }

    public static Parsed<Arguments> sort(Grammar grammar, List<String> words) {
        var sorted = new Arguments();
        var pending = new ArrayList<>(words);
        while (!pending.isEmpty()) {
            String word = pending.removeFirst();
            if (word.equals("--")) {
                sorted.rest.addAll(pending);
                break;
            }
            Optional<String> problem = sorted.take(grammar, word, pending);
            if (problem.isPresent()) {
                return Parsed.wrong(problem.get());
            }
        }
        return Parsed.ok(sorted);
    }

    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    public List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }

    public List<String> rest() {
        return List.copyOf(rest);
    }

    private Optional<String> take(Grammar grammar, String word, List<String> pending) {
        if (!word.startsWith("-") || word.equals("-")) {
            rest.add(word);
            return Optional.empty();
        }
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        if (grammar.flags().contains(name)) {
            flags.add(name);
            return equals < 0
                    ? Optional.empty()
                    : Optional.of(name + " takes no value; " + grammar.help());
        }
        if (!grammar.takesValue(name)) {
            return Optional.of(
                    "unknown option " + name + nearest(grammar, name) + "; " + grammar.help());
        }
        if (equals < 0 && (pending.isEmpty() || pending.getFirst().startsWith("--"))) {
            return Optional.of(name + " needs a value; " + grammar.help());
        }
        String value = equals < 0 ? pending.removeFirst() : word.substring(equals + 1);
        var given = values.computeIfAbsent(name, _ -> new ArrayList<>());
        given.add(value);
        return given.size() == 1 || grammar.repeatable().contains(name)
                ? Optional.empty()
                : Optional.of(name + " was given twice; give it once");
    }

    private static String nearest(Grammar grammar, String name) {
        return nearest(grammar.names(), name);
    }

    /** Asks whether the nearest of those that are known was meant; empty when none is near. */
    static String nearest(Collection<String> known, String name) {
        return known.stream()
                .filter(option ->
                        name.length() > 3
                                && (option.startsWith(name) || distance(option, name) <= 2))
                .min((a, b) -> Integer.compare(distance(a, name), distance(b, name)))
                .map(option -> " (did you mean " + option + "?)")
                .orElse("");
    }

    /** The Levenshtein distance, over texts of at most 64 characters. */
    private static int distance(String a, String b) {
        if (b.length() > 64) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
