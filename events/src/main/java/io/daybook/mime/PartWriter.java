package io.daybook.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Writes the parts of a new message: their fields, an empty line, their encoded content. */
final class PartWriter {
    private static final int MAX_ATTEMPTS = 1000;

    private final PartContents contents;
    private final IntFunction<String> boundaries;
    private int tried;

    PartWriter(PartContents contents, IntFunction<String> boundaries) {
        this.contents = contents;
        this.boundaries = boundaries;
    }

    byte[] write(NewPart part) {
        var out = new ByteArrayOutputStream();
        if (part.isMultipart()) {
            multipart(part, out);
        } else {
            leaf(part, out);
        }
        return out.toByteArray();
    }

    private void leaf(NewPart part, ByteArrayOutputStream out) {
        byte[] octets = contents.octets(part);
        var encoding = ContentEncoder.choose(part, octets);
        var parameters = new ArrayList<String>();
        String charset = part.partId() != null ? "utf-8" : part.charset();
        if (charset != null) {
            parameters.add("charset=" + charset);
        }
        if (part.name() != null && part.disposition() == null) {
            parameters.addAll(ParameterWriter.parameter("name", part.name()));
        }
        fields(part, parameters, out);
        ascii("Content-Transfer-Encoding: " + encoding.label() + "\r\n\r\n", out);
        out.writeBytes(encoding.encode(octets));
    }

    private void multipart(NewPart part, ByteArrayOutputStream out) {
        var children = new ArrayList<byte[]>();
        part.subParts().forEach(child -> children.add(write(child)));
        String boundary = boundary(children);
        var parameters = new ArrayList<>(List.of("boundary=\"" + boundary + "\""));
        if (part.effectiveType().equals("multipart/related")) {
            parameters.add("type=\"" + part.subParts().getFirst().effectiveType() + "\"");
        }
        // RFC 6522 section 3: the subtype of the second part, without which it is no report.
        if (part.effectiveType().equals("multipart/report") && part.subParts().size() > 1) {
            String second = part.subParts().get(1).effectiveType();
            parameters.add("report-type=" + second.substring(second.indexOf('/') + 1));
        }
        fields(part, parameters, out);
        for (byte[] child : children) {
            ascii("\r\n--" + boundary + "\r\n", out);
            out.writeBytes(child);
        }
        ascii("\r\n--" + boundary + "--\r\n", out);
    }

    /** A candidate that begins no line of the parts. */
    private String boundary(List<byte[]> children) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            String boundary = boundaries.apply(tried++);
            byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
            if (children.stream().noneMatch(child -> contains(child, delimiter))) {
                return boundary;
            }
        }
        throw new IllegalStateException("no boundary of " + MAX_ATTEMPTS + " is free");
    }

    private static boolean contains(byte[] octets, byte[] delimiter) {
        for (int i = 0; i + delimiter.length <= octets.length; i++) {
            if (octets[i] == '-'
                    && Arrays.equals(
                            octets, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                return true;
            }
        }
        return false;
    }

    private static void fields(NewPart part, List<String> parameters, ByteArrayOutputStream out) {
        if (!has(part, "Content-Type")) {
            ascii(HeaderWriter.field("Content-Type", part.effectiveType(), parameters), out);
        }
        if (part.disposition() != null) {
            var names =
                    part.name() == null
                            ? List.<String>of()
                            : ParameterWriter.parameter("filename", part.name());
            ascii(HeaderWriter.field("Content-Disposition", part.disposition(), names), out);
        }
        if (part.cid() != null) {
            ascii("Content-ID: <" + part.cid() + ">\r\n", out);
        }
        if (part.language() != null) {
            ascii("Content-Language: " + String.join(", ", part.language()) + "\r\n", out);
        }
        if (part.location() != null) {
            ascii("Content-Location: " + part.location() + "\r\n", out);
        }
        part.headers()
                .forEach(
                        header -> out.writeBytes(MessageComposer.field(withCharset(part, header))));
    }

    /** Texts are written in UTF-8, so a Content-Type of the client's own must say so. */
    private static NewHeader withCharset(NewPart part, NewHeader header) {
        boolean silent =
                part.partId() != null
                        && header.name().equalsIgnoreCase("Content-Type")
                        && header.value() instanceof HeaderValue.Raw(String raw)
                        && MimeParameters.parse(raw).get("charset") == null;
        return silent && header.value() instanceof HeaderValue.Raw(String raw)
                ? new NewHeader(
                        header.property(),
                        header.name(),
                        new HeaderValue.Raw(raw + "; charset=utf-8"))
                : header;
    }

    private static boolean has(NewPart part, String name) {
        return part.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    private static void ascii(String text, ByteArrayOutputStream out) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
