package io.daybook.user.signin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Hashes that signing in compares like any other, at a thousandth of the cost. */
public final class CheapPasswords {
    private static final int MEMORY_KIB = 8;
    private static final int KEY_OCTETS = 32;
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private CheapPasswords() {}

    /** In PHC form, without a random salt: the same for the same password. */
    public static String hash(String password) {
        byte[] salt = new byte[Argon2.SALT_OCTETS];
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(MEMORY_KIB)
                        .withIterations(1)
                        .withParallelism(1)
                        .withSalt(salt)
                        .build());
        byte[] key = new byte[KEY_OCTETS];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), key);
        return "$argon2id$v=19$m="
                + MEMORY_KIB
                + ",t=1,p=1$"
                + ENCODER.encodeToString(salt)
                + "$"
                + ENCODER.encodeToString(key);
    }
}
