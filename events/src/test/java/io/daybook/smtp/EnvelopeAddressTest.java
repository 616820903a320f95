package io.daybook.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5321 sections 4.1.2 and 4.1.3, RFC 6531 section 3.3. */
class EnvelopeAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "alice@example.org",
                "a.b.c+tag@sub.example.org",
                "!#$%&'*+-/=?^_`{|}~@example.org",
                "\"\"@example.org",
                "\"a b>c<d@e,f\"@example.org",
                "\"a\\\"b\\\\\"@example.org",
                "a@[127.0.0.1]",
                "a@[IPv6:2001:db8::1]",
                "a@[ipv6:::1]",
                "a@1-2.xn--p1ai",
                "jörg@bücher.example",
                "用户@例子.测试"
            })
    void a_mailbox_is_read_as_it_is_written(String text) {
        var address = EnvelopeAddress.parse(text);
        assertThat(address).isNotNull();
        assertThat(address.toString()).isEqualTo(text);
        assertThat(address.isInternational()).isEqualTo(!text.chars().allMatch(c -> c < 128));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a",
                "a@",
                "@b",
                ".a@b",
                "a.@b",
                "a..b@c",
                "a@b.",
                "a@.b",
                "a@b..c",
                "a@-b",
                "a@b-",
                "a@b_c",
                "a b@c",
                "a@b c",
                "a@b@c",
                "<a@b>",
                "a@b>",
                "a@b> NOTIFY=NEVER",
                "a@b\r\nDATA",
                "a\r\n@b",
                "\"a\r\n\"@b",
                "\"a\\\r\"@b",
                "\"a\u0000\"@b",
                "a\u0000@b",
                "a@b\u0000",
                "a@b\n",
                "\"a@b",
                "\"a\"b@c",
                "\"a\\\"@b",
                "a@[127.0.0.256]",
                "a@[127.0.0]",
                "a@[::1]",
                "a@[IPv6:127.0.0.1]",
                "a@[IPv6:::g]",
                "a@[IPv6:fe80::1%eth0]",
                "a@[tag:content]",
                "a@[127.0.0.1]x",
                "a@[127.0.0.1",
                "@relay.example:a@b",
                "Alice <a@b>",
                "a\u0085@b",
                "a\u2028@b",
                "a\u202e@b",
                "a@b\u3002c",
                "a\ud800@b",
                "a@\udc00",
                "\"a\u007f\"@b"
            })
    void what_is_no_mailbox_is_not_read(String text) {
        assertThat(EnvelopeAddress.parse(text)).isNull();
    }

    @Test
    void lengths_are_counted_in_octets_and_kept() {
        String label = "d".repeat(63);
        assertThat(EnvelopeAddress.parse("l".repeat(64) + "@d")).isNotNull();
        assertThat(EnvelopeAddress.parse("l".repeat(65) + "@d")).isNull();
        assertThat(EnvelopeAddress.parse("ö".repeat(32) + "@d")).isNotNull();
        assertThat(EnvelopeAddress.parse("ö".repeat(33) + "@d")).isNull();
        assertThat(EnvelopeAddress.parse("l@" + label)).isNotNull();
        assertThat(EnvelopeAddress.parse("l@" + label + "d")).isNull();
        String longest = "l@" + label + "." + label + "." + label + "." + "d".repeat(60);
        assertThat(longest).hasSize(254);
        assertThat(EnvelopeAddress.parse(longest)).isNotNull();
        assertThat(EnvelopeAddress.parse(longest + "d")).isNull();
        assertThat(EnvelopeAddress.parse("a@b" + ".b".repeat(1_000_000))).isNull();
    }

    @Test
    void nothing_that_passes_can_leave_its_angle_brackets() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        String[] pieces = {
            "a",
            "b",
            ".",
            "@",
            "\"",
            "\\",
            ">",
            "<",
            " ",
            "\r",
            "\n",
            "\u0000",
            "\t",
            "ö",
            "[",
            "]",
            "IPv6:",
            "::1",
            "127.0.0.1",
            "-",
            "\u0085",
            "\u2028",
            "\ud800",
            "\udc00",
            ":",
            ",",
            "="
        };
        int passed = 0;
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            for (int n = 1 + random.nextInt(9); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            if (EnvelopeAddress.parse(text.toString()) != null) {
                passed++;
            }
            assertThatCode(() -> AddressFuzz.checkAddress(text.toString()))
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
        }
        assertThat(passed).as("seed %d", seed).isPositive();
    }
}
