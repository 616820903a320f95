package io.daybook.mailbox.jmap;

import io.daybook.core.MailboxId;
import io.daybook.core.jmap.SetError;
import io.daybook.mailbox.MailboxRefusal;
import io.daybook.mailbox.MailboxRefusal.HasChild;
import io.daybook.mailbox.MailboxRefusal.HasEmail;
import io.daybook.mailbox.MailboxRefusal.InvalidName;
import io.daybook.mailbox.MailboxRefusal.InvalidSortOrder;
import io.daybook.mailbox.MailboxRefusal.IsInbox;
import io.daybook.mailbox.MailboxRefusal.NameTaken;
import io.daybook.mailbox.MailboxRefusal.NoSuchMailbox;
import io.daybook.mailbox.MailboxRefusal.NoSuchParent;
import io.daybook.mailbox.MailboxRefusal.ParentLoop;
import io.daybook.mailbox.MailboxRefusal.RoleTaken;
import io.daybook.mailbox.MailboxRefusal.TooDeep;
import io.daybook.mailbox.MailboxRefusal.TooManyMailboxes;
import io.daybook.mailbox.MailboxRefusal.UnknownRole;
import java.util.List;
import java.util.Map;

/** What a refusal is on the wire (RFC 8620 section 5.3, RFC 8621 section 2.5). */
public final class MailboxErrors {
    private MailboxErrors() {}

    public static SetError of(MailboxRefusal refusal) {
        return switch (refusal) {
            case NoSuchMailbox() -> SetError.notFound();
            case NoSuchParent() -> SetError.invalidProperties("no such mailbox", "parentId");
            case NameTaken(var by) -> taken("a sibling has this name", "name", by);
            case InvalidName(var reason) -> SetError.invalidProperties(reason, "name");
            case UnknownRole() -> SetError.invalidProperties("no such role", "role");
            case RoleTaken(var by) -> taken("another mailbox has this role", "role", by);
            case ParentLoop() ->
                    SetError.invalidProperties("a mailbox cannot be below itself", "parentId");
            case TooDeep(var max) ->
                    SetError.invalidProperties("deeper than " + max + " mailboxes", "parentId");
            case TooManyMailboxes(var max) ->
                    SetError.of("overQuota", "an account has at most " + max + " mailboxes");
            case HasChild() -> SetError.of("mailboxHasChild");
            case HasEmail(var count) ->
                    SetError.of("mailboxHasEmail", count + " emails are in the mailbox");
            case IsInbox() -> SetError.of("forbidden", "delivery needs the inbox");
            case InvalidSortOrder() ->
                    SetError.invalidProperties("not from 0 to 2147483647", "sortOrder");
        };
    }

    private static SetError taken(String description, String property, MailboxId by) {
        return new SetError(
                "invalidProperties",
                description,
                List.of(property),
                Map.of("existingId", by.toString()));
    }
}
