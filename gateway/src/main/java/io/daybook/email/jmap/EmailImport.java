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

    /** An email to import: the message is parsed, or there is none. */
    private sealed interface Arrival {}

    private record Ready(AddEmail add) implements Arrival {}

    private record Refused(String creationId, SetError error) implements Arrival {}

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
        var adds = new ArrayList<AddEmail>();
        var arrivals =
                crew.map(
                        List.copyOf(emails.entrySet()),
                        email -> arrive(email.getKey(), email.getValue(), access, call));
        for (Arrival arrival : arrivals) {
            switch (arrival) {
                case Ready(var add) -> adds.add(add);
                case Refused(var creationId, var error) -> answer.notCreated(creationId, error);
            }
        }
        EmailChanges.carryOut(
                account, ifInState, adds, List.of(), List.of(), messages.blobs(), call, answer);
        return List.of(new Response(name(), answer.toJsonOfCreation(account)));
    }

    private Arrival arrive(String creationId, ObjectNode object, BlobAccess access, Call call) {
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
        SetError invalid = reader.error();
        if (invalid != null) {
            return new Refused(creationId, invalid);
        }
        BlobId blob = access.keep(blobId, messages.workspace());
        if (blob == null) {
            // RFC 8621 section 4.8: an id that is not found is an invalid property here.
            return new Refused(creationId, SetError.invalidProperties("no such blob", "blobId"));
        }
        Digest digest = messages.digests().of(access.account(), blob).digest();
        if (digest.size() == 0) {
            access.blobs().doubt(access.account(), call.user().value(), blob);
            return new Refused(creationId, SetError.of("invalidEmail", "the blob is empty"));
        }
        return new Ready(intake.add(blob, digest, EmailIntake.received(digest, call.now())));
    }
}
