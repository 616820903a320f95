package io.daybook.undo.query;

import io.daybook.core.State;
import io.daybook.email.EmailRevert.BringBack;
import io.daybook.email.EmailRevert.Content;
import io.daybook.identity.GetIdentities.IdentityView;
import io.daybook.identity.IdentityEvent;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.vacation.VacationEvent;
import io.daybook.vacation.VacationSetting;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What an undo has to know of an account beside the events that are undone. */
public interface AccountPast {
    /** The id under which an email goes on after merges of threads; its own when it has one. */
    Map<Integer, Integer> current(Collection<Integer> emails);

    /** Of these emails those that are destroyed, and what was kept of them. */
    Map<Integer, Destroyed> destroyed(Collection<Integer> emails);

    /** Of these emails those that were there before event {@code seq}, as they were. */
    Map<Integer, Content> before(long seq, Collection<Integer> emails);

    /** All events about mailboxes, ascending. */
    List<Past<MailboxEvent>> mailboxes();

    /** All events about identities, ascending. */
    List<Past<IdentityEvent>> identities();

    /** All events about the vacation response, ascending. */
    List<Past<VacationEvent>> vacation();

    Identities identitiesNow();

    Vacation vacationNow();

    /** The address of the owner, whose identity comes with the account. */
    String owner();

    record Past<E>(long seq, E event) {}

    record Identities(State state, List<IdentityView> identities) {}

    record Vacation(State state, VacationSetting setting) {}

    /** An email as it was when it was destroyed, and whether its message is still kept. */
    record Destroyed(BringBack email, boolean isKept) {
        /** How it comes back with this content. */
        BringBack back(Content content) {
            return new BringBack(
                    email.email(),
                    email.thread(),
                    email.blob(),
                    email.size(),
                    email.receivedAt(),
                    content,
                    email.messageIds(),
                    email.baseSubject());
        }
    }
}
