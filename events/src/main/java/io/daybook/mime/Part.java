package io.daybook.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the body structure (RFC 8621 section 4.1.4). Offsets and lengths are octets of the
 * message.
 *
 * @param partId null if and only if the part is a multipart
 * @param headers of this part; those of the root are the message's own
 * @param type media type in lower case, without parameters
 * @param charset as the message spells it, us-ascii where RFC 8621 implies it
 * @param disposition in lower case
 * @param cid without angle brackets
 * @param offset where the encoded body starts in the message
 * @param length octets of the encoded body
 * @param size octets after transfer decoding; for a multipart, of its whole body
 * @param subParts empty for a leaf
 */
public record Part(
        @Nullable String partId,
        HeaderFields headers,
        @Nullable String name,
        String type,
        @Nullable String charset,
        @Nullable String disposition,
        @Nullable String cid,
        @Nullable List<String> language,
        @Nullable String location,
        TransferEncoding encoding,
        int offset,
        int length,
        int size,
        List<Part> subParts) {

    public Part {
        language = language == null ? null : List.copyOf(language);
        subParts = List.copyOf(subParts);
    }

    public boolean isMultipart() {
        return partId == null;
    }

    /** Whether the media type is {@code text/*}. */
    public boolean isText() {
        return type.startsWith("text/");
    }

    /** Whether the part may be shown in a body: image, audio or video. */
    public boolean isInlineMedia() {
        return type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/");
    }
}
