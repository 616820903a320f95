package io.daybook.user.signin;

import io.daybook.core.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an Authorization header claims. */
sealed interface Credentials {
    UserId user();

    record Password(UserId user, String password) implements Credentials {
        @Override
        public String toString() {
            return "password of " + user;
        }
    }

    record Token(UserId user, AppToken token) implements Credentials {}

    /** Reads Basic (RFC 7617) and Bearer (RFC 6750); null for anything else. */
    static @Nullable Credentials read(String header) {
        int space = header.indexOf(' ');
        if (space < 0) {
            return null;
        }
        String value = header.substring(space + 1).strip();
        return switch (header.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "basic" -> basic(value);
            case "bearer" -> bearer(value);
            default -> null;
        };
    }

    private static @Nullable Credentials bearer(String value) {
        AppToken token = AppToken.parse(value);
        return token == null ? null : new Token(token.user(), token);
    }

    private static @Nullable Credentials basic(String value) {
        String pair;
        try {
            byte[] octets = Base64.getDecoder().decode(value);
            pair = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return null;
        }
        UserId user;
        try {
            user = UserId.of(pair.substring(0, colon));
        } catch (IllegalArgumentException e) {
            return null;
        }
        String password = pair.substring(colon + 1);
        AppToken token = AppToken.parse(password);
        if (token == null) {
            return new Password(user, password);
        }
        return token.user().equals(user) ? new Token(user, token) : null;
    }
}
