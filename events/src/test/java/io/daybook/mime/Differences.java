package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Collects where we differ from an expected result, and holds it against the list in
 * mime/README.md.
 */
final class Differences {
    private final String set;
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    Differences(String set) {
        this.set = set;
    }

    void compare(String item, String what, Object ours, Object expected) {
        if (!String.valueOf(ours).equals(String.valueOf(expected))) {
            found.computeIfAbsent(item, _ -> new ArrayList<>())
                    .add(what + around(String.valueOf(ours), String.valueOf(expected)));
        }
    }

    /** Every item that differs is listed with a reason, and every listed one does differ. */
    void assertOnlyListed() throws IOException {
        Set<String> listed = listed();
        String unlisted =
                found.entrySet().stream()
                        .filter(entry -> !listed.contains(entry.getKey()))
                        .map(entry ->
                                entry.getKey() + "\n   " + String.join("\n   ", entry.getValue()))
                        .collect(Collectors.joining("\n"));
        assertThat(unlisted).isEmpty();
        assertThat(found.keySet()).containsAll(listed);
    }

    private Set<String> listed() throws IOException {
        try (var in = Differences.class.getResourceAsStream("/mime/README.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("| " + set + " |"))
                    .flatMap(line -> Stream.of(line.split("\\|")[2].strip().split(" ")))
                    .collect(Collectors.toSet());
        }
    }

    /** Both from a little before their first difference. */
    private static String around(String ours, String expected) {
        int at = 0;
        while (at < Math.min(ours.length(), expected.length())
                && ours.charAt(at) == expected.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - 60);
        return "\n      ours     "
                + shown(ours.substring(from))
                + "\n      expected "
                + shown(expected.substring(from));
    }

    private static String shown(String text) {
        String line = text.replace("\n", "\\n").replace("\r", "\\r");
        return line.length() > 200 ? line.substring(0, 200) + "..." : line;
    }
}
