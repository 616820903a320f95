package io.daybook.journal;

import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Keys of streams to open what is sealed with them. Whoever has only this changes none. */
@FunctionalInterface
public interface StreamKeys {
    /**
     * The key of the stream, or null when it never had one.
     *
     * @throws StreamErased when the key was destroyed
     */
    @Nullable SecretKey find(String stream);
}
