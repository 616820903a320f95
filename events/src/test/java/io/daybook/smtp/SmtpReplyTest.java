package io.daybook.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 8621 section 7: smtpReply is one line. */
class SmtpReplyTest {
    @Test
    void lines_are_joined_without_what_they_have_in_common() {
        var reply =
                SmtpReply.of(
                        List.of(
                                "550-5.7.1 Our system has detected that this message is",
                                "550 5.7.1 likely spam."));
        assertThat(reply)
                .isEqualTo(
                        new SmtpReply(
                                550,
                                "550 5.7.1 Our system has detected that this message is likely"
                                        + " spam."));
        assertThat(reply.status()).isEqualTo("5.7.1");
    }

    @Test
    void lines_without_a_status_lose_only_the_code() {
        assertThat(SmtpReply.of(List.of("250-one", "250-two", "250 three")).text())
                .isEqualTo("250 one two three");
        assertThat(SmtpReply.of(List.of("250-2.1.5 one", "250 two")).text())
                .isEqualTo("250 2.1.5 one two");
        assertThat(SmtpReply.of(List.of("250")).text()).isEqualTo("250");
        assertThat(SmtpReply.of(List.of("250-", "250")).text()).isEqualTo("250");
        assertThat(SmtpReply.of(List.of("450 later")).status()).isEqualTo("4.0.0");
    }

    @Test
    void what_is_no_reply_is_not_read() {
        for (String wrong : new String[] {"", "25", "2500 x", "650 x", "150 x", "abc", "[EOF]"}) {
            assertThat(SmtpReply.of(List.of(wrong))).as(wrong).isNull();
        }
        assertThat(SmtpReply.of(List.of())).isNull();
    }

    @Test
    void a_reply_is_bounded_and_free_of_controls() {
        var reply = SmtpReply.of(List.of("554 \u0000\u001b[31m" + "x".repeat(10_000), "554 y"));
        assertThat(reply.text()).hasSize(500).startsWith("554 ??[31mxx").matches("[ -~]+");
    }
}
