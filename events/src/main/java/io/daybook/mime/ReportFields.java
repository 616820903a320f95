package io.daybook.mime;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a machine-readable report: groups that empty lines separate. A delivery status has
 * a group of the message and one of each recipient (RFC 3464 section 2.1), a disposition
 * notification has a single one (RFC 8098 section 3.1).
 */
public final class ReportFields {
    /** Groups of one report; those after it are left out. */
    public static final int MAX_GROUPS = 1000;

    private ReportFields() {}

    /** Never throws; what is no field is skipped. Within the bounds of a header. */
    public static List<HeaderFields> parse(byte[] report) {
        var lines = new Lines(report);
        var scanner = new HeaderScanner(report, lines, new Delimiters(report));
        var groups = new ArrayList<HeaderFields>();
        int line = 0;
        while (line < report.length && groups.size() < MAX_GROUPS) {
            var header = scanner.scan(line);
            if (!header.fields().isEmpty()) {
                groups.add(HeaderFields.of(header.fields()));
            }
            line = header.body() > line ? header.body() : lines.next(line);
        }
        return groups;
    }

    /** The value without folding, white space around it and encoded-words. */
    static String text(String raw) {
        return HeaderForms.asText(raw).strip();
    }
}
