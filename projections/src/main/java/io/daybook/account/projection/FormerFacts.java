package io.daybook.account.projection;

import io.daybook.blob.projection.BlobLinks;
import io.daybook.blob.projection.BlobLinks.Link;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.email.projection.EmailFacts;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.GoneRow;
import io.daybook.view.Place;
import io.daybook.view.ViewStore;
import java.util.ArrayList;

/**
 * What the rows that are read know of messages that are not kept any more. Nothing else knows it:
 * emails that are gone are shown as they were.
 */
final class FormerFacts implements EmailFacts {
    private final ViewStore store;
    private final Place live;

    FormerFacts(ViewStore store, Place live) {
        this.store = store;
        this.live = live;
    }

    @Override
    public Facts of(AccountId account, BlobId message) {
        var emails = new ArrayList<EmailId>(1);
        store.scan(
                live,
                BlobLinks.GONE,
                new Link(message, new EmailId(1)),
                new Link(message, new EmailId(Integer.MAX_VALUE)),
                (link, _) -> !emails.add(link.email()));
        var gone = emails.isEmpty() ? null : store.get(live, GoneRow.VIEW, emails.getFirst());
        return gone == null ? Facts.NONE : of(gone.value().email());
    }

    private static Facts of(EmailRow row) {
        return new Facts(
                row.hasAttachment(), row.sentAt(), row.subjectKey(), row.fromKey(), row.toKey());
    }
}
