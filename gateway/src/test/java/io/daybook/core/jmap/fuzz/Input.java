package io.daybook.core.jmap.fuzz;

import io.daybook.core.jmap.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The octets that a target is given. */
public final class Input {
    private Input() {}

    /** The object that they are; null when they are none. */
    public static @Nullable ObjectNode object(byte[] octets) {
        try {
            return StrictJson.read(octets) instanceof ObjectNode object ? object : null;
        } catch (StrictJson.NotJson e) {
            // Most octets are none, and other targets look at how those are refused.
            return null;
        }
    }
}
