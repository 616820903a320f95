package io.daybook.email.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.standard.Json;
import io.daybook.email.EmailView;
import io.daybook.mime.BodyParts;
import io.daybook.mime.Digest;
import io.daybook.mime.Part;
import io.daybook.mime.PartContent;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An email, or a message that is none, as one call sees it: digest and message are read when a
 * property needs them.
 */
final class EmailRecord {
    private final String blobId;
    private final @Nullable EmailView view;
    private final MessageSource source;
    private final BodyOptions options;
    private final Budget budget;
    private @Nullable EmailDigest digest;
    private @Nullable BodyParts bodies;

    /**
     * @param blobId of the message
     * @param view null when the message is no email
     */
    EmailRecord(
            String blobId,
            @Nullable EmailView view,
            MessageSource source,
            BodyOptions options,
            Budget budget) {
        this.blobId = blobId;
        this.view = view;
        this.source = source;
        this.options = options;
        this.budget = budget;
    }

    /**
     * @param digest asked for once, when a property needs it
     */
    static EmailRecord of(
            AccountId account,
            EmailView view,
            BodyOptions options,
            Budget budget,
            Messages messages,
            Supplier<EmailDigest> digest) {
        var source = new MessageSource.Stored(account, view.blob(), messages, digest);
        return new EmailRecord(view.blob().value(), view, source, options, budget);
    }

    String blobId() {
        return blobId;
    }

    @Nullable EmailView view() {
        return view;
    }

    /** Octets of the message. */
    long size() {
        return view == null ? digest().size() : view.size();
    }

    BodyOptions options() {
        return options;
    }

    Budget budget() {
        return budget;
    }

    EmailDigest everyday() {
        EmailDigest known = digest;
        if (known == null) {
            known = source.digest();
            digest = known;
        }
        return known;
    }

    Digest digest() {
        return everyday().digest();
    }

    BodyParts bodies() {
        BodyParts known = bodies;
        if (known == null) {
            known = BodyParts.of(digest());
            bodies = known;
        }
        return known;
    }

    JsonNode bodyStructure() {
        return new PartRecord(digest().root(), this).toJson();
    }

    /** The texts of the parts that the call wants, by part id. */
    JsonNode bodyValues() {
        Set<Part> wanted = new LinkedHashSet<>();
        if (options.fetchText()) {
            wanted.addAll(bodies().textBody());
        }
        if (options.fetchHtml()) {
            wanted.addAll(bodies().htmlBody());
        }
        if (options.fetchAll()) {
            wanted.addAll(digest().parts());
        }
        ObjectNode values = Json.object();
        wanted.removeIf(part -> !part.isText());
        return wanted.isEmpty()
                ? values
                : source.read(message -> addValues(message, wanted, values));
    }

    private ObjectNode addValues(byte[] message, Set<Part> parts, ObjectNode values) {
        for (Part part : parts) {
            values.set(String.valueOf(part.partId()), bodyValue(message, part));
        }
        return values;
    }

    private ObjectNode bodyValue(byte[] message, Part part) {
        var text = PartContent.text(message, part, options.maxBytes());
        budget.charge(text.value().length());
        ObjectNode value = Json.object();
        value.put("value", text.value());
        value.put("isEncodingProblem", text.isEncodingProblem());
        value.put("isTruncated", text.isTruncated());
        return value;
    }
}
