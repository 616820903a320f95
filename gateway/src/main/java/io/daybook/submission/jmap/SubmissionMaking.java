package io.daybook.submission.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.email.EmailView;
import io.daybook.email.GetEmails;
import io.daybook.email.jmap.MessageReading;
import io.daybook.identity.GetIdentities;
import io.daybook.identity.GetIdentities.Identities;
import io.daybook.identity.GetIdentities.IdentityView;
import io.daybook.identity.Senders;
import io.daybook.identity.jmap.UserSenders;
import io.daybook.smtp.MailParameters;
import io.daybook.smtp.MailParameters.Hold;
import io.daybook.submission.ChangeSubmissions.MakeSubmission;
import io.daybook.submission.Envelope;
import io.daybook.submission.Envelope.Address;
import io.daybook.submission.Sending;
import io.daybook.submission.SubmissionRefusal.NoSuchEmail;
import io.daybook.submission.SubmissionRefusal.NoSuchIdentity;
import io.daybook.submission.SubmissionRules;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Checks what a client wants to send, and makes the messages as they are sent. */
final class SubmissionMaking {
    private final BlobStore blobs;
    private final MessageReading reading;
    private final Sending sending;
    private final AccountId account;
    private final Call call;
    private final Map<IdentityId, IdentityView> identities = new HashMap<>();
    private final Map<EmailId, EmailView> emails = new HashMap<>();

    SubmissionMaking(
            BlobStore blobs,
            MessageReading reading,
            Sending sending,
            AccountId account,
            Call call) {
        this.blobs = blobs;
        this.reading = reading;
        this.sending = sending;
        this.account = account;
        this.call = call;
    }

    /** The commands of those that may be sent; of the others it is told why not. */
    List<MakeSubmission> make(Map<String, ObjectNode> create, BiConsumer<String, SetError> refuse) {
        var drafts = new LinkedHashMap<String, SubmissionDraft>();
        create.forEach((k, object) -> {
            try {
                drafts.put(k, SubmissionDraft.read(object, call));
            } catch (Refused e) {
                refuse.accept(k, e.error());
            }
        });
        if (!drafts.isEmpty()) {
            find(drafts.values());
        }
        List<MakeSubmission> made = new ArrayList<>();
        drafts.forEach((k, draft) -> {
            try {
                made.add(make(k, draft));
            } catch (Refused e) {
                refuse.accept(k, e.error());
            }
        });
        return made;
    }

    private void find(Iterable<SubmissionDraft> drafts) {
        var wanted = new ArrayList<EmailId>();
        for (SubmissionDraft draft : drafts) {
            if (draft.email() != null) {
                wanted.add(draft.email());
            }
        }
        call.query(new GetIdentities(account), Identities.class)
                .identities()
                .forEach(identity -> identities.put(identity.id(), identity));
        List<EmailId> ids = wanted.stream().distinct().toList();
        if (ids.isEmpty()) {
            return;
        }
        call.query(new GetEmails(account, ids, ids.size()), GetEmails.Emails.class)
                .emails()
                .forEach(email -> emails.put(email.id(), email));
    }

    private MakeSubmission make(String creationId, SubmissionDraft draft) {
        String forbidden = sending.forbidden();
        if (forbidden != null) {
            throw new Refused(SubmissionErrors.forbiddenToSend(forbidden));
        }
        IdentityView identity = draft.identity() == null ? null : identities.get(draft.identity());
        if (identity == null) {
            throw new Refused(SubmissionErrors.of(new NoSuchIdentity()));
        }
        EmailView email = draft.email() == null ? null : emails.get(draft.email());
        if (email == null) {
            throw new Refused(SubmissionErrors.of(new NoSuchEmail()));
        }
        requireSize(email.size());
        Senders senders = UserSenders.of(call);
        var fields = reading.headers(account, email.blob());
        var header = new SentHeader(fields);
        header.check(senders);
        Envelope envelope = envelope(draft.envelope(), identity, header, senders);
        Instant sendAt = sendAt(EnvelopeInput.mailParameters(envelope));
        var sent = new SentMessage(blobs, reading).of(account, email, fields, call);
        requireSize(sent.size());
        return new MakeSubmission(
                creationId,
                identity.id(),
                email.id(),
                sent.blob(),
                sent.size(),
                envelope,
                sendAt,
                null);
    }

    private static void requireSize(long octets) {
        if (octets > SubmissionRules.MAX_MESSAGE_OCTETS) {
            throw new Refused(SubmissionErrors.tooLarge());
        }
    }

    private static Envelope envelope(
            @Nullable Envelope given, IdentityView identity, SentHeader header, Senders senders) {
        Envelope envelope = given;
        if (envelope == null) {
            String from = header.mailFrom(identity.email());
            // RFC 8621 section 7: not allowed by the identity, so the identity's own is used.
            String mailFrom = from == null ? identity.email() : from;
            envelope = EnvelopeInput.checked(Address.of(mailFrom), header.recipients());
        }
        String mailFrom = envelope.mailFrom().email();
        // The null reverse-path is nobody's address: no report comes back to it.
        if (!mailFrom.isEmpty() && (mailFrom.startsWith("*@") || !senders.mayUse(mailFrom))) {
            throw new Refused(SubmissionErrors.forbiddenMailFrom());
        }
        return envelope;
    }

    /** RFC 8621 section 7: when the message is released; without FUTURERELEASE at once. */
    private Instant sendAt(MailParameters parameters) {
        Instant now = call.now().truncatedTo(ChronoUnit.SECONDS);
        if (parameters.size() != null && parameters.size() > SubmissionRules.MAX_MESSAGE_OCTETS) {
            throw new Refused(SubmissionErrors.tooLarge());
        }
        Hold hold = parameters.hold();
        if (hold == null) {
            return now;
        }
        Instant release = hold.release(now);
        // RFC 4865: not longer than the server says that it holds messages.
        if (release.isAfter(now.plusSeconds(SubmissionRules.MAX_DELAYED_SEND))
                || release.isAfter(SubmissionRules.MAX_HOLD_UNTIL)) {
            throw new Refused(
                    SubmissionErrors.invalidEnvelope("messages are not held for so long"));
        }
        return release.isBefore(now) ? now : release;
    }
}
