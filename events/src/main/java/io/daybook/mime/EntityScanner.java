package io.daybook.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the structure of a message once, from its first octet to its last. */
final class EntityScanner {
    private final byte[] message;
    private final Lines lines;
    private final Delimiters delimiters;
    private final HeaderScanner headers;
    private int parts;
    private int leaves;

    /** The start of the delimiter line that ended the last scan, or the end of the message. */
    private int stop;

    /** Which boundary stopped it, -1 at the end of the message. */
    private int level = -1;

    EntityScanner(byte[] message) {
        this.message = message;
        this.lines = new Lines(message);
        this.delimiters = new Delimiters(message);
        this.headers = new HeaderScanner(message, lines, delimiters);
    }

    Part root() {
        return entity(0, false);
    }

    private Part entity(int start, boolean inDigest) {
        parts++;
        var header = headers.scan(start);
        var content = ContentHeaders.of(header.fields(), inDigest);
        byte[] boundary = content.boundary();
        if (boundary != null
                && delimiters.depth() < MessageParser.MAX_DEPTH
                && parts < MessageParser.MAX_PARTS) {
            return multipart(header, content, boundary);
        }
        seek(header.body());
        return leaf(header, content, bodyEnd(header.body()));
    }

    private Part multipart(HeaderScanner.Header header, ContentHeaders content, byte[] boundary) {
        int mine = delimiters.depth();
        delimiters.push(boundary);
        seek(header.body());
        if (level != mine) {
            delimiters.pop();
            // Nothing is delimited: the text is worth more as a part than as a preamble.
            return leaf(header, content, bodyEnd(header.body()));
        }
        var children = new ArrayList<Part>();
        while (level == mine && opensPart(mine)) {
            children.add(entity(lines.next(stop), content.type().equals("multipart/digest")));
        }
        boolean closed = level == mine;
        delimiters.pop();
        if (closed) {
            seek(lines.next(stop));
        }
        int last =
                children.isEmpty() ? 0 : children.getLast().offset() + children.getLast().length();
        // A last part without a body begins at the delimiter line, after the line end that is not
        // counted here.
        int end = Math.max(last, bodyEnd(header.body()));
        return part(null, header, content, end - header.body(), end - header.body(), children);
    }

    /** Whether a part follows the delimiter line; where the message ends, it was cut off. */
    private boolean opensPart(int mine) {
        return !delimiters.closes(stop, mine)
                && lines.next(stop) < message.length
                && parts < MessageParser.MAX_PARTS;
    }

    private Part leaf(HeaderScanner.Header header, ContentHeaders content, int end) {
        leaves++;
        int offset = header.body();
        int size = PartContent.decodedSize(message, offset, end - offset, content.encoding());
        return part(Integer.toString(leaves), header, content, end - offset, size, List.of());
    }

    private static Part part(
            @Nullable String id,
            HeaderScanner.Header header,
            ContentHeaders content,
            int length,
            int size,
            List<Part> children) {
        return new Part(
                id,
                HeaderFields.of(header.fields()),
                content.name(),
                id == null ? content.type() : content.leafType(),
                content.charset(),
                content.disposition(),
                content.cid(),
                content.language(),
                content.location(),
                id == null ? TransferEncoding.IDENTITY : content.encoding(),
                header.body(),
                length,
                size,
                children);
    }

    // RFC 2046 section 5.1.1: the line end before a delimiter line belongs to the delimiter.
    private int bodyEnd(int body) {
        return level < 0 ? Math.max(body, stop) : lines.withoutEnd(body, Math.max(body, stop));
    }

    /** Moves to the next delimiter line of any open boundary at or after this start of a line. */
    private void seek(int from) {
        stop = message.length;
        level = -1;
        if (delimiters.depth() == 0) {
            return;
        }
        for (int line = from; line < message.length; line = lines.next(line)) {
            int found = delimiters.level(line);
            if (found >= 0) {
                stop = line;
                level = found;
                return;
            }
        }
    }
}
