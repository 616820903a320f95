package io.daybook.user.signin;

import java.util.random.RandomGenerator;

/** Hashes of passwords for those who set them; signing in compares. */
public final class Passwords {
    private Passwords() {}

    /** The argon2id hash in PHC form, with a salt of its own. Takes about a tenth of a second. */
    public static String hash(String password, RandomGenerator random) {
        byte[] salt = new byte[Argon2.SALT_OCTETS];
        random.nextBytes(salt);
        return Argon2.hash(password, salt);
    }

    /** Whether the password is the one that was hashed. As slow as {@link #hash}. */
    public static boolean matches(String hash, String password) {
        return Argon2.matches(hash, password);
    }
}
