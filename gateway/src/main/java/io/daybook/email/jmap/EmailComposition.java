package io.daybook.email.jmap;

import io.daybook.blob.jmap.BlobAccess;
import io.daybook.core.BlobId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.mime.ComposeDefaults;
import io.daybook.mime.ComposeResult.ComposeRefusal;
import io.daybook.mime.ComposeResult.Composed;
import io.daybook.mime.ComposeResult.MissingBlobs;
import io.daybook.mime.MessageComposer;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Composes and stores the messages of emails that a client creates (RFC 8621 section 4.6). */
record EmailComposition(Messages messages, BlobAccess access, Call call) {

    /** The command that adds the email, or null after telling why there is none. */
    @Nullable AddEmail create(String creationId, ObjectNode object, Consumer<SetError> refuse) {
        return switch (EmailDraft.read(creationId, object, call)) {
            case EmailDraft.Valid(var draft) ->
                    // The blobs, the parts made of them, the message made of the parts.
                    messages.workspace()
                            .use(
                                    4 * access.size(draft.message().body()),
                                    () -> Optional.ofNullable(compose(draft, refuse)))
                            .orElse(null);
            case EmailDraft.Invalid(var error) -> {
                refuse.accept(error);
                yield null;
            }
        };
    }

    private @Nullable AddEmail compose(EmailDraft draft, Consumer<SetError> refuse) {
        var attachments = new Attachments(call.limits().maxSizeUpload());
        var result = MessageComposer.compose(draft.message(), attachments::open, defaults());
        return switch (result) {
            case ComposeRefusal(var property, var reason) -> {
                refuse.accept(SetError.invalidProperties(reason, property));
                yield null;
            }
            case MissingBlobs(var blobIds) -> {
                refuse.accept(blobNotFound(blobIds));
                yield null;
            }
            case Composed(var octets) when attachments.isTooLarge(octets.length) -> {
                refuse.accept(SetError.of("tooLarge", "at most " + attachments.max + " octets"));
                yield null;
            }
            case Composed(var octets) -> store(draft, octets);
        };
    }

    private AddEmail store(EmailDraft draft, byte[] message) {
        BlobId blob = access.blobs().store(access.account(), message);
        var digest = messages.digests().add(access.account(), blob, message).digest();
        return draft.intake().add(blob, digest, call.now());
    }

    /** RFC 8621 section 4.6: every blob id that could not be found. */
    private static SetError blobNotFound(List<String> blobIds) {
        return new SetError("blobNotFound", null, List.of(), Map.of("notFound", blobIds));
    }

    private ComposeDefaults defaults() {
        String user = call.user().value();
        String domain = user.substring(user.lastIndexOf('@') + 1);
        return new ComposeDefaults(
                random() + "." + random() + "@" + domain,
                call.now().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC),
                _ -> "=_" + random() + random());
    }

    private String random() {
        return Long.toUnsignedString(call.random(), 36);
    }

    /** Opens the blobs of one message, as long as they are not too large together. */
    private final class Attachments {
        private final long max;
        private long size;

        private Attachments(long max) {
            this.max = max;
        }

        private Optional<byte[]> open(String blobId) {
            byte[] octets = size > max ? new byte[0] : access.open(blobId);
            if (octets == null) {
                return Optional.empty();
            }
            size += octets.length;
            return Optional.of(size > max ? new byte[0] : octets);
        }

        private boolean isTooLarge(int composed) {
            return size > max || composed > max;
        }
    }
}
