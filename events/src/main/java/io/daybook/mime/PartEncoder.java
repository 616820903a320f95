package io.daybook.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the part tree of a digest. Part ids are not written: leaves are numbered in their order.
 */
final class PartEncoder {
    static final int MULTIPART = 1;
    static final int NAME = 2;
    static final int CHARSET = 4;
    static final int DISPOSITION = 8;
    static final int CID = 16;
    static final int LANGUAGE = 32;
    static final int LOCATION = 64;

    private final OctetWriter out;
    private int offset;

    PartEncoder(OctetWriter out) {
        this.out = out;
    }

    void write(Part part, boolean root) {
        out.number(flags(part));
        out.put(part.encoding().letter());
        int type = WellKnown.typeNumber(part.type());
        out.number(type);
        if (type == 0) {
            out.text(part.type());
        }
        text(part.name());
        text(part.charset());
        text(part.disposition());
        text(part.cid());
        texts(part.language());
        text(part.location());
        out.number(part.offset() - offset);
        offset = part.offset();
        out.number(part.length());
        out.number(part.size());
        if (!root) {
            var block = new OctetWriter(256);
            HeaderBlock.write(part.headers().all(), block);
            out.octets(block.buffer(), block.size());
        }
        if (part.isMultipart()) {
            out.number(part.subParts().size());
            part.subParts().forEach(child -> write(child, false));
        }
    }

    private static int flags(Part part) {
        return (part.isMultipart() ? MULTIPART : 0)
                | (part.name() != null ? NAME : 0)
                | (part.charset() != null ? CHARSET : 0)
                | (part.disposition() != null ? DISPOSITION : 0)
                | (part.cid() != null ? CID : 0)
                | (part.language() != null ? LANGUAGE : 0)
                | (part.location() != null ? LOCATION : 0);
    }

    private void text(@Nullable String value) {
        if (value != null) {
            out.text(value);
        }
    }

    private void texts(@Nullable List<String> values) {
        if (values != null) {
            out.number(values.size());
            values.forEach(out::text);
        }
    }
}
