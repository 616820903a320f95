package io.daybook.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds the header fields of one entity. Keeps a bounded amount over all entities of a message. */
final class HeaderScanner {
    private final byte[] message;
    private final Lines lines;
    private final Delimiters delimiters;
    private int left = MessageParser.MAX_HEADER_OCTETS;
    private int reserve = MessageParser.RESERVED_CONTENT_OCTETS;

    /**
     * @param body where the body starts; a delimiter line there ends the entity without a body
     */
    record Header(List<HeaderField> fields, int body) {}

    HeaderScanner(byte[] message, Lines lines, Delimiters delimiters) {
        this.message = message;
        this.lines = lines;
        this.delimiters = delimiters;
    }

    /** Takes where a field's line, its colon and the line after it are. */
    interface FieldVisitor {
        void field(int line, int colon, int next);
    }

    Header scan(int start) {
        var fields = new ArrayList<HeaderField>();
        int body =
                walk(
                        start,
                        (line, colon, next) ->
                                keep(fields, line, colon, lines.withoutEnd(line, next)));
        return new Header(fields, body);
    }

    /** Visits all fields, more than are kept too; returns where the body starts. */
    int walk(int start, FieldVisitor visitor) {
        int line = afterMboxLine(start);
        while (line < message.length) {
            int blank = lines.afterBlank(line);
            if (blank >= 0) {
                return blank;
            }
            if (delimiters.isDelimiter(line)) {
                return line;
            }
            int colon = colon(line);
            if (colon < 0 && !isJunkAmongFields(line)) {
                // The empty line is missing: what cannot be a header field is the body.
                return line;
            }
            int next = fieldEnd(line);
            if (colon >= 0) {
                visitor.field(line, colon, next);
            }
            line = next;
        }
        return message.length;
    }

    /** Where the header starts: an archive's separator may come before it. */
    int afterMboxLine(int start) {
        return isMboxLine(start) ? lines.next(start) : start;
    }

    private boolean isMboxLine(int line) {
        return lines.startsWith(line, "From ") || lines.startsWith(line, ">From ");
    }

    /**
     * The colon after a field name, or -1. Obsolete syntax allows white space before it (RFC 5322
     * section 4.5).
     */
    private int colon(int line) {
        int i = line;
        while (i < message.length && message[i] > ' ' && message[i] != ':' && message[i] != 0x7F) {
            i++;
        }
        int nameEnd = i;
        while (i < message.length && (message[i] == ' ' || message[i] == '\t')) {
            i++;
        }
        boolean found = nameEnd > line && i < message.length && message[i] == ':';
        return found && nameEnd - line <= MessageParser.MAX_FIELD_NAME ? i : -1;
    }

    /**
     * Whether a line that is no field has one right after it, so that it does not end the header.
     */
    private boolean isJunkAmongFields(int line) {
        if (hasBrokenName(line)) {
            return true;
        }
        int next = lines.next(line);
        int colon = next < message.length ? colon(next) : -1;
        return colon >= 0 && WellKnown.isHeaderName(name(next, colon));
    }

    /** Whether the line would be a field but for octets that no name can have. */
    private boolean hasBrokenName(int line) {
        int i = line;
        while (i < message.length
                && i - line < MessageParser.MAX_FIELD_NAME
                && isInBrokenName(message[i])) {
            i++;
        }
        return i > line && i < message.length && message[i] == ':';
    }

    private static boolean isInBrokenName(byte octet) {
        return octet > ' ' && octet != ':' || octet < 0;
    }

    private int fieldEnd(int line) {
        int next = lines.next(line);
        while (next < message.length && lines.isFolded(next)) {
            next = lines.next(next);
        }
        return next;
    }

    private void keep(List<HeaderField> fields, int line, int colon, int end) {
        String name = name(line, colon);
        int length = Math.max(0, end - colon - 1);
        int room = fields.size() < MessageParser.MAX_FIELDS ? left - name.length() : 0;
        boolean content = isContent(name);
        if (room > 0 && (length <= room || !content)) {
            int kept = Math.min(length, room);
            left = room - kept;
            fields.add(new HeaderField(name, raw(colon + 1, kept)));
        } else if (content && length + name.length() <= reserve) {
            reserve -= length + name.length();
            fields.add(new HeaderField(name, raw(colon + 1, length)));
        }
    }

    private static boolean isContent(String name) {
        return name.regionMatches(true, 0, "Content-", 0, 8);
    }

    String name(int line, int colon) {
        int end = colon;
        while (message[end - 1] == ' ' || message[end - 1] == '\t') {
            end--;
        }
        return new String(message, line, end - line, StandardCharsets.ISO_8859_1);
    }

    // RFC 8621 section 4.1.2.1: what violates UTF-8 is replaced by U+FFFD, and any NUL octet MUST
    // be dropped.
    private String raw(int offset, int length) {
        boolean nul = false;
        for (int i = offset; i < offset + length && !nul; i++) {
            nul = message[i] == 0;
        }
        var charset =
                Charsets.isAscii(message, offset, length)
                        ? StandardCharsets.ISO_8859_1
                        : StandardCharsets.UTF_8;
        String value = new String(message, offset, length, charset);
        return nul ? value.replace("\0", "") : value;
    }
}
