package io.daybook.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.smtp.MailParameters.Body;
import io.daybook.smtp.MailParameters.HoldFor;
import io.daybook.smtp.MailParameters.HoldUntil;
import io.daybook.smtp.MailParameters.Ret;
import io.daybook.smtp.RcptParameters.Notify;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
    @Test
    void parameters_of_mail_are_read_by_names_in_any_case() {
        var given = new LinkedHashMap<String, @Nullable String>();
        given.put("size", "1000");
        given.put("Body", "8bitmime");
        given.put("RET", "hdrs");
        given.put("ENVID", "QQ 314159+=");
        given.put("HOLDFOR", "3600");
        given.put("SMTPUTF8", null);
        assertThat(MailParameters.read(given))
                .isEqualTo(
                        new Reading.Read<>(
                                new MailParameters(
                                        1000L,
                                        Body.EIGHT_BIT_MIME,
                                        Ret.HDRS,
                                        "QQ 314159+=",
                                        new HoldFor(Duration.ofHours(1)),
                                        true)));
    }

    @Test
    void a_message_is_held_for_an_interval_or_until_a_time() {
        var now = Instant.parse("2026-11-22T08:00:00Z");
        assertThat(new HoldFor(Duration.ofSeconds(90)).release(now)).isEqualTo(now.plusSeconds(90));
        assertThat(mail("HOLDUNTIL", "2031-02-28T23:59:59Z"))
                .isEqualTo(
                        new Reading.Read<>(
                                new MailParameters(
                                        null,
                                        null,
                                        null,
                                        null,
                                        new HoldUntil(Instant.parse("2031-02-28T23:59:59Z")),
                                        false)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "SIZE,-",
                "SIZE,``",
                "SIZE,-1",
                "SIZE,1e3",
                "SIZE,9999999999999999999",
                "BODY,BINARYMIME",
                "BODY,-",
                "RET,ALL",
                "RET,-",
                "ENVID,-",
                "ENVID,``",
                "ENVID,ö",
                "ENVID,`a\tb`",
                "HOLDFOR,0",
                "HOLDFOR,01",
                "HOLDFOR,1234567890",
                "HOLDFOR,-5",
                "HOLDFOR,1.5",
                "HOLDUNTIL,2026-11-22",
                "HOLDUNTIL,2026-11-22T08:00:00+01:00",
                "HOLDUNTIL,2026-02-30T08:00:00Z",
                "HOLDUNTIL,2026-11-22t08:00:00z",
                "SMTPUTF8,yes",
                "AUTH,<>",
                "BY,1;R",
                "MT-PRIORITY,3",
                "NOTIFY,NEVER",
                "X,-",
                "``,-"
            })
    void what_mail_does_not_take_is_refused(String name, @Nullable String value) {
        assertThat(mail(name, value)).isInstanceOf(Reading.Wrong.class);
    }

    @Test
    void nobody_is_held_twice_and_nothing_is_said_twice() {
        assertThat(MailParameters.read(Map.of("HOLDFOR", "5", "HOLDUNTIL", "2031-01-01T00:00:00Z")))
                .isInstanceOf(Reading.Wrong.class);
        assertThat(MailParameters.read(Map.of("RET", "FULL", "ret", "FULL")))
                .isInstanceOf(Reading.Wrong.class);
        assertThat(RcptParameters.read(Map.of("NOTIFY", "NEVER", "Notify", "NEVER")))
                .isInstanceOf(Reading.Wrong.class);
    }

    @Test
    void an_envelope_id_is_bounded_as_it_is_encoded() {
        assertThat(mail("ENVID", "x".repeat(100))).isInstanceOf(Reading.Read.class);
        assertThat(mail("ENVID", "x".repeat(101))).isInstanceOf(Reading.Wrong.class);
        assertThat(mail("ENVID", "=".repeat(33))).isInstanceOf(Reading.Read.class);
        assertThat(mail("ENVID", "=".repeat(34))).isInstanceOf(Reading.Wrong.class);
    }

    @Test
    void notifications_are_a_list_without_repetition_and_never_stands_alone() {
        assertThat(rcpt("NOTIFY", "delay,Success,FAILURE").notifyValue())
                .isEqualTo("SUCCESS,FAILURE,DELAY");
        assertThat(rcpt("NOTIFY", "NEVER").wanted()).containsExactly(Notify.NEVER);
        for (String wrong :
                new String[] {
                    "",
                    ",",
                    "NEVER,FAILURE",
                    "SUCCESS,SUCCESS",
                    "SUCCESS,",
                    "SUCCESS, FAILURE",
                    "ALWAYS",
                    "NEVER\r\nDATA"
                }) {
            assertThat(RcptParameters.read(Map.of("NOTIFY", wrong)))
                    .as(wrong)
                    .isInstanceOf(Reading.Wrong.class);
        }
    }

    @Test
    void without_notify_a_failure_is_told_and_with_never_nothing() {
        assertThat(RcptParameters.NONE.wantsFailure()).isTrue();
        assertThat(RcptParameters.NONE.wantsSuccess()).isFalse();
        assertThat(rcpt("NOTIFY", "NEVER").wantsFailure()).isFalse();
        assertThat(rcpt("NOTIFY", "SUCCESS").wantsFailure()).isFalse();
        assertThat(rcpt("NOTIFY", "SUCCESS").wantsSuccess()).isTrue();
    }

    @Test
    void an_original_recipient_is_encoded_for_the_wire() {
        assertThat(original("RFC822;bob+x=y@example.org").wire())
                .isEqualTo("rfc822;bob+2Bx+3Dy@example.org");
        assertThat(original("rfc822;\"a b\"@example.org").wire())
                .isEqualTo("rfc822;\"a+20b\"@example.org");
        assertThat(original("utf-8;jörg\\@x").wire()).isEqualTo("utf-8;j\\x{F6}rg\\x{5C}@x");
        for (String wrong :
                new String[] {
                    "",
                    "bob@example.org",
                    ";x",
                    "rfc822;",
                    "rfc822;jörg@x",
                    "rfc822;a\r\nb",
                    "rfc 822;x",
                    "rfc822;" + "x".repeat(500),
                    "rfc822;" + "=".repeat(200),
                    "utf-8;a\u0085b",
                    "utf-8;\ud800"
                }) {
            assertThat(RcptParameters.read(Map.of("ORCPT", wrong)))
                    .as(wrong)
                    .isInstanceOf(Reading.Wrong.class);
        }
    }

    @Test
    void whatever_is_given_only_graphic_ascii_reaches_the_wire() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        String[] names = {"NOTIFY", "ORCPT", "RET", "ENVID", "BODY", "SIZE", "HOLDFOR", "X\r\n"};
        String[] pieces = {
            "rfc822;",
            "utf-8;",
            "NEVER",
            ",",
            "FAILURE",
            " ",
            "\r",
            "\n",
            "\u0000",
            ">",
            "=",
            "+",
            "ö",
            "\u2028",
            "\ud83d\ude00",
            "7BIT",
            "FULL",
            "1"
        };
        int passed = 0;
        for (int i = 0; i < 100_000; i++) {
            var given = new HashMap<String, @Nullable String>();
            var value = new StringBuilder();
            for (int n = random.nextInt(5); n > 0; n--) {
                value.append(pieces[random.nextInt(pieces.length)]);
            }
            given.put(names[random.nextInt(names.length)], value.toString());
            var wire = new StringBuilder();
            if (RcptParameters.read(given) instanceof Reading.Read<RcptParameters>(var read)) {
                passed++;
                wire.append(read.notifyValue() == null ? "" : read.notifyValue());
                wire.append(read.orcpt() == null ? "" : read.orcpt().wire());
            }
            if (MailParameters.read(given) instanceof Reading.Read<MailParameters>(var read)) {
                passed++;
                wire.append(read.envid() == null ? "" : Xtext.encode(read.envid()));
            }
            assertThat(wire.chars().allMatch(c -> c > ' ' && c <= '~'))
                    .as("seed %d: %s", seed, given)
                    .isTrue();
        }
        assertThat(passed).as("seed %d", seed).isPositive();
    }

    @Test
    void a_complaint_never_repeats_what_could_do_harm() {
        assertThat(mail("A\r\nB" + "x".repeat(100), "1"))
                .isInstanceOfSatisfying(
                        Reading.Wrong.class,
                        wrong -> assertThat(wrong.parameter()).isEqualTo("A??B" + "x".repeat(36)));
    }

    private static Reading<MailParameters> mail(String name, @Nullable String value) {
        var given = new HashMap<String, @Nullable String>();
        given.put(name, value);
        return MailParameters.read(given);
    }

    private static RcptParameters rcpt(String name, String value) {
        return switch (RcptParameters.read(Map.of(name, value))) {
            case Reading.Read<RcptParameters>(var read) -> read;
            case Reading.Wrong<RcptParameters> wrong -> throw new AssertionError(wrong);
        };
    }

    private static OriginalRecipient original(String value) {
        var original = rcpt("ORCPT", value).orcpt();
        assertThat(original).isNotNull();
        return original;
    }
}
