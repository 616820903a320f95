package io.daybook.mdn.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Json;
import io.daybook.email.EmailView;
import io.daybook.email.GetEmails;
import io.daybook.email.jmap.MessageReading;
import io.daybook.identity.GetIdentities.IdentityView;
import io.daybook.identity.jmap.UserSenders;
import io.daybook.mime.ComposeResult;
import io.daybook.mime.ComposeResult.ComposeRefusal;
import io.daybook.mime.ComposeResult.Composed;
import io.daybook.mime.ComposeResult.MissingBlobs;
import io.daybook.mime.DispositionReport;
import io.daybook.mime.EmailAddress;
import io.daybook.submission.ChangeSubmissions.MakeSubmission;
import io.daybook.submission.Envelope;
import io.daybook.submission.Sending;
import io.daybook.submission.SubmissionRules;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks what a client wants to tell about a message, and makes the notification (RFC 9007). */
record MdnMaking(BlobStore blobs, MessageReading reading, Sending sending) {
    private static final String RFC822 = "rfc822";

    /** A notification, or why there is none. */
    sealed interface Outcome {}

    /**
     * @param serverSet the properties that the client did not set
     */
    record Made(MakeSubmission submission, ObjectNode serverSet) implements Outcome {}

    record Refused(SetError error) implements Outcome {}

    static SetError alreadySent() {
        return SetError.of("mdnAlreadySent", "the message has been answered already");
    }

    Outcome make(
            String creationId,
            ObjectNode object,
            IdentityView identity,
            AccountId account,
            Call call) {
        return switch (MdnDraft.read(object, call)) {
            case MdnDraft.Invalid(var error) -> new Refused(error);
            case MdnDraft.Valid(var draft) -> make(creationId, draft, identity, account, call);
        };
    }

    private Outcome make(
            String creationId,
            MdnDraft draft,
            IdentityView identity,
            AccountId account,
            Call call) {
        String forbidden = sending.forbidden();
        if (forbidden != null) {
            return new Refused(SetError.of("forbidden", forbidden));
        }
        MdnRequest request = request(draft, account, call);
        SetError error =
                request == null ? SetError.notFound() : check(draft, request, identity, call);
        if (request == null || error != null) {
            return new Refused(error == null ? SetError.notFound() : error);
        }
        return make(creationId, draft, request, identity, account, call);
    }

    private @Nullable MdnRequest request(MdnDraft draft, AccountId account, Call call) {
        var id = draft.email();
        if (id == null) {
            return null;
        }
        var found = call.query(new GetEmails(account, List.of(id), 1), GetEmails.Emails.class);
        if (found.emails().isEmpty()) {
            return null;
        }
        EmailView email = found.emails().getFirst();
        return new MdnRequest(email, reading.headers(account, email.blob()));
    }

    private static @Nullable SetError check(
            MdnDraft draft, MdnRequest request, IdentityView identity, Call call) {
        if (request.recipients().isEmpty()) {
            // RFC 9007 section 2.1: nobody asked for a notification.
            return SetError.notFound();
        }
        if (request.isAnswered()) {
            return alreadySent();
        }
        boolean automatic = draft.disposition().sendingMode().endsWith("automatically");
        if (request.isNotice() || (automatic && !request.mayBeAutomatic())) {
            return SetError.of(
                    "forbidden",
                    "no notification of a notification, nor an automatic one to somebody else");
        }
        if (request.recipients().size() > SubmissionRules.MAX_RECIPIENTS) {
            return SetError.of("forbidden", "the message asks for too many notifications");
        }
        if (differs(draft.originalMessageId(), request.messageId())
                || differs(draft.originalRecipient(), request.originalRecipient())) {
            return SetError.invalidProperties(
                    "the server sets them", "originalMessageId", "originalRecipient");
        }
        return checkRecipient(draft, identity, call);
    }

    /** RFC 8620 section 5.3: a server-set property may be given if it is what would be set. */
    private static boolean differs(@Nullable String given, @Nullable String set) {
        return given != null && !given.equals(set);
    }

    private static @Nullable SetError checkRecipient(
            MdnDraft draft, IdentityView identity, Call call) {
        String recipient = draft.finalRecipient();
        if (recipient == null) {
            return null;
        }
        int semicolon = recipient.indexOf(';');
        String type = recipient.substring(0, Math.max(0, semicolon)).strip();
        if (!type.toLowerCase(Locale.ROOT).equals(RFC822)) {
            return SetError.invalidProperties("as rfc822; address", "finalRecipient");
        }
        String address = recipient.substring(semicolon + 1).strip();
        boolean own =
                UserSenders.of(call).mayUse(address) && !address.startsWith("*")
                        || address.equalsIgnoreCase(identity.email());
        // RFC 9007 section 5: the server SHOULD validate that the user may use it.
        return own ? null : SetError.of("forbiddenFrom", "this is no address of yours");
    }

