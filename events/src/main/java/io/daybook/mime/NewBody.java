package io.daybook.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a new message: a tree of parts as given, or flat lists of which the composer makes
 * one.
 */
public sealed interface NewBody {
    record Structure(NewPart root) implements NewBody {}

    /**
     * @param text of type text/plain, {@code html} of type text/html
     */
    record Flat(@Nullable NewPart text, @Nullable NewPart html, List<NewPart> attachments)
            implements NewBody {
        public Flat {
            attachments = List.copyOf(attachments);
        }
    }
}
