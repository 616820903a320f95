package io.daybook.mime;

import io.daybook.core.codec.MalformedRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PartEncoder} wrote. */
final class PartDecoder {
    private static final TransferEncoding[] ENCODINGS = TransferEncoding.values();

    private final byte[] octets;
    private final OctetReader in;
    private @Nullable HeaderFields rootHeaders;
    private int offset;
    private int leaves;

    PartDecoder(byte[] octets, OctetReader in, HeaderFields rootHeaders) {
        this.octets = octets;
        this.in = in;
        this.rootHeaders = rootHeaders;
    }

    Part read(int depth) {
        if (depth > MessageParser.MAX_DEPTH) {
            throw new MalformedRecord("the parts are nested too deeply");
        }
        long flags = in.number();
        var encoding = encoding(in.octet());
        String type = type(in.number());
        String name = text(flags, PartEncoder.NAME);
        String charset = text(flags, PartEncoder.CHARSET);
        String disposition = text(flags, PartEncoder.DISPOSITION);
        String cid = text(flags, PartEncoder.CID);
        List<String> language = (flags & PartEncoder.LANGUAGE) == 0 ? null : texts();
        String location = text(flags, PartEncoder.LOCATION);
        offset = Math.addExact(offset, in.size());
        int start = offset;
        int length = in.size();
        int size = in.size();
        var headers = headers();
        boolean multipart = (flags & PartEncoder.MULTIPART) != 0;
        String id = multipart ? null : Integer.toString(++leaves);
        var children = multipart ? children(depth) : List.<Part>of();
        return new Part(
                id,
                headers,
                name,
                type,
                charset,
                disposition,
                cid,
                language,
                location,
                encoding,
                start,
                length,
                size,
                children);
    }

    private List<Part> children(int depth) {
        int count = in.count();
        var children = new ArrayList<Part>(count);
        for (int i = 0; i < count; i++) {
            children.add(read(depth + 1));
        }
        return children;
    }

    private HeaderFields headers() {
        HeaderFields root = rootHeaders;
        if (root != null) {
            rootHeaders = null;
            return root;
        }
        int block = in.skipOctets();
        return new HeaderFields(new HeaderBlock(octets, block, in.position()));
    }

    private @Nullable String text(long flags, int flag) {
        return (flags & flag) == 0 ? null : in.text();
    }

    private List<String> texts() {
        int count = in.count();
        var values = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            values.add(in.text());
        }
        return values;
    }

    private String type(long number) {
        String type = number == 0 ? in.text() : WellKnown.type(number);
        if (type == null) {
            throw new MalformedRecord("unknown media type number " + number);
        }
        return type;
    }

    private static TransferEncoding encoding(int letter) {
        for (var encoding : ENCODINGS) {
            if (encoding.letter() == letter) {
                return encoding;
            }
        }
        throw new MalformedRecord("unknown transfer encoding " + letter);
    }
}
