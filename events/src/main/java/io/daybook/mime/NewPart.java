package io.daybook.mime;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A body part of a new message (EmailBodyPart, RFC 8621 section 4.1.4). A leaf has either a partId,
 * whose text is in the message's bodyValues, or a blobId; a multipart has subParts.
 *
 * @param type null for text/plain, application/octet-stream with a blobId, multipart/mixed with
 *     subParts
 * @param charset only with a blobId
 * @param cid without angle brackets
 */
public record NewPart(
        @Nullable String partId,
        @Nullable String blobId,
        @Nullable String type,
        @Nullable String charset,
        @Nullable String disposition,
        @Nullable String name,
        @Nullable String cid,
        @Nullable List<String> language,
        @Nullable String location,
        List<NewHeader> headers,
        List<NewPart> subParts) {

    public NewPart {
        language = language == null ? null : List.copyOf(language);
        headers = List.copyOf(headers);
        subParts = List.copyOf(subParts);
    }

    /** A text from the message's bodyValues. */
    public static NewPart text(String partId, String type) {
        return new NewPart(
                partId, null, type, null, null, null, null, null, null, List.of(), List.of());
    }

    /** A stored blob. */
    public static NewPart blob(
            String blobId, String type, String disposition, @Nullable String name) {
        return new NewPart(
                null,
                blobId,
                type,
                null,
                disposition,
                name,
                null,
                null,
                null,
                List.of(),
                List.of());
    }

    /** Other parts in a multipart. */
    public static NewPart multipart(String type, List<NewPart> subParts) {
        return new NewPart(
                null, null, type, null, null, null, null, null, null, List.of(), subParts);
    }

    /** The type as composed, in lower case. */
    String effectiveType() {
        if (type != null) {
            return type.strip().toLowerCase(Locale.ROOT);
        }
        return !subParts.isEmpty()
                ? "multipart/mixed"
                : blobId != null ? "application/octet-stream" : "text/plain";
    }

    boolean isMultipart() {
        return effectiveType().startsWith("multipart/");
    }
}
