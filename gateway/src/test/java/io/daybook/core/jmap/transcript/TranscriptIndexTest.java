package io.daybook.core.jmap.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.standard.WiringTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every method and every error is shown by a transcript, and docs/transcripts.md lists them all
 * ({@code -Dupdate=true} writes it).
 */
class TranscriptIndexTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java/io/daybook");
    private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");
    private static final Path DOCUMENT = Path.of("../docs/transcripts.md");
    private static final String LINK = "../gateway/src/test/resources/transcripts/";

    /** Where the sources make an error of a type that they spell out. */
    private static final Pattern ERROR =
            Pattern.compile(
                    "(?:(?:SetError|MethodError)(?:\\.of)?|Problem\\.jmap)\\(\\s*\"([A-Za-z]+)\"");

    private static final Pattern LIMIT =
            Pattern.compile("Problem\\.limit\\(\\s*\\d+,\\s*\"([A-Za-z]+)\"");

    /** Errors that no conversation of one client brings about, and the tests that do. */
    private static final Map<String, String> SHOWN_BY_TESTS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("overQuota", "email/jmap/EmailSetTest"),
                            Map.entry("serverFail", "gateway/BadInputTest"),
                            Map.entry("serverUnavailable", "mailbox/jmap/MailboxSetTest"),
                            Map.entry("maxConcurrentRequests", "gateway/BadInputTest"),
                            Map.entry("maxConcurrentUpload", "blob/jmap/BlobTest"),
                            Map.entry("maxSizeRequest", "gateway/BadInputTest"),
                            Map.entry("maxSizeUpload", "blob/jmap/BlobTest"),
                            Map.entry("cannotUnsend", "whole/SubmissionTest"),
                            Map.entry("expired", "whole/GoingBackTest"),
                            Map.entry("forbiddenToSend", "whole/SubmissionTest")));

    private final TranscriptIndex index = TranscriptIndex.of(names());

    @Test
    void every_method_has_a_transcript() {
        assertThat(index.methods().keySet()).contains(WiringTest.METHODS).contains("Core/echo");
    }

    @Test
    void every_error_has_a_transcript_or_else_a_test() throws IOException {
        var made = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(TranscriptIndexTest::read)
                    .forEach(source -> {
                        ERROR.matcher(source).results().forEach(e -> made.add(e.group(1)));
                        LIMIT.matcher(source).results().forEach(e -> made.add(e.group(1)));
                    });
        }
        assertThat(made).contains("invalidArguments", "maxCallsInRequest");
        made.removeAll(index.errors().keySet());
        assertThat(made).isEqualTo(SHOWN_BY_TESTS.keySet());
        SHOWN_BY_TESTS.forEach(
                (error, test) -> assertThat(read(TESTS.resolve(test + ".java"))).contains(error));
    }

    @Test
    void the_index_of_transcripts_is_current() throws IOException {
        String expected = document();
        if (Boolean.getBoolean("update")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    private String document() {
        var text =
                new StringBuilder(
                        """
                        # Transcripts: what is shown against a whole server

                        Generated from the transcripts: `make rfc` writes it, a test holds it current.
                        """);
        int[] rfc = {0};
        index.rules()
                .forEach((section, rules) -> {
                    if (rfc[0] != section.rfc()) {
                        rfc[0] = section.rfc();
                        text.append("\n## RFC ").append(section.rfc());
                        text.append(
                                "\n\n| section | what is shown | transcript |\n|---|---|---|\n");
                    }
                    for (var rule : rules) {
                        row(
                                text,
                                section.number(),
                                rule.sentence(),
                                links(List.of(rule.transcript())));
                    }
                });
        text.append("\n## Methods\n\n| method | transcripts | errors shown |\n|---|---|---|\n");
        index.methods()
                .forEach((method, transcripts) -> {
                    SortedSet<String> errors =
                            index.errorsOfMethods().getOrDefault(method, new TreeSet<>());
                    row(text, method, links(transcripts), String.join(", ", errors));
                });
        text.append("\n## Errors and limits\n\n| type | transcripts or test |\n|---|---|\n");
        var shown = new TreeMap<String, String>(SHOWN_BY_TESTS);
        index.errors().forEach((error, transcripts) -> shown.put(error, links(transcripts)));
        shown.forEach((error, where) -> row(text, error, where));
        return text.toString();
    }

    private static void row(StringBuilder text, String... cells) {
        text.append(
                Arrays.stream(cells)
                        .map(cell -> cell.replace("|", "\\|").replace("<", "&lt;"))
                        .collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String links(Collection<String> transcripts) {
        return transcripts.stream()
                .map(name -> "[" + name + "](" + LINK + name + ".jmap)")
                .collect(Collectors.joining(", "));
    }

    private static List<String> names() {
        try (Stream<Path> files = Files.walk(TRANSCRIPTS)) {
            return files.map(file -> TRANSCRIPTS.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".jmap"))
                    .map(name -> name.substring(0, name.length() - ".jmap".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
