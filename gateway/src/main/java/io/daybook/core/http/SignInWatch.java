package io.daybook.core.http;

import io.daybook.core.UserId;
import org.jspecify.annotations.Nullable;

/** Hears of sign-ins that failed. Called for each: it must be quick, and throw nothing. */
@FunctionalInterface
public interface SignInWatch {
    /** What was tried. */
    enum Tried {
        PASSWORD,
        APP_PASSWORD,
        ADMIN_TOKEN,
        /** A header that nobody understands. */
        OTHER
    }

    /**
     * @param user who is here by the address that was given; null when nobody is
     */
    void failed(Request request, @Nullable UserId user, Tried tried);
}
