package io.daybook.email.jmap;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.core.jmap.standard.StandardCopy;
import io.daybook.core.jmap.standard.StandardCopy.Request;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailView;
import io.daybook.email.GetEmails;
import io.daybook.mime.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies emails between accounts (RFC 8621 section 4.7). Duplicates are allowed, so no copy is
 * refused as alreadyExists.
 */
record EmailCopy(Messages messages, Crew crew) implements StandardCopy.Records {
    private static final Set<String> PROPERTIES =
            Set.of("id", EmailSets.MAILBOX_IDS, EmailSets.KEYWORDS, "receivedAt");

    /** What is wanted of one copy; what is not given in {@code intake} is as in the original. */
    private record Wish(EmailId original, EmailIntake intake, boolean keywordsGiven) {}

    /** A wish and what it is a copy of. */
    private record Pair(Wish wish, EmailView original) {}

    @Override
    public Map<String, String> copy(Request request, Call call, SetAnswer answer) {
        var wishes = wishes(request.create(), call, answer);
        var pairs = pairs(request, wishes, call, answer);
        var adds = new ArrayList<AddEmail>(pairs.size());
        var copies = crew.map(pairs, pair -> add(request, pair, call));
        for (int i = 0; i < copies.size(); i++) {
            AddEmail add = copies.get(i);
            if (add == null) {
                // Its blob went between the two looks: the original is destroyed.
                String creationId = pairs.get(i).wish().intake().creationId();
                answer.notCreated(creationId, SetError.notFound());
            } else {
                adds.add(add);
            }
        }
        EmailChanges.carryOut(
                request.account(),
                request.ifInState(),
                adds,
                List.of(),
                List.of(),
                messages.blobs(),
                call,
                answer);
        var originals = new LinkedHashMap<String, String>();
        wishes.forEach((creationId, wish) -> {
            if (answer.created().contains(creationId)) {
                originals.put(creationId, wish.original().toString());
            }
        });
        return originals;
    }

    private static Map<String, Wish> wishes(
            Map<String, ObjectNode> create, Call call, SetAnswer answer) {
        var wishes = LinkedHashMap.<String, Wish>newLinkedHashMap(create.size());
        create.forEach((creationId, object) -> {
            var reader = new PropertyReader();
            // RFC 8621 section 4.7: only these properties may be set during the copy.
            reader.allow(object, PROPERTIES);
            String id = CreationIds.resolve(call, reader.text("id", object.get("id")));
            var sets = new EmailSets(call, reader);
            var intake =
                    new EmailIntake(
                            creationId,
                            // Ids of mailboxes mean nothing in another account: they must be given.
                            sets.mailboxes(object.get(EmailSets.MAILBOX_IDS)),
                            sets.keywords(object.get(EmailSets.KEYWORDS)),
                            reader.date("receivedAt", object.get("receivedAt")));
            SetError invalid = reader.error();
            EmailId original = id == null ? null : EmailId.parse(id);
            if (invalid != null) {
                answer.notCreated(creationId, invalid);
            } else if (original == null) {
                answer.notCreated(creationId, SetError.notFound());
            } else {
                wishes.put(creationId, new Wish(original, intake, object.has(EmailSets.KEYWORDS)));
            }
        });
        return wishes;
    }

    /** Reads the originals, all as of one state. */
    private static List<Pair> pairs(
            Request request, Map<String, Wish> wishes, Call call, SetAnswer answer) {
        var ids = wishes.values().stream().map(Wish::original).distinct().toList();
        var query = new GetEmails(request.from(), ids, ids.size());
        var found = call.query(query, GetEmails.Emails.class);
        String ifFromInState = request.ifFromInState();
        if (ifFromInState != null && !ifFromInState.equals(found.state().toString())) {
            throw SetRequest.stateMismatch();
        }
        var originals = HashMap.<EmailId, EmailView>newHashMap(ids.size());
        found.emails().forEach(view -> originals.put(view.id(), view));
        var pairs = new ArrayList<Pair>(wishes.size());
        wishes.forEach((creationId, wish) -> {
            EmailView original = originals.get(wish.original());
            if (original == null) {
                answer.notCreated(creationId, SetError.notFound());
            } else {
                pairs.add(new Pair(wish, original));
            }
        });
        return pairs;
    }

    /** Null when the message cannot be had any more. */
    private @Nullable AddEmail add(Request request, Pair pair, Call call) {
        EmailView original = pair.original();
        BlobId blob = original.blob();
        var blobs = messages.blobs();
        if (!blobs.link(request.from(), request.account(), call.user().value(), blob)) {
            return null;
        }
        Digest digest = messages.digests().of(request.account(), blob).digest();
        var wish = pair.wish();
        var intake = wish.intake();
        var keywords = wish.keywordsGiven() ? intake.keywords() : Set.copyOf(original.keywords());
        var receivedAt = intake.receivedAt() == null ? original.receivedAt() : intake.receivedAt();
        return new EmailIntake(intake.creationId(), intake.mailboxes(), keywords, receivedAt)
                .add(blob, digest, call.now());
    }
}
