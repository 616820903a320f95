package io.daybook.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.codec.Deflated.Range;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeflatedTest {
    private static final byte[] NO_DICTIONARY = {};
    private static final byte[] PLAIN =
            "the same again, ".repeat(40).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DICTIONARY = "again, the same".getBytes(StandardCharsets.US_ASCII);

    @Test
    void what_was_deflated_is_inflated() {
        assertThat(thereAndBack(NO_DICTIONARY)).isEqualTo(PLAIN);
    }

    @Test
    void a_dictionary_is_not_kept_for_the_next() {
        assertThat(thereAndBack(DICTIONARY)).isEqualTo(PLAIN);
        assertThat(thereAndBack(NO_DICTIONARY)).isEqualTo(PLAIN);
    }

    @Test
    void what_does_not_fit_is_not_deflated_and_does_not_disturb_the_next() {
        var into = all(new byte[8]);
        assertThat(Deflated.deflate(all(PLAIN), NO_DICTIONARY, into)).isZero();
        assertThat(thereAndBack(NO_DICTIONARY)).isEqualTo(PLAIN);
    }

    @Test
    void damage_is_told_and_does_not_disturb_the_next() {
        byte[] damaged = {(byte) 0xFF, (byte) 0xFF, 1, 2, 3};
        byte[] plain = new byte[PLAIN.length];
        assertThat(Deflated.inflate(all(damaged), NO_DICTIONARY, plain)).isFalse();
        assertThat(Deflated.inflate(new Range(damaged, 0, 0), NO_DICTIONARY, plain)).isFalse();
        assertThat(thereAndBack(NO_DICTIONARY)).isEqualTo(PLAIN);
    }

    private static byte[] thereAndBack(byte[] dictionary) {
        byte[] deflated = new byte[PLAIN.length];
        int length = Deflated.deflate(all(PLAIN), dictionary, all(deflated));
        byte[] plain = new byte[PLAIN.length];
        assertThat(Deflated.inflate(new Range(deflated, 0, length), dictionary, plain)).isTrue();
        return plain;
    }

    private static Range all(byte[] octets) {
        return new Range(octets, 0, octets.length);
    }
}
