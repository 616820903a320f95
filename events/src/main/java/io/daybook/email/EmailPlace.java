package io.daybook.email;

import io.daybook.core.EmailId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of an email in a sorted list: from here the list is read on, whether the email is still
 * there or not.
 *
 * @param values what it is sorted by, one for each comparator
 */
public record EmailPlace(EmailId email, List<Value> values) {
    public EmailPlace {
        values = List.copyOf(values);
    }

    /**
     * @param number milliseconds since 1970, octets, or 1 for true
     * @param text null for all but texts
     */
    public record Value(long number, @Nullable String text) {}
}
