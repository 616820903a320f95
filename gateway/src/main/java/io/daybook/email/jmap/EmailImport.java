package io.daybook.email.jmap;

import io.daybook.blob.jmap.BlobAccess;
import io.daybook.core.BlobId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.mime.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Email/import (RFC 8621 section 4.8). Any message is imported as it is: what is broken in it is
 * kept.
 */
final class EmailImport implements Method {
    private static final Set<String> PROPERTIES =
            Set.of("blobId", EmailSets.MAILBOX_IDS, EmailSets.KEYWORDS, "receivedAt");

    private final Messages messages;
    private final Crew crew;

    EmailImport(Messages messages, Crew crew) {
        this.messages = messages;
        this.crew = crew;
    }

    @Override
    public String name() {
        return "Email/import";
    }

    @Override
    public String capability() {
        return Capability.MAIL;
    }

    /**
     * An email to import, as the client describes it.
     *
     * @param blobId as it came
     * @param error why there will be none; null when nothing is known against it
     */
    private record Draft(EmailIntake intake, String blobId, @Nullable SetError error) {}

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.accountToChange(node);
        var arguments = new Arguments(node);
        String ifInState = arguments.text("ifInState");
        Map<String, ObjectNode> emails = arguments.requiredObjects("emails");
        arguments.noOthers();
        emails.keySet().forEach(SetRequest::requireValid);
        StandardGet.requireAtMost(emails.size(), call.limits().maxObjectsInSet());
        var access = new BlobAccess(messages.blobs(), account, call);
        var answer = new SetAnswer();
        var drafts =
                emails.entrySet().stream()
                        .map(email -> read(email.getKey(), email.getValue(), call))
                        .toList();
        var adds = arrive(drafts, access, call, answer);
        EmailChanges.carryOut(
                account, ifInState, adds, List.of(), List.of(), messages.blobs(), call, answer);
        return List.of(new Response(name(), answer.toJsonOfCreation(account)));
    }

    private static Draft read(String creationId, ObjectNode object, Call call) {
        var reader = new PropertyReader();
        reader.allow(object, PROPERTIES);
        String blobId = reader.text("blobId", object.get("blobId"));
        var sets = new EmailSets(call, reader);
        var intake =
                new EmailIntake(
                        creationId,
                        sets.mailboxes(object.get(EmailSets.MAILBOX_IDS)),
                        sets.keywords(object.get(EmailSets.KEYWORDS)),
                        reader.date("receivedAt", object.get("receivedAt")));
        return new Draft(intake, blobId, reader.error());
    }

    /** Links to the messages and parses them; what cannot be imported is told in the answer. */
    private List<AddEmail> arrive(
            List<Draft> drafts, BlobAccess access, Call call, SetAnswer answer) {
        var named = drafts.stream().filter(it -> it.error() == null).map(Draft::blobId).toList();
        var kept = access.keep(named, messages.workspace());
        var digests = messages.digests().of(access.account(), kept.linked(), crew);
        var adds = new ArrayList<AddEmail>();
        var blobs = kept.ids().iterator();
        for (Draft draft : drafts) {
            String creationId = draft.intake().creationId();
            if (draft.error() != null) {
                answer.notCreated(creationId, draft.error());
                continue;
            }
            BlobId blob = blobs.next();
            if (blob == null) {
                // RFC 8621 section 4.8: an id that is not found is an invalid property here.
                answer.notCreated(creationId, SetError.invalidProperties("no such blob", "blobId"));
                continue;
            }
            EmailDigest known = digests.get(blob);
            Digest digest =
                    (known == null ? messages.digests().of(access.account(), blob) : known)
                            .digest();
            if (digest.size() == 0) {
                access.blobs().doubt(access.account(), call.user().value(), blob);
                answer.notCreated(creationId, SetError.of("invalidEmail", "the blob is empty"));
                continue;
            }
            adds.add(draft.intake().add(blob, digest, EmailIntake.received(digest, call.now())));
        }
        return adds;
    }
}
