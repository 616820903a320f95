package io.daybook.email.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.email.ChangeEmails;
import io.daybook.email.ChangeEmails.EmailsChanged;
import io.daybook.email.ChangeEmails.StateMismatch;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.email.EmailCommand.UpdateEmail;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out what a call wants of emails: one command, one append. */
final class EmailChanges {
    private EmailChanges() {}

    /**
     * @param ifInState as the client sent it
     * @param blobs told whose message no event names
     * @throws io.daybook.core.jmap.MethodException stateMismatch
     */
    static void carryOut(
            AccountId account,
            @Nullable String ifInState,
            List<AddEmail> create,
            List<UpdateEmail> update,
            List<DestroyEmail> destroy,
            BlobStore blobs,
            Call call,
            SetAnswer answer) {
        State state = ifInState == null ? null : State.parse(ifInState);
        if (ifInState != null && state == null) {
            create.forEach(add -> blobs.doubt(account, call.user().value(), add.blob()));
            throw SetRequest.stateMismatch();
        }
        var command = new ChangeEmails(account, state, create, update, destroy);
        switch (call.command(command, ChangeEmails.Answer.class)) {
            case StateMismatch(_) -> {
                create.forEach(add -> blobs.doubt(account, call.user().value(), add.blob()));
                throw SetRequest.stateMismatch();
            }
            case EmailsChanged changed -> {
                create.stream()
                        .filter(add -> changed.notCreated().containsKey(add.creationId()))
                        .forEach(add -> blobs.doubt(account, call.user().value(), add.blob()));
                report(changed, create, call, answer);
            }
        }
    }

    private static void report(
            EmailsChanged changed, List<AddEmail> create, Call call, SetAnswer answer) {
        answer.states(changed.oldState(), changed.newState());
        var added = HashMap.<String, AddEmail>newHashMap(create.size());
        create.forEach(add -> added.put(add.creationId(), add));
        changed.created()
                .forEach((creationId, created) -> {
                    var object = Json.object();
                    object.put("id", created.email().toString());
                    var add = added.get(creationId);
                    if (add != null) {
                        object.put("blobId", add.blob().value());
                    }
                    object.put("threadId", created.thread().toString());
                    if (add != null) {
                        object.set("size", Json.number(add.size()));
                    }
                    answer.created(call, creationId, created.email().toString(), object);
                });
        changed.updated().forEach(id -> answer.updated(id.toString(), null));
        changed.destroyed().forEach(id -> answer.destroyed(id.toString()));
        changed.notCreated().forEach((k, why) -> answer.notCreated(k, EmailErrors.of(why)));
        changed.notUpdated()
                .forEach((id, why) -> answer.notUpdated(id.toString(), EmailErrors.of(why)));
        changed.notDestroyed()
                .forEach((id, why) -> answer.notDestroyed(id.toString(), EmailErrors.of(why)));
    }
}
