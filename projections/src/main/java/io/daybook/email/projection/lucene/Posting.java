package io.daybook.email.projection.lucene;

import io.daybook.core.AccountId;
import io.daybook.core.Event;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.view.Sequenced;
import java.io.IOException;
import java.util.List;

/** Posts the events that are about text into an index. */
record Posting(Documents documents) {
    /** Adds emails to an index, in any order, maybe several at a time. */
    interface Adding {
        void add(List<AddedEmail> emails, OpenIndex index) throws IOException;
    }

    /** Whether the event adds texts, or is not about text at all. */
    static boolean onlyAdds(Event event) {
        return event instanceof EmailsAdded || !isAboutText(event);
    }

    static boolean isAboutText(Event event) {
        return event instanceof EmailsAdded
                || event instanceof EmailsDestroyed
                || event instanceof EmailsRestored
                || event instanceof ThreadsMerged;
    }

    void post(AccountId account, Event event, OpenIndex index) throws IOException {
        switch (event) {
            case EmailsAdded(var emails) -> add(account, emails, index);
            case EmailsRestored(var emails, _) -> add(account, emails, index);
            case EmailsDestroyed(var emails) -> index.delete(emails);
            case ThreadsMerged merged -> index.recreate(merged.recreated());
            default -> throw new IllegalArgumentException("not about text: " + event);
        }
    }

    private void add(AccountId account, List<AddedEmail> emails, OpenIndex index)
            throws IOException {
        for (var email : emails) {
            index.add(documents.of(account, email));
        }
    }

    /** The emails that the events add. */
    static List<AddedEmail> added(List<Sequenced> events) {
        return events.stream()
                .map(Sequenced::event)
                .filter(EmailsAdded.class::isInstance)
                .flatMap(event -> ((EmailsAdded) event).emails().stream())
                .toList();
    }
}
