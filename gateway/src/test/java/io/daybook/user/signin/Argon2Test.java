package io.daybook.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Test {
    @Test
    void a_hash_has_the_form_that_others_read_too() {
        String hash = Passwords.hash("secret", new SecureRandom());
        assertThat(hash)
                .matches(
                        "\\$argon2id\\$v=19\\$m=65536,t=1,p=4\\$[A-Za-z0-9+/]{22}\\$"
                                + "[A-Za-z0-9+/]{43}");
        assertThat(Passwords.matches(hash, "secret")).isTrue();
        assertThat(Passwords.matches(hash, "Secret")).isFalse();
    }

    /** A hash by the reference implementation of RFC 9106, of "password" with the salt "somesalt". */
    @Test
    void the_reference_implementation_agrees() {
        String hash =
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                        + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(Passwords.matches(hash, "password")).isTrue();
        assertThat(Passwords.matches(hash, "differentpassword")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "$argon2i$v=19$m=65536,t=1,p=4$x$y", "$2y$10$abc"})
    void what_is_no_hash_matches_nothing(String hash) {
        assertThat(Passwords.matches(hash, "secret")).isFalse();
    }
}
