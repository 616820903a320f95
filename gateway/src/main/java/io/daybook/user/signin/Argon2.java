package io.daybook.user.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes of passwords: argon2id in PHC form (RFC 9106). Takes 64 MiB and about a tenth of a second.
 */
final class Argon2 {
    static final int SALT_OCTETS = 16;

    private static final int KEY_OCTETS = 32;
    private static final int MEMORY_KIB = 64 << 10;
    private static final int ITERATIONS = 1;
    private static final int LANES = 4;
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=([0-9]{1,2})"
                            + "\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,86})");
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private Argon2() {}

    static String hash(String password, byte[] salt) {
        byte[] key = key(password, salt, MEMORY_KIB, ITERATIONS, LANES, KEY_OCTETS);
        return "$argon2id$v=19$m="
                + MEMORY_KIB
                + ",t="
                + ITERATIONS
                + ",p="
                + LANES
                + "$"
                + ENCODER.encodeToString(salt)
                + "$"
                + ENCODER.encodeToString(key);
    }

    /** Whether the password is the one that was hashed; false for what is no such hash. */
    static boolean matches(String phc, String password) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] key =
                key(
                        password,
                        salt,
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)),
                        expected.length);
        return MessageDigest.isEqual(key, expected);
    }

    /** Costs what {@link #matches} costs, for those whose address nobody has. */
    static void pretend(String password) {
        key(password, new byte[SALT_OCTETS], MEMORY_KIB, ITERATIONS, LANES, KEY_OCTETS);
    }

    private static byte[] key(
            String password, byte[] salt, int memory, int iterations, int lanes, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memory)
                        .withIterations(iterations)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build());
        byte[] key = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), key);
        return key;
    }
}
