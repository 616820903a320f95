package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the exact answers in the scripts of dovecot/imaptest. */
@Tag("corpus")
class ImapTestCorpusTest {
    private static final Pattern SECTION =
            Pattern.compile(
                    "(?:\\* (\\d+) fetch \\(|\\}\\}\\} )(body|binary)\\[([0-9.]+)\\] ~?\\{\\{\\{\n(.*?)\n(?=\\}\\}\\})",
                    Pattern.DOTALL);
    private static final Pattern MBOX_LINE = Pattern.compile("(?m)^From .*\n");

    private final Path folder = Corpus.folder("mime/imaptest");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fetch-body-mime",
                "fetch-body-message-rfc822",
                "fetch-body-message-rfc822-x2",
                "fetch-body-message-rfc822-mime",
                "fetch-binary-mime",
                "fetch-binary-mime-base64",
                "fetch-binary-mime-qp"
            })
    void sections_have_the_octets_expected(String name) throws IOException {
        var messages = messages(name);
        var answers = SECTION.matcher(script(name));
        int compared = 0;
        byte[] message = messages.getFirst();
        while (answers.find()) {
            message =
                    answers.group(1) == null
                            ? message
                            : messages.get(Integer.parseInt(answers.group(1)) - 1);
            boolean decoded = answers.group(2).equals("binary");
            String expected = answers.group(4);
            String ours =
                    section(
                            message,
                            MessageParser.parse(message).root(),
                            answers.group(3),
                            decoded);
            assertThat(lines(ours))
                    .as("%s of %s", answers.group(3), name)
                    .isEqualTo(lines(expected));
            compared++;
        }
        assertThat(compared).isPositive();
    }

    @Test
    void envelopes_have_the_addresses_ids_and_subjects_expected() throws IOException {
        var messages = messages("fetch-envelope");
        var answers =
                Pattern.compile("\\* (\\d+) FETCH \\(ENVELOPE \\((.*)\\)\\)")
                        .matcher(script("fetch-envelope"));
        while (answers.find()) {
            var digest = MessageParser.parse(messages.get(Integer.parseInt(answers.group(1)) - 1));
            String envelope = answers.group(2);
            var from = digest.from();
            assertThat(from).isNotNull();
            assertThat(envelope).containsPattern(imap(from));
            if (digest.to() != null) {
                digest.to().forEach(address -> assertThat(envelope).containsPattern(imap(address)));
            }
            var ids = digest.messageIds();
            assertThat(envelope).endsWith(ids == null ? " NIL" : "\"<" + ids.getFirst() + ">\"");
            assertThat(envelope)
                    .contains(digest.subject() == null ? " NIL " : "\"" + digest.subject() + "\"");
        }
    }

    @Test
    void base_subjects_sort_as_expected() throws IOException {
        var subjects =
                messages("sort-subject").stream()
                        .map(message -> MessageParser.parse(message).subject())
                        .toList();
        var keys =
                subjects.stream()
                        .map(s -> BaseSubject.of(s == null ? "" : s).toUpperCase(Locale.ROOT))
                        .toList();
        var order = Pattern.compile("(?m)^\\* sort (.*)$").matcher(script("sort-subject"));
        assertThat(order.find()).isTrue();
        var expected =
                List.of(order.group(1).strip().split(" ")).stream().map(Integer::valueOf).toList();
        var ours =
                IntStream.rangeClosed(1, keys.size())
                        .boxed()
                        .sorted((a, b) -> keys.get(a - 1).compareTo(keys.get(b - 1)))
                        .toList();
        assertThat(ours).isEqualTo(expected);
    }

    private static String imap(List<EmailAddress> addresses) {
        return addresses.stream()
                .map(ImapTestCorpusTest::imap)
                .collect(Collectors.joining("", "\\(", "\\)"));
    }

    /** The address as a pattern; a source route may stand where JMAP has nothing. */
    private static String imap(EmailAddress address) {
        int at = address.email().indexOf('@');
        String local = quoted(address.email().substring(0, at));
        String domain = quoted(address.email().substring(at + 1));
        return "\\(" + quoted(address.name()) + " (NIL|\"@route\") " + local + " " + domain + "\\)";
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "NIL" : "\"" + text + "\"";
    }

    /**
     * The section with this IMAP number; a message part's own sections are those of the message in
     * it.
     */
    private static String section(byte[] message, Part part, String number, boolean decoded) {
        int dot = number.indexOf('.');
        int first = Integer.parseInt(dot < 0 ? number : number.substring(0, dot));
        Part child = part.isMultipart() ? part.subParts().get(first - 1) : part;
        if (dot < 0) {
            byte[] octets = decoded ? PartContent.decode(message, child) : slice(message, child);
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
        if (child.type().equals("message/rfc822")) {
            byte[] inner = PartContent.decode(message, child);
            return section(
                    inner, MessageParser.parse(inner).root(), number.substring(dot + 1), decoded);
        }
        return section(message, child, number.substring(dot + 1), decoded);
    }

    private static byte[] slice(byte[] message, Part part) {
        return Arrays.copyOfRange(message, part.offset(), part.offset() + part.length());
    }

    private List<byte[]> messages(String name) throws IOException {
        var messages = new ArrayList<byte[]>();
        String mbox = Files.readString(folder.resolve(name + ".mbox"), StandardCharsets.ISO_8859_1);
        for (String message : MBOX_LINE.split(mbox)) {
            if (!message.isEmpty()) {
                messages.add(message.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return messages;
    }

    private String script(String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1);
    }

    private static String lines(String text) {
        return text.replace("\r", "").stripTrailing();
    }
}
