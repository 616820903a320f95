package io.daybook.email.jmap;

import io.daybook.core.jmap.SetError;
import io.daybook.email.EmailRefusal;
import io.daybook.email.EmailRefusal.NoMailbox;
import io.daybook.email.EmailRefusal.NoSuchEmail;
import io.daybook.email.EmailRefusal.NoSuchMailboxes;
import io.daybook.email.EmailRefusal.OverQuota;
import io.daybook.email.EmailRefusal.TooManyKeywords;
import io.daybook.email.EmailRefusal.TooManyMailboxes;
import java.util.stream.Collectors;

/** What a refusal is on the wire (RFC 8621 section 4.6). */
public final class EmailErrors {
    private EmailErrors() {}

    public static SetError of(EmailRefusal refusal) {
        return switch (refusal) {
            case NoSuchEmail() -> SetError.notFound();
            case NoSuchMailboxes(var ids) ->
                    SetError.invalidProperties(
                            ids.stream()
                                    .limit(10)
                                    .map(Object::toString)
                                    .collect(Collectors.joining(", ", "no such mailbox: ", "")),
                            EmailSets.MAILBOX_IDS);
            case NoMailbox() ->
                    SetError.invalidProperties(
                            "an email is in at least one mailbox", EmailSets.MAILBOX_IDS);
            case TooManyMailboxes(var max) ->
                    SetError.of("tooManyMailboxes", "an email is in at most " + max);
            case TooManyKeywords(var max) ->
                    SetError.of("tooManyKeywords", "an email has at most " + max);
            case OverQuota(var used, var max) ->
                    SetError.of("overQuota", used + " of " + max + " octets are used");
        };
    }
}
