package io.daybook.push.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.push.P256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** RFC 8291 Appendix A: every octet of the example. */
class MessageEncryptionTest {
    private static final String TEXT = "When I grow up, I want to be a watermelon";
    private static final String RECEIVER =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String SENDER =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String SENDER_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final String RECEIVER_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
    private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
    private static final String MESSAGE =
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc"
                    + "InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXL"
                    + "WyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    private static byte[] octets(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private static ECPublicKey key(String base64) {
        return Objects.requireNonNull(P256.key(octets(base64)));
    }

    @Test
    void the_example_of_the_rfc_is_encrypted_to_the_octet() throws Exception {
        var secret = new BigInteger(1, octets(SENDER_PRIVATE));
        var factory = KeyFactory.getInstance("EC");
        var sender =
                new KeyPair(
                        key(SENDER),
                        factory.generatePrivate(new ECPrivateKeySpec(secret, P256.SPEC)));
        byte[] message =
                MessageEncryption.encrypt(
                        TEXT.getBytes(StandardCharsets.US_ASCII),
                        key(RECEIVER),
                        octets(AUTH),
                        sender,
                        octets(SALT));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(message))
                .isEqualTo(MESSAGE);
    }

    @Test
    void the_receiver_reads_every_message_and_no_two_are_alike() throws Exception {
        var random = new SecureRandom();
        byte[] text = "x".repeat(5000).getBytes(StandardCharsets.US_ASCII);
        byte[] one = MessageEncryption.encrypt(text, key(RECEIVER), octets(AUTH), random);
        byte[] other = MessageEncryption.encrypt(text, key(RECEIVER), octets(AUTH), random);
        assertThat(one).isNotEqualTo(other);
        var receiver = new PushDecryption(key(RECEIVER), octets(RECEIVER_PRIVATE), octets(AUTH));
        assertThat(receiver.decrypt(one)).isEqualTo(text);
        assertThat(receiver.decrypt(other)).isEqualTo(text);
        assertThat(new String(receiver.decrypt(octets(MESSAGE)), StandardCharsets.US_ASCII))
                .isEqualTo(TEXT);
    }

    @Test
    void a_point_that_is_not_on_the_curve_is_no_key() {
        byte[] point = octets(RECEIVER);
        point[64] ^= 1;
        assertThat(P256.key(point)).isNull();
        assertThat(P256.key(new byte[65])).isNull();
        assertThat(P256.key(new byte[0])).isNull();
    }
}
