package io.daybook.undo.query;

import io.daybook.core.MailboxId;
import io.daybook.mailbox.MailboxRevert;
import io.daybook.mailbox.MailboxRevert.BringBack;
import io.daybook.mailbox.MailboxRevert.ChangeBack;
import io.daybook.mailbox.MailboxRevert.Content;
import io.daybook.mailbox.MailboxRevert.TakeAway;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.undo.PlanRestore;
import io.daybook.undo.PlanRestore.Emails;
import io.daybook.undo.PlanRestore.Everything;
import io.daybook.undo.PlanRestore.OneMailbox;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** In what the mailboxes of a scope differ from what they were. Pure. */
final class MailboxRestore {
    private final Map<MailboxId, MailboxRow> then = new TreeMap<>();
    private final Map<MailboxId, MailboxRow> now = new TreeMap<>();
    private final List<MailboxId> unknown = new ArrayList<>();

    MailboxRestore(List<MailboxRow> then, List<MailboxRow> now) {
        then.forEach(row -> this.then.put(row.id(), row));
        now.forEach(row -> this.now.put(row.id(), row));
    }

    List<MailboxRevert> plan(PlanRestore query) {
        List<MailboxRevert> reverts = new ArrayList<>();
        for (MailboxId id : chosen(query)) {
            MailboxRow was = then.get(id);
            MailboxRow is = now.get(id);
            if (was == null || is == null) {
                if (is != null) {
                    reverts.add(new TakeAway(id, content(is)));
                } else if (was != null) {
                    reverts.add(new BringBack(id, content(was), was.uidValidity()));
                }
            } else if (!content(was).equals(content(is))) {
                reverts.add(new ChangeBack(id, content(is), content(was)));
            }
        }
        return reverts;
    }

    /** Mailboxes that were asked for and were not there. */
    List<MailboxId> unknown() {
        return unknown;
    }

    private Set<MailboxId> chosen(PlanRestore query) {
        Set<MailboxId> chosen = new LinkedHashSet<>();
        switch (query.scope()) {
            case Everything() -> {
                chosen.addAll(then.keySet());
                if (query.removeNewer()) {
                    chosen.addAll(now.keySet());
                }
            }
            case OneMailbox(var mailbox) -> {
                if (then.containsKey(mailbox)) {
                    chosen.add(mailbox);
                    addGoneAbove(then.get(mailbox), chosen);
                } else {
                    unknown.add(mailbox);
                }
            }
            case Emails _ -> {}
        }
        return chosen;
    }

    /** A mailbox comes back only below one that is there. */
    private void addGoneAbove(@Nullable MailboxRow mailbox, Set<MailboxId> chosen) {
        MailboxRow at = mailbox;
        while (at != null && at.parent() != null && !now.containsKey(at.parent())) {
            chosen.add(at.parent());
            at = then.get(at.parent());
        }
    }

    private static Content content(MailboxRow row) {
        return new Content(
                row.name(), row.parent(), row.role(), row.sortOrder(), row.isSubscribed());
    }
}
