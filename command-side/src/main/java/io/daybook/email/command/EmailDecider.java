package io.daybook.email.command;

import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.email.ChangeEmails;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.email.EmailCommand.UpdateEmail;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailRefusal;
import io.daybook.email.EmailRefusal.NoSuchEmail;
import io.daybook.thread.command.ThreadKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rules of Email/set and Email/import (RFC 8621 sections 4.6 and 4.8). Pure. */
public final class EmailDecider {
    private EmailDecider() {}

    /** Decides adds, then updates, then destroys; each sees what those before it did. */
    public static EmailOutcome decide(
            ChangeEmails command, EmailTable table, ThreadKeys keys, long quotaOctets) {
        var drafts = new EmailDrafts(table);
        var adding = new EmailAdding(table, keys, drafts, quotaOctets);
        adding.add(command.create());

        Set<EmailId> updated = new LinkedHashSet<>();
        Map<EmailId, EmailRefusal> notUpdated = new LinkedHashMap<>();
        var updates = new EmailUpdating(table);
        for (UpdateEmail update : command.update()) {
            EmailRefusal refusal = updates.apply(update, drafts.find(update.email().value()));
            if (refusal == null) {
                updated.add(update.email());
            } else {
                notUpdated.put(update.email(), refusal);
            }
        }

        Set<EmailId> destroyed = new LinkedHashSet<>();
        Map<EmailId, EmailRefusal> notDestroyed = new LinkedHashMap<>();
        for (DestroyEmail destroy : command.destroy()) {
            EmailDraft draft = drafts.find(destroy.email().value());
            if (draft != null) {
                draft.destroyed = true;
                destroyed.add(destroy.email());
            } else if (!destroyed.contains(destroy.email())) {
                notDestroyed.put(destroy.email(), new NoSuchEmail());
            }
        }
        List<MailEvent> events = new ArrayList<>(adding.events());
        events.addAll(drafts.events());
        return new EmailOutcome(
                events,
                adding.created(),
                adding.refused(),
                List.copyOf(updated),
                notUpdated,
                List.copyOf(destroyed),
                notDestroyed);
    }

    /**
     * The events by which all mail leaves mailboxes that are to be destroyed: what is nowhere else
     * goes with them (RFC 8621 section 2.5, onDestroyRemoveEmails).
     */
    public static List<MailEvent> empty(Collection<MailboxId> mailboxes, EmailTable table) {
        Ids gone = Ids.ofMailboxes(mailboxes);
        Map<Ids, IntList> leaving = new HashMap<>();
        var destroyed = new IntList();
        table.forEachIn(
                set -> set.stream().anyMatch(gone::contains),
                email -> {
                    Ids all = table.mailboxes(email);
                    Ids left = MailboxSets.both(all, gone);
                    if (left.size() == all.size()) {
                        destroyed.add(email);
                    } else {
                        leaving.computeIfAbsent(left, any -> new IntList()).add(email);
                    }
                });
        List<MailEvent> events = new ArrayList<>();
        var ordered = new TreeMap<Integer, MailEvent>();
        leaving.forEach((left, emails) -> {
            Ids ids = emails.ids();
            ordered.put(ids.get(0), new EmailsMoved(ids, List.of(), left));
        });
        events.addAll(ordered.values());
        if (destroyed.size() > 0) {
            events.add(new EmailsDestroyed(destroyed.ids()));
        }
        return events;
    }
}
