package io.daybook.core;

import java.util.Locale;

/** Names a user by address, lower case: {@code alice@example.test}. One address is one user. */
public record UserId(String value) {
    /** What the streams of users begin with. */
    public static final String STREAM = "user:";

    public UserId {
        int at = value.lastIndexOf('@');
        if (at < 1
                || at == value.length() - 1
                || value.length() > 254
                || !value.equals(value.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not the lower-case address of a user: " + value);
        }
        if (value.chars().anyMatch(c -> c <= ' ' || c == 127 || c == ':')) {
            throw new IllegalArgumentException(
                    "an address has no spaces, controls or colons: " + value);
        }
    }

    public static UserId of(String address) {
        return new UserId(address.strip().toLowerCase(Locale.ROOT));
    }

    /** The stream of this user's events. */
    public String stream() {
        return STREAM + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
