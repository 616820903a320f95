package io.daybook.email.jmap;

import io.daybook.blob.BlobStore;
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

/** An email as one call sees it: digest and message are read when a property needs them. */
final class EmailRecord {
    private final AccountId account;
    private final EmailView view;
    private final BodyOptions options;
    private final Budget budget;
    private final Messages messages;
    private final Supplier<EmailDigest> source;
    private @Nullable EmailDigest digest;
    private @Nullable BodyParts bodies;

    /**
     * @param source asked for the digest once, when a property needs it
     */
    EmailRecord(
            AccountId account,
            EmailView view,
            BodyOptions options,
            Budget budget,
            Messages messages,
            Supplier<EmailDigest> source) {
        this.account = account;
        this.view = view;
        this.options = options;
        this.budget = budget;
        this.messages = messages;
        this.source = source;
    }

    EmailView view() {
        return view;
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
            known = source.get();
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
        if (wanted.isEmpty()) {
            return values;
        }
        var blob = message();
        // The octets, and the text of the parts.
        return messages.workspace()
                .use(2 * blob.size(), () -> addValues(blob.readAll(), wanted, values));
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

    private BlobStore.Blob message() {
        var blob = messages.blobs().open(account, view.blob());
        if (blob == null) {
            throw new IllegalStateException("a message is lost: " + view.blob());
        }
        return blob;
    }
}
