package io.daybook.mdn.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.identity.GetIdentities;
import io.daybook.identity.GetIdentities.Identities;
import io.daybook.identity.GetIdentities.IdentityView;
import io.daybook.submission.ChangeSubmissions;
import io.daybook.submission.ChangeSubmissions.StateMismatch;
import io.daybook.submission.ChangeSubmissions.SubmissionsChanged;
import io.daybook.submission.SubmissionRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * MDN/send (RFC 9007 section 2.1): a submission of the email that the notification is about, whose
 * message is the notification.
 */
final class MdnSend implements Method {
    private final MdnMaking making;

    MdnSend(MdnMaking making) {
        this.making = making;
    }

    @Override
    public String name() {
        return "MDN/send";
    }

    @Override
    public String capability() {
        return Capability.MDN;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        // RFC 9007 section 2.1: the request MUST use both capabilities.
        if (!call.using().contains(Capability.MAIL)) {
            throw new MethodException(MethodError.of("unknownMethod"));
        }
        AccountId account = call.accountToChange(node);
        var arguments = new Arguments(node);
        String identityId = arguments.requiredText("identityId");
        Map<String, ObjectNode> send = arguments.requiredObjects("send");
        Map<String, String> emails = emails(send);
        var updates = MdnUpdates.read(arguments, emails, call);
        arguments.noOthers();
        send.keySet().forEach(SetRequest::requireValid);
        StandardGet.requireAtMost(send.size(), call.limits().maxObjectsInSet());
        for (String email : emails.values()) {
            if (!updates.marks(CreationIds.resolve(call, email))) {
                throw Arguments.invalid(
                        "onSuccessUpdateEmail does not set keywords/$mdnsent of each email");
            }
        }
        var identity = identity(identityId, account, call);
        return carryOut(account, identity, send, updates, call);
    }

    private static Map<String, String> emails(Map<String, ObjectNode> send) {
        var emails = new LinkedHashMap<String, String>();
        send.forEach((k, object) -> {
            JsonNode email = object.get("forEmailId");
            if (email != null && email.isString()) {
                emails.put(k, email.stringValue());
            }
        });
        return emails;
    }

    private static IdentityView identity(String wire, AccountId account, Call call) {
        String resolved = CreationIds.resolve(call, wire);
        IdentityId id = resolved == null ? null : IdentityId.parse(resolved);
        return call.query(new GetIdentities(account), Identities.class).identities().stream()
                .filter(identity -> identity.id().equals(id))
                .findFirst()
                // RFC 9007 section 2.1: an identity that is not there is an invalid argument.
                .orElseThrow(() -> Arguments.invalid("no such identity"));
    }

    private List<Response> carryOut(
            AccountId account,
            IdentityView identity,
            Map<String, ObjectNode> send,
            MdnUpdates updates,
            Call call) {
        var made = new LinkedHashMap<String, MdnMaking.Made>();
        var refused = new LinkedHashMap<String, SetError>();
        var answered = new LinkedHashSet<EmailId>();
        send.forEach((k, object) -> {
            switch (making.make(k, object, identity, account, call)) {
                case MdnMaking.Made one when answered.add(one.submission().email()) ->
                        made.put(k, one);
                case MdnMaking.Made _ -> refused.put(k, MdnMaking.alreadySent());
                case MdnMaking.Refused(var error) -> refused.put(k, error);
            }
        });
        submit(account, made, refused, call);
        Set<String> emails = new LinkedHashSet<>();
        made.values().forEach(one -> emails.add(one.submission().email().toString()));
        var responses = new ArrayList<Response>();
        responses.add(new Response(name(), answer(account, made, refused)));
        responses.addAll(updates.carryOut(account, emails, call));
        return responses;
    }

    /** One command; what it refuses is no longer among what was made. */
    private static void submit(
            AccountId account,
            Map<String, MdnMaking.Made> made,
            Map<String, SetError> refused,
            Call call) {
        if (made.isEmpty()) {
            return;
        }
        var submissions = made.values().stream().map(MdnMaking.Made::submission).toList();
        var command =
                new ChangeSubmissions(account, null, submissions, List.of(), List.of(), call.now());
        switch (call.command(command, ChangeSubmissions.Answer.class)) {
            case StateMismatch _ ->
                    throw new IllegalStateException("a mismatch with no state at all");
            case SubmissionsChanged changed ->
                    changed.notMade()
                            .forEach((k, refusal) -> {
                                made.remove(k);
                                refused.put(k, error(refusal));
                            });
        }
    }

    private static SetError error(SubmissionRefusal refusal) {
        return switch (refusal) {
            case SubmissionRefusal.TooManyPending(var max) ->
                    SetError.of("rateLimit", "at most " + max + " messages may be waiting");
            // Another call was faster.
            case SubmissionRefusal.AlreadyMarked _ -> MdnMaking.alreadySent();
            case SubmissionRefusal.NoRoomForMark(var max) ->
                    SetError.of("forbidden", "the email has " + max + " keywords, the most");
            case SubmissionRefusal.NoSuchEmail(),
                    SubmissionRefusal.NoSuchIdentity(),
                    SubmissionRefusal.NoSuchSubmission(),
                    SubmissionRefusal.CannotUnsend() ->
                    SetError.notFound();
        };
    }

    private static ObjectNode answer(
            AccountId account, Map<String, MdnMaking.Made> made, Map<String, SetError> refused) {
        var answer = Json.object().put("accountId", account.value());
        var sent = Json.object();
        made.forEach((k, one) -> sent.set(k, one.serverSet()));
        var notSent = Json.object();
        refused.forEach((k, error) -> notSent.set(k, SetAnswer.toJson(error)));
        answer.set("sent", sent.isEmpty() ? Json.text(null) : sent);
        answer.set("notSent", notSent.isEmpty() ? Json.text(null) : notSent);
        return answer;
    }
}
