package io.daybook.email.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.mime.MessageParser;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DigestFactsTest {
    private static Facts facts(String message) {
        return DigestFacts.facts(
                MessageParser.parse(message.replace("\n", "\r\n").getBytes(UTF_8)));
    }

    @Test
    void sort_keys_are_the_base_subject_and_the_first_names() {
        var facts =
                facts(
                        """
                        From: Ada <ada@example.test>, Bob <bob@example.test>
                        To: <carol@example.test>
                        Subject: Re: [list] Re: Figures
                        Date: Sun, 22 Nov 2026 13:00:00 +0100

                        Hello
                        """);
        assertThat(facts.subjectKey()).isEqualToIgnoringCase("figures");
        assertThat(facts.fromKey()).isEqualTo("Ada");
        assertThat(facts.toKey()).isEqualTo("carol@example.test");
        assertThat(facts.sentAt()).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
        assertThat(facts.hasAttachment()).isFalse();
    }

    @Test
    void a_message_without_anything_has_empty_keys() {
        assertThat(facts("")).isEqualTo(Facts.NONE);
    }

    @Test
    void no_message_makes_its_row_large() {
        var facts = facts("From: " + "x".repeat(50_000) + " <a@b.example>\n\n");
        assertThat(facts.fromKey()).hasSizeLessThanOrEqualTo(DigestFacts.MOST_CHARS);
    }
}
