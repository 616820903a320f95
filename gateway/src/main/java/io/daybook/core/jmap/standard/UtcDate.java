package io.daybook.core.jmap.standard;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type UTCDate (RFC 8620 section 1.4). */
public final class UtcDate {
    private static final Pattern FORM =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    private UtcDate() {}

    /** The instant, or null when {@code wire} is no UTCDate. */
    public static @Nullable Instant parse(String wire) {
        if (!FORM.matcher(wire).matches()) {
            return null;
        }
        try {
            return Instant.parse(wire);
        } catch (DateTimeException e) {
            // A date that no calendar has, such as the 30th of February.
            return null;
        }
    }

    /** Without a fraction when there is none. */
    public static String format(Instant instant) {
        return instant.toString();
    }
}
