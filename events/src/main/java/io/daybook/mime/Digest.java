package io.daybook.mime;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the store keeps of a message besides its octets: its header fields, structure and preview.
 *
 * @param parserVersion the {@link MessageParser#VERSION} that made it
 * @param root the body structure; a message/rfc822 part in it is a leaf
 * @param preview plain text, at most 256 chars
 * @param size octets of the message
 */
public record Digest(
        int parserVersion,
        HeaderFields headers,
        Part root,
        String preview,
        boolean hasAttachment,
        long size) {

    /** RFC 8621 section 4.1.3: null when the message has no From field, else its last instance. */
    public @Nullable List<EmailAddress> from() {
        return addresses("From");
    }

    public @Nullable List<EmailAddress> sender() {
        return addresses("Sender");
    }

    public @Nullable List<EmailAddress> replyTo() {
        return addresses("Reply-To");
    }

    public @Nullable List<EmailAddress> to() {
        return addresses("To");
    }

    public @Nullable List<EmailAddress> cc() {
        return addresses("Cc");
    }

    public @Nullable List<EmailAddress> bcc() {
        return addresses("Bcc");
    }

    public @Nullable String subject() {
        String value = headers.last("Subject");
        return value == null ? null : HeaderForms.asText(value);
    }

    public @Nullable List<String> messageIds() {
        return ids("Message-ID");
    }

    public @Nullable List<String> inReplyTo() {
        return ids("In-Reply-To");
    }

    public @Nullable List<String> references() {
        return ids("References");
    }

    public @Nullable OffsetDateTime sentAt() {
        String value = headers.last("Date");
        return value == null ? null : HeaderForms.asDate(value);
    }

    /** The part with this id, if there is one. */
    public Optional<Part> part(String partId) {
        return parts().stream().filter(part -> partId.equals(part.partId())).findFirst();
    }

    /** Every part, depth first, multiparts included. */
    public List<Part> parts() {
        var all = new ArrayList<Part>();
        visit(root, all::add);
        return all;
    }

    private static void visit(Part part, Consumer<Part> visitor) {
        visitor.accept(part);
        part.subParts().forEach(child -> visit(child, visitor));
    }

    private @Nullable List<EmailAddress> addresses(String name) {
        String value = headers.last(name);
        return value == null ? null : HeaderForms.asAddresses(value);
    }

    private @Nullable List<String> ids(String name) {
        String value = headers.last(name);
        return value == null ? null : HeaderForms.asMessageIds(value);
    }
}
