package io.daybook.email.command;

import io.daybook.core.Ids;

/** One email in the course of a call: as the events so far left it, and as the call wants it. */
final class EmailDraft {
    final Ids mailboxesBefore;
    final Keywords keywordsBefore;
    Ids mailboxes;
    Keywords keywords;
    boolean destroyed;

    EmailDraft(Ids mailboxes, Keywords keywords) {
        this.mailboxesBefore = mailboxes;
        this.keywordsBefore = keywords;
        this.mailboxes = mailboxes;
        this.keywords = keywords;
    }
}