    private Outcome make(
            String creationId,
            MdnDraft draft,
            MdnRequest request,
            IdentityView identity,
            AccountId account,
            Call call) {
        String own = identity.email().startsWith("*") ? call.user().value() : identity.email();
        String recipient = Objects.requireNonNullElse(draft.finalRecipient(), RFC822 + "; " + own);
        var report =
                new DispositionReport(
                        draft.reportingUa(),
                        usable(request.originalRecipient()),
                        recipient,
                        usable(request.messageId()),
                        draft.disposition(),
                        draft.extensions());
        var letter =
                new MdnLetter(
                        new EmailAddress(name(identity), own),
                        request.recipients(),
                        subject(draft, request),
                        text(draft, request),
                        report);
        return switch (compose(letter, draft, request.email(), account, call)) {
            case ComposeRefusal(var property, var reason) ->
                    new Refused(SetError.invalidProperties(reason, property));
            case MissingBlobs(var ids) -> throw new IllegalStateException("missing " + ids);
            case Composed(var octets) when octets.length > SubmissionRules.MAX_MESSAGE_OCTETS ->
                    new Refused(tooLarge());
            case Composed(var octets) ->
                    new Made(
                            new MakeSubmission(
                                    creationId,
                                    identity.id(),
                                    request.email().id(),
                                    blobs.store(account, octets),
                                    octets.length,
                                    envelope(request),
                                    call.now().truncatedTo(ChronoUnit.SECONDS),
                                    MdnUpdates.SENT),
                            serverSet(draft, letter));
        };
    }

    private static SetError tooLarge() {
        return new SetError(
                "tooLarge", null, List.of(), Map.of("maxSize", SubmissionRules.MAX_MESSAGE_OCTETS));
    }

    private ComposeResult compose(
            MdnLetter letter, MdnDraft draft, EmailView email, AccountId account, Call call) {
        return draft.includeOriginal()
                ? reading.read(account, email.blob(), original -> letter.compose(original, call))
                : letter.compose(null, call);
    }

    /** RFC 8098 section 3: from nobody, to those who asked. */
    private static Envelope envelope(MdnRequest request) {
        var to =
                request.recipients().stream()
                        .map(EmailAddress::email)
                        .distinct()
                        .map(Envelope.Address::of)
                        .toList();
        return new Envelope(Envelope.Address.of(""), to);
    }

    private static @Nullable String usable(@Nullable String value) {
        return value == null || DispositionReport.isValue(value) ? value : null;
    }

    private static @Nullable String name(IdentityView identity) {
        String name = identity.setting().name();
        return name.isBlank() ? null : name;
    }

    private static String subject(MdnDraft draft, MdnRequest request) {
        return Objects.requireNonNullElse(
                draft.subject(),
                request.subject().isBlank()
                        ? "Read receipt"
                        : "Read receipt for: " + request.subject());
    }

    private static String text(MdnDraft draft, MdnRequest request) {
        String what =
                request.subject().isBlank()
                        ? "Your message"
                        : "Your message \"" + request.subject() + "\"";
        return Objects.requireNonNullElse(
                draft.text(),
                what
                        + " has been "
                        + draft.disposition().type()
                        + ".\nThere is no guarantee that it has been read or understood.\n");
    }

    private static ObjectNode serverSet(MdnDraft draft, MdnLetter letter) {
        var all = Json.object();
        var report = letter.report();
        all.put("subject", letter.subject());
        all.put("textBody", letter.text());
        all.put("includeOriginalMessage", draft.includeOriginal());
        all.set("reportingUA", Json.text(report.reportingUa()));
        all.set("mdnGateway", Json.text(null));
        all.set("originalRecipient", Json.text(report.originalRecipient()));
        all.put("finalRecipient", report.finalRecipient());
        all.set("originalMessageId", Json.text(report.originalMessageId()));
        all.set("error", Json.text(null));
        all.set(MdnDraft.EXTENSIONS, Json.text(null));
        var set = Json.object();
        for (Map.Entry<String, JsonNode> member : all.properties()) {
            boolean given =
                    draft.given().contains(member.getKey())
                            && !(member.getKey().equals("subject") && draft.subject() == null)
                            && !(member.getKey().equals("textBody") && draft.text() == null)
                            && !(member.getKey().equals("finalRecipient")
                                    && draft.finalRecipient() == null);
            boolean extended =
                    member.getKey().equals(MdnDraft.EXTENSIONS) && !draft.extensions().isEmpty();
            if (!given && !extended) {
                set.set(member.getKey(), member.getValue());
            }
        }
        return set;
    }
}
