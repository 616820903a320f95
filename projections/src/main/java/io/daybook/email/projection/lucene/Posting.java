package io.daybook.email.projection.lucene;

import io.daybook.core.AccountId;
import io.daybook.core.Event;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.AddedEmail;
import java.util.List;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import java.io.IOException;

/** Posts the events that are about text into an index. */
record Posting(Documents documents) {
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
}
