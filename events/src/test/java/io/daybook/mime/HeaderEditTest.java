package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeaderEditTest {
    private static final Set<String> BCC = Set.of("bcc");

    private static String without(String... lines) {
        return new String(HeaderEdit.apply(Mail.of(lines), BCC, ""), StandardCharsets.ISO_8859_1);
    }

    @Test
    void the_field_goes_with_its_folded_lines_and_all_else_stays() {
        assertThat(
                        without(
                                "A: 1",
                                "BCC : x@example.test,",
                                "\ty@example.test",
                                "B: 2",
                                "",
                                "Bcc: 3"))
                .isEqualTo("A: 1\r\nB: 2\r\n\r\nBcc: 3");
    }

    @Test
    void every_instance_goes_wherever_it_is() {
        assertThat(without("Bcc: 1", "bCc:2", "A: 1", "Bcc: 3", "")).isEqualTo("A: 1\r\n");
        assertThat(without("Bcc: 1", "", "body")).isEqualTo("\r\nbody");
        assertThat(without("A: 1", "Bcc: at the very end")).isEqualTo("A: 1\r\n");
    }

    @Test
    void lines_that_end_in_lf_alone_are_lines() {
        byte[] message = Mail.octets("A: 1\nBcc: x\n y\nB: 2\n\nbody\n");
        assertThat(new String(HeaderEdit.apply(message, BCC, ""), StandardCharsets.US_ASCII))
                .isEqualTo("A: 1\nB: 2\n\nbody\n");
    }

    @Test
    void fields_beyond_those_that_are_kept_of_a_message_go_too() {
        var text = new StringBuilder();
        for (int i = 0; i < MessageParser.MAX_FIELDS + 10; i++) {
            text.append("X: ").append(i).append("\r\n");
        }
        byte[] message = Mail.octets(text + "Bcc: hidden@example.test\r\n\r\nbody");
        assertThat(new String(HeaderEdit.apply(message, BCC, ""), StandardCharsets.US_ASCII))
                .doesNotContain("hidden")
                .endsWith("\r\n\r\nbody");
    }

    @Test
    void the_separator_of_an_archive_is_no_part_of_what_is_sent() {
        byte[] message = Mail.octets("From x Sat Aug  1 10:00:00 2026\r\nA: 1\r\n\r\nbody");
        assertThat(
                        new String(
                                HeaderEdit.apply(message, BCC, "Date: now\r\n"),
                                StandardCharsets.US_ASCII))
                .isEqualTo("Date: now\r\nA: 1\r\n\r\nbody");
    }

    @Test
    void no_message_of_the_fixtures_has_the_field_afterwards() {
        for (byte[] message : Mail.fixtures()) {
            byte[] edited = HeaderEdit.apply(message, Set.of("bcc", "subject", "to"), "");
            var headers = MessageParser.parse(edited).headers();
            assertThat(headers.has("Bcc")).isFalse();
            assertThat(headers.has("Subject")).isFalse();
            assertThat(headers.has("To")).isFalse();
        }
    }
}
