package io.daybook.mailbox.jmap;

import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.Patch;
import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import io.daybook.mailbox.MailboxRef;
import io.daybook.mailbox.MailboxView;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the records of a Mailbox/set (RFC 8621 section 2.5).
 *
 * @param creating the creation ids of the very call: parents may be among them
 * @param isOwn whether the account is the user's own
 */
record MailboxRecords(Call call, Set<String> creating, boolean isOwn) {
    private static final SetError SUBSCRIPTION =
            SetError.of("forbidden", "only the owner of the account can subscribe");
    private static final Set<String> SETTABLE =
            Set.of("name", "parentId", "role", "sortOrder", "isSubscribed");

    /** The command, or null after telling why there is none. */
    @Nullable CreateMailbox create(
            String creationId, ObjectNode object, Consumer<SetError> refuse) {
        var reader = new PropertyReader();
        reader.allow(object, SETTABLE);
        var create =
                new CreateMailbox(
                        creationId,
                        reader.text("name", object.get("name")),
                        parent(object.get("parentId"), reader).orElse(null),
                        reader.textOrNull("role", object.get("role")),
                        reader.count("sortOrder", object.get("sortOrder"), 0),
                        // RFC 8621 section 2: true for mailboxes that the user creates.
                        reader.bool("isSubscribed", object.get("isSubscribed"), true));
        if (!isOwn && object.has("isSubscribed") && create.isSubscribed()) {
            refuse.accept(SUBSCRIPTION);
            return null;
        }
        return accepted(isOwn ? create : subscribed(create), reader, refuse);
    }

    /** The command, or null after telling why there is none. */
    @Nullable UpdateMailbox update(
            MailboxView current, ObjectNode object, Consumer<SetError> refuse) {
        return switch (Patch.read(object, MailboxProperties.TABLE)) {
            case Patch.Invalid(var error) -> {
                refuse.accept(error);
                yield null;
            }
            case Patch.Valid(var patch) -> {
                SetError error = patch.checkClaims(current, MailboxProperties.TABLE);
                if (error != null) {
                    refuse.accept(error);
                    yield null;
                }
                yield update(current.id(), patch, refuse);
            }
        };
    }

    private @Nullable UpdateMailbox update(MailboxId id, Patch patch, Consumer<SetError> refuse) {
        var reader = new PropertyReader();
        var values = patch.values();
        JsonNode name = values.get("name");
        JsonNode parent = values.get("parentId");
        JsonNode role = values.get("role");
        JsonNode order = values.get("sortOrder");
        JsonNode subscribed = values.get("isSubscribed");
        var update =
                new UpdateMailbox(
                        id,
                        name == null ? null : reader.text("name", name),
                        parent == null ? null : parent(parent, reader),
                        role == null ? null : Optional.ofNullable(reader.textOrNull("role", role)),
                        // RFC 8620 section 5.3: null in a patch is the default of the property.
                        order == null ? null : (Integer) reader.count("sortOrder", given(order), 0),
                        subscribed == null || !isOwn
                                ? null
                                : (Boolean) reader.bool("isSubscribed", given(subscribed), true));
        // RFC 8621 section 2: subscriptions are stored separately per user; others have none here.
        if (!isOwn && reader.bool("isSubscribed", subscribed, false)) {
            refuse.accept(SUBSCRIPTION);
            return null;
        }
        return accepted(update, reader, refuse);
    }

    /** What somebody else creates is subscribed to by the owner of the account. */
    private static CreateMailbox subscribed(CreateMailbox create) {
        return new CreateMailbox(
                create.creationId(),
                create.name(),
                create.parent(),
                create.role(),
                create.sortOrder(),
                true);
    }

    private static @Nullable JsonNode given(JsonNode value) {
        return value.isNull() ? null : value;
    }

    private Optional<MailboxRef> parent(@Nullable JsonNode value, PropertyReader reader) {
        String text = reader.textOrNull("parentId", value);
        if (text == null) {
            return Optional.empty();
        }
        if (CreationIds.isReference(text) && creating.contains(text.substring(1))) {
            return Optional.of(new MailboxRef.Created(text.substring(1)));
        }
        String resolved = CreationIds.resolve(call, text);
        MailboxId id = resolved == null ? null : MailboxId.parse(resolved);
        if (id == null) {
            reader.invalid("parentId");
            return Optional.empty();
        }
        return Optional.of(new MailboxRef.Existing(id));
    }

    private static <T> @Nullable T accepted(
            T command, PropertyReader reader, Consumer<SetError> refuse) {
        SetError error = reader.error();
        if (error == null) {
            return command;
        }
        refuse.accept(error);
        return null;
    }
}
