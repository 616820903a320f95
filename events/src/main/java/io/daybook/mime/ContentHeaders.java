package io.daybook.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the Content-* fields of an entity say (RFC 8621 section 4.1.4).
 *
 * @param boundary null unless the type is a multipart that can be split
 */
record ContentHeaders(
        String type,
        @Nullable String charset,
        @Nullable String name,
        @Nullable String disposition,
        @Nullable String cid,
        @Nullable List<String> language,
        @Nullable String location,
        TransferEncoding encoding,
        byte @Nullable [] boundary) {

    private static final int MAX_LANGUAGES = 100;

    static ContentHeaders of(List<HeaderField> fields, boolean inDigest) {
        String typeValue = last(fields, "Content-Type");
        String dispositionValue = last(fields, "Content-Disposition");
        var typeField = typeValue == null ? null : MimeParameters.parse(typeValue);
        var dispositionField =
                dispositionValue == null ? null : MimeParameters.parse(dispositionValue);
        String type = type(typeField, inDigest);
        String encoding = last(fields, "Content-Transfer-Encoding");
        return new ContentHeaders(
                type,
                charset(typeField, type),
                name(typeField, dispositionField),
                disposition(dispositionField),
                cid(last(fields, "Content-ID")),
                language(last(fields, "Content-Language")),
                location(last(fields, "Content-Location")),
                encoding == null
                        ? TransferEncoding.IDENTITY
                        : TransferEncoding.named(MimeParameters.parse(encoding).value()),
                type.startsWith("multipart/") && typeField != null ? boundary(typeField) : null);
    }

    /** The type of the entity when it cannot be split: a multipart then counts as text. */
    String leafType() {
        return type.startsWith("multipart/") ? "text/plain" : type;
    }

    /**
     * Where a field is repeated, the last counts, as it does for a client that asks for the field
     * itself.
     */
    private static @Nullable String last(List<HeaderField> fields, String name) {
        for (int i = fields.size() - 1; i >= 0; i--) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                return fields.get(i).value();
            }
        }
        return null;
    }

    private static String type(@Nullable MimeParameters field, boolean inDigest) {
        if (field == null) {
            return inDigest ? "message/rfc822" : "text/plain";
        }
        String type = field.value().toLowerCase(Locale.ROOT);
        int slash = type.indexOf('/');
        // RFC 2045 section 5.2: a syntactically invalid type counts as text/plain.
        return slash > 0 && slash < type.length() - 1 ? type : "text/plain";
    }

    private static @Nullable String charset(@Nullable MimeParameters field, String type) {
        String given = field == null ? null : field.get("charset");
        if (given != null) {
            return given.strip();
        }
        return field == null || type.startsWith("text/") ? "us-ascii" : null;
    }

    private static @Nullable String name(
            @Nullable MimeParameters type, @Nullable MimeParameters disposition) {
        String name = disposition == null ? null : disposition.text("filename");
        return name == null && type != null ? type.text("name") : name;
    }

    private static @Nullable String disposition(@Nullable MimeParameters field) {
        return field == null || field.value().isEmpty()
                ? null
                : field.value().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String cid(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String text = Unfolding.withoutComments(value).strip();
        int open = text.indexOf('<');
        int close = text.indexOf('>', open + 1);
        if (open >= 0) {
            text = text.substring(open + 1, close < 0 ? text.length() : close).strip();
        }
        return text.isEmpty() ? null : text;
    }

    private static @Nullable List<String> language(@Nullable String value) {
        if (value == null) {
            return null;
        }
        var tags = new ArrayList<String>();
        for (String tag : Unfolding.withoutComments(value).split(",", MAX_LANGUAGES)) {
            if (!tag.isBlank()) {
                tags.add(tag.strip());
            }
        }
        return tags.isEmpty() ? null : tags;
    }

    // RFC 2557 section 4.4.1: white space inside a folded URI is no part of it.
    private static @Nullable String location(@Nullable String value) {
        return value == null ? null : Unfolding.unfold(value).replaceAll("\\s+", "");
    }

    private static byte @Nullable [] boundary(MimeParameters field) {
        String boundary = field.get("boundary");
        if (boundary == null
                || boundary.isBlank()
                || boundary.length() > MessageParser.MAX_BOUNDARY) {
            return null;
        }
        return boundary.stripTrailing().getBytes(StandardCharsets.UTF_8);
    }
}
