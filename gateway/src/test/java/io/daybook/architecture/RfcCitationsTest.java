package io.daybook.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every citation names a section that exists, and docs/rfc.md lists them all ({@code -Dupdate=true}
 * writes it).
 */
class RfcCitationsTest {
    /** One section, or two that are cited together. */
    private static final Pattern CITATION =
            Pattern.compile(
                    "RFC (\\d{3,5}) sections? (\\d+(?:\\.\\d+)*)(?: and (\\d+(?:\\.\\d+)*))?");

    /** Where a comment goes on in the next line. */
    private static final Pattern BREAK = Pattern.compile("\\n\\s*(?:\\*|//|#)\\s*");

    private static final Path ROOT = root();

    @Test
    void every_cited_section_exists() throws IOException {
        Map<Integer, Set<String>> sections = sections();
        var wrong = new TreeSet<String>();
        citations()
                .forEach((rfc, cited) -> {
                    Set<String> known = sections.get(rfc);
                    if (known != null) {
                        cited.keySet().stream()
                                .filter(section -> !known.contains(section))
                                .map(section ->
                                        "RFC "
                                                + rfc
                                                + " section "
                                                + section
                                                + " in "
                                                + cited.get(section))
                                .forEach(wrong::add);
                    }
                });
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_index_of_rfcs_is_current() throws IOException {
        Path index = ROOT.resolve("docs/rfc.md");
        String expected = index(citations());
        if (Boolean.getBoolean("update")) {
            Files.writeString(index, expected);
        }
        assertThat(Files.readString(index)).isEqualTo(expected);
    }

    private static String index(
            SortedMap<Integer, SortedMap<String, SortedSet<String>>> citations) {
        var text =
                new StringBuilder(
                        """
                        # RFCs: where each section is coded and tested

                        Generated from the citations in the sources: `make rfc` writes it, a test holds it current.
                        """);
        citations.forEach((rfc, sections) -> {
            text.append("\n## RFC ")
                    .append(rfc)
                    .append("\n\n| section | coded in | tested in |\n|---|---|---|\n");
            sections.forEach((section, files) ->
                    text.append("| ")
                            .append(section)
                            .append(" | ")
                            .append(names(files, false))
                            .append(" | ")
                            .append(names(files, true))
                            .append(" |\n"));
        });
        return text.toString();
    }

    private static String names(SortedSet<String> files, boolean tests) {
        return files.stream()
                .filter(file -> file.contains("/src/test/") == tests)
                .map(file -> file.substring(file.lastIndexOf('/') + 1))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static SortedMap<Integer, SortedMap<String, SortedSet<String>>> citations()
            throws IOException {
        var citations = new TreeMap<Integer, SortedMap<String, SortedSet<String>>>();
        for (String module :
                List.of("events", "command-side", "projections", "query-side", "gateway")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                files.filter(RfcCitationsTest::isSource).forEach(file -> collect(file, citations));
            }
        }
        return citations;
    }

    private static boolean isSource(Path file) {
        String name = file.toString();
        return name.endsWith(".java") || name.endsWith(".jmap");
    }

    private static void collect(
            Path file, SortedMap<Integer, SortedMap<String, SortedSet<String>>> citations) {
        try {
            String path = ROOT.relativize(file).toString().replace('\\', '/');
            var match = CITATION.matcher(BREAK.matcher(Files.readString(file)).replaceAll(" "));
            while (match.find()) {
                var sections =
                        citations.computeIfAbsent(
                                Integer.valueOf(match.group(1)), rfc -> new TreeMap<>(bySection()));
                for (int cited = 2; cited <= match.groupCount(); cited++) {
                    if (match.group(cited) != null) {
                        sections.computeIfAbsent(match.group(cited), _ -> new TreeSet<>())
                                .add(path);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Comparator<String> bySection() {
        return (a, b) ->
                Arrays.compare(
                        Arrays.stream(a.split("\\.")).mapToInt(Integer::parseInt).toArray(),
                        Arrays.stream(b.split("\\.")).mapToInt(Integer::parseInt).toArray());
    }

    private static Map<Integer, Set<String>> sections() throws IOException {
        var sections = new HashMap<Integer, Set<String>>();
        for (String line :
                Files.readAllLines(ROOT.resolve("gateway/src/test/resources/rfc/sections.txt"))) {
            if (!line.startsWith("#")) {
                String[] words = line.split(" ");
                sections.put(
                        Integer.valueOf(words[0]),
                        new HashSet<>(List.of(words).subList(1, words.length)));
            }
        }
        return sections;
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("events/pom.xml")) ? here : here.getParent();
    }
}
