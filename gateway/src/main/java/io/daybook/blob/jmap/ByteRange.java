package io.daybook.blob.jmap;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a Range header asks for (RFC 9110 section 14). */
sealed interface ByteRange {
    record Whole() implements ByteRange {}

    record Part(long from, long length) implements ByteRange {}

    record Unsatisfiable() implements ByteRange {}

    Pattern ONE = Pattern.compile("bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*");

    /**
     * One range; a header that is malformed, of another unit, or asks for several, is as if it were
     * not there, which RFC 9110 section 14.2 allows.
     */
    static ByteRange of(@Nullable String header, long size) {
        Matcher range = header == null ? null : ONE.matcher(header);
        if (range == null || !range.matches()) {
            return new Whole();
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), size);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(last));
        if (!last.isEmpty() && Long.parseLong(last) < from) {
            return new Whole();
        }
        return from >= size ? new Unsatisfiable() : new Part(from, to - from + 1);
    }

    private static ByteRange suffix(long length, long size) {
        long octets = Math.min(length, size);
        return octets == 0 ? new Unsatisfiable() : new Part(size - octets, octets);
    }
}
