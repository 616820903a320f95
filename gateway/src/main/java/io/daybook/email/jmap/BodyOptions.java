package io.daybook.email.jmap;

import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.PropertyTable.Selection;

/**
 * How a call wants bodies (RFC 8621 section 4.2).
 *
 * @param maxBytes octets of UTF-8 of one value, 0 for all
 */
record BodyOptions(
        Selection<PartRecord> properties,
        boolean fetchText,
        boolean fetchHtml,
        boolean fetchAll,
        long maxBytes) {
    /** Everything there is, as a client that sends whole objects back may have it. */
    static final BodyOptions ALL =
            new BodyOptions(PartProperties.TABLE.select(null), true, true, true, 0);

    static BodyOptions read(Arguments arguments) {
        return new BodyOptions(
                PartProperties.TABLE.select(arguments.texts("bodyProperties")),
                arguments.bool("fetchTextBodyValues", false),
                arguments.bool("fetchHTMLBodyValues", false),
                arguments.bool("fetchAllBodyValues", false),
                arguments.unsigned("maxBodyValueBytes", 0));
    }
}
