package io.daybook.account.projection;

import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.thread.ThreadEvent.Recreated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a bulk event into events of a few thousand emails, which together mean the same: written one
 * by one they keep the store free for others.
 */
final class Slices {
    static final int MOST = 4_000;

    private Slices() {}

    /**
     * A slice.
     *
     * @param told how many emails of the event this slice and all before it hold
     */
    record Slice(MailEvent event, int told, boolean isLast) {}

    /** Cuts what is left of the event after {@code told} of its emails. */
    static List<Slice> of(MailEvent event, int told) {
        int count = count(event);
        if (told == 0 && count <= MOST) {
            return List.of(new Slice(event, count, true));
        }
        var slices = new ArrayList<Slice>();
        for (int from = told; from < count; from += MOST) {
            int to = Math.min(from + MOST, count);
            slices.add(new Slice(cut(event, from, to), to, to == count));
        }
        return slices;
    }

    /** How many emails the event names. */
    static int count(MailEvent event) {
        return switch (event) {
            case EmailsAdded(var emails) -> emails.size();
            case KeywordsChanged changed -> changed.emails().size();
            case EmailsMoved moved -> moved.emails().size();
            case EmailsDestroyed(var emails) -> emails.size();
            case EmailsRestored(var emails, _) -> emails.size();
            case EmailsRedigested(var emails, _) -> emails.size();
            default -> 1;
        };
    }

    private static MailEvent cut(MailEvent event, int from, int to) {
        return switch (event) {
            case EmailsAdded(var emails) -> new EmailsAdded(emails.subList(from, to));
            case KeywordsChanged(var emails, var added, var removed) ->
                    new KeywordsChanged(cut(emails, from, to), added, removed);
            case EmailsMoved(var emails, var entered, var left) ->
                    new EmailsMoved(cut(emails, from, to), later(entered, from), left);
            case EmailsDestroyed(var emails) -> new EmailsDestroyed(cut(emails, from, to));
            case EmailsRestored(var emails, var recreated) ->
                    restored(emails.subList(from, to), recreated);
            case EmailsRedigested(var emails, var parser) ->
                    new EmailsRedigested(cut(emails, from, to), parser);
            default -> event;
        };
    }

    private static EmailsRestored restored(List<AddedEmail> some, List<Recreated> recreated) {
        var ids = Ids.ofEmails(some.stream().map(AddedEmail::email).toList());
        return new EmailsRestored(
                some, recreated.stream().filter(pair -> ids.contains(pair.is())).toList());
    }

    private static List<Entry> later(List<Entry> entered, int from) {
        return entered.stream()
                .map(entry -> new Entry(entry.mailbox(), entry.firstUid() + from))
                .toList();
    }

    private static Ids cut(Ids ids, int from, int to) {
        return Ids.of(Arrays.copyOfRange(ids.toArray(), from, to));
    }
}
