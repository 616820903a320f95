package io.daybook.core.jmap.standard;

import io.daybook.core.jmap.Call;
import org.jspecify.annotations.Nullable;

/** References to records created earlier in a request (RFC 8620 section 5.3). */
public final class CreationIds {
    private CreationIds() {}

    /**
     * The id that {@code id} stands for: itself, or, for {@code #k}, the id of what was created as
     * {@code k}; null when nothing was.
     */
    public static @Nullable String resolve(Call call, String id) {
        return isReference(id) ? call.created(id.substring(1)) : id;
    }

    public static boolean isReference(String id) {
        return id.startsWith("#");
    }

    /** RFC 8620 section 1.2: 1 to 255 of the URL-safe base64 alphabet. */
    public static boolean isValid(String creationId) {
        if (creationId.isEmpty() || creationId.length() > 255) {
            return false;
        }
        for (int i = 0; i < creationId.length(); i++) {
            char c = creationId.charAt(i);
            boolean allowed =
                    (c >= 'A' && c <= 'Z')
                            || (c >= 'a' && c <= 'z')
                            || (c >= '0' && c <= '9')
                            || c == '-'
                            || c == '_';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }
}
