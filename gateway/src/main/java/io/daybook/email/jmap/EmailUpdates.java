package io.daybook.email.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Patch;
import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.email.EmailCommand.UpdateEmail;
import io.daybook.email.EmailView;
import io.daybook.email.GetEmails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Reads the patches of an Email/set; emails are read only when a patch speaks of what is fixed. */
record EmailUpdates(AccountId account, Messages messages, Call call) {

    List<UpdateEmail> read(Map<EmailId, ObjectNode> updates, SetAnswer answer) {
        var patches = LinkedHashMap.<EmailId, Patch>newLinkedHashMap(updates.size());
        updates.forEach((id, object) -> {
            switch (Patch.read(object, EmailProperties.TABLE)) {
                case Patch.Valid(var patch) -> patches.put(id, patch);
                case Patch.Invalid(var error) -> answer.notUpdated(id.toString(), error);
            }
        });
        checkClaims(patches, answer);
        var commands = new ArrayList<UpdateEmail>(patches.size());
        patches.forEach((id, patch) -> {
            var reader = new PropertyReader();
            var sets = new EmailSets(call, reader);
            var update = new UpdateEmail(id, sets.mailboxChange(patch), sets.keywordChange(patch));
            SetError error = reader.error();
            if (error == null) {
                commands.add(update);
            } else {
                answer.notUpdated(id.toString(), error);
            }
        });
        return commands;
    }

    /** Takes out the patches that are wrong about what never changes. */
    private void checkClaims(Map<EmailId, Patch> patches, SetAnswer answer) {
        var claiming =
                patches.entrySet().stream()
                        .filter(patch -> !patch.getValue().claims().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList();
        if (claiming.isEmpty()) {
            return;
        }
        var query = new GetEmails(account, claiming, claiming.size());
        var found = call.query(query, GetEmails.Emails.class);
        for (EmailId id : found.notFound()) {
            patches.remove(id);
            answer.notUpdated(id.toString(), SetError.notFound());
        }
        var budget = new Budget();
        for (EmailView view : found.emails()) {
            Patch patch = patches.get(view.id());
            var record =
                    EmailRecord.of(
                            account,
                            view,
                            BodyOptions.ALL,
                            budget,
                            messages,
                            () -> messages.digests().of(account, view.blob()));
            SetError error =
                    patch == null ? null : patch.checkClaims(record, EmailProperties.TABLE);
            if (error != null) {
                patches.remove(view.id());
                answer.notUpdated(view.id().toString(), error);
            }
        }
    }
}
