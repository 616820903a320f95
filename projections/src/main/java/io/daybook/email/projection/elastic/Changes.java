package io.daybook.email.projection.elastic;

import io.daybook.core.BlobId;
import io.daybook.core.Event;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.view.Sequenced;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What some events make of the documents of an account, in the end. */
final class Changes {
    /**
     * @param seq of the event that changed it last
     * @param blob its message; null when the email is gone
     */
    record Change(long seq, @Nullable BlobId blob) {}

    private final Map<Integer, Change> changes = new LinkedHashMap<>();
    private final Function<List<Integer>, Map<Integer, BlobId>> stored;

    /**
     * @param stored finds the messages of emails that are in the index
     */
    Changes(Function<List<Integer>, Map<Integer, BlobId>> stored) {
        this.stored = stored;
    }

    static boolean isAboutText(Event event) {
        return event instanceof EmailsAdded
                || event instanceof EmailsDestroyed
                || event instanceof EmailsRestored
                || event instanceof ThreadsMerged;
    }

    Map<Integer, Change> of(List<Sequenced> events) {
        for (var event : events) {
            switch (event.event()) {
                case EmailsAdded(var emails) -> add(event.seq(), emails);
                case EmailsRestored(var emails, _) -> add(event.seq(), emails);
                case EmailsDestroyed(var emails) ->
                        emails.forEach(email -> put(email, event.seq(), null));
                case ThreadsMerged merged -> recreate(event.seq(), merged.recreated());
                default -> {}
            }
        }
        return changes;
    }

    private void add(long seq, List<AddedEmail> emails) {
        emails.forEach(email -> put(email.email().value(), seq, email.blob()));
    }

    /** An email whose message is nowhere has got its new number when this was done before. */
    private void recreate(long seq, List<Recreated> emails) {
        var known =
                stored.apply(
                        emails.stream()
                                .map(Recreated::was)
                                .filter(email -> !changes.containsKey(email))
                                .toList());
        for (var email : emails) {
            var change = changes.get(email.was());
            var blob = change == null ? known.get(email.was()) : change.blob();
            if (blob != null) {
                put(email.is(), seq, blob);
            }
            put(email.was(), seq, null);
        }
    }

    private void put(int email, long seq, @Nullable BlobId blob) {
        changes.put(email, new Change(seq, blob));
    }
}
