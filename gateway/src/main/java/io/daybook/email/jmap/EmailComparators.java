package io.daybook.email.jmap;

import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Comparators;
import io.daybook.core.jmap.standard.Comparators.Comparison;
import io.daybook.email.EmailSort;
import io.daybook.email.EmailSort.Property;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sort of Email/query (RFC 8621 section 4.4.2). */
final class EmailComparators {
    private static final Map<String, Property> PROPERTIES =
            Map.of(
                    "receivedAt", Property.RECEIVED_AT,
                    "size", Property.SIZE,
                    "from", Property.FROM,
                    "to", Property.TO,
                    "subject", Property.SUBJECT,
                    "sentAt", Property.SENT_AT,
                    "hasKeyword", Property.HAS_KEYWORD,
                    "allInThreadHaveKeyword", Property.ALL_IN_THREAD_HAVE_KEYWORD,
                    "someInThreadHaveKeyword", Property.SOME_IN_THREAD_HAVE_KEYWORD);

    private EmailComparators() {}

    static List<EmailSort> read(Arguments arguments) {
        return Comparators.read(arguments, EmailComparators::comparator);
    }

    private static EmailSort comparator(Comparison comparison) {
        Property property = PROPERTIES.get(comparison.property());
        if (property == null) {
            throw Comparators.unsupported("no sort by this property");
        }
        boolean needsKeyword =
                switch (property) {
                    case HAS_KEYWORD, ALL_IN_THREAD_HAVE_KEYWORD, SOME_IN_THREAD_HAVE_KEYWORD ->
                            true;
                    case RECEIVED_AT, SIZE, FROM, TO, SUBJECT, SENT_AT -> false;
                };
        String keyword = comparison.keyword();
        // RFC 8621 section 4.4.2: the comparator MUST also have a keyword.
        if (needsKeyword && keyword == null) {
            throw Arguments.invalid("a comparator without its keyword");
        }
        return new EmailSort(
                property,
                comparison.isAscending(),
                needsKeyword && keyword != null ? keyword.toLowerCase(Locale.ROOT) : null,
                comparison.collation());
    }
}
