package io.daybook.account.projection;

import io.daybook.core.EmailId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.email.projection.EmailRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What events make of an email's row. */
final class EmailChanges {
    private EmailChanges() {}

    static EmailRow added(AddedEmail added, long seq, Facts facts) {
        return new EmailRow(
                seq,
                added.email(),
                added.thread(),
                added.blob(),
                added.size(),
                added.receivedAt(),
                added.placements(),
                added.keywords(),
                facts.hasAttachment(),
                facts.sentAt(),
                facts.subjectKey(),
                facts.fromKey(),
                facts.toKey());
    }

    static EmailRow keywords(EmailRow row, long seq, KeywordsChanged changed) {
        var keywords = new ArrayList<>(row.keywords());
        keywords.removeAll(changed.removed());
        for (String added : changed.added()) {
            int at = Collections.binarySearch(keywords, added);
            if (at < 0) {
                keywords.add(-at - 1, added);
            }
        }
        return with(row, seq, row.id(), row.thread(), row.placements(), keywords);
    }

    // UIDs in an entered mailbox are consecutive in the order of the ids.
    static EmailRow placements(EmailRow row, long seq, EmailsMoved moved) {
        var placements = new ArrayList<Placement>();
        for (var placement : row.placements()) {
            if (!moved.left().contains(placement.mailbox().value())) {
                placements.add(placement);
            }
        }
        int rank = moved.emails().rankOf(row.id().value());
        for (var entry : moved.entered()) {
            placements.add(new Placement(entry.mailbox(), entry.firstUid() + rank));
        }
        placements.sort((one, other) -> one.mailbox().compareTo(other.mailbox()));
        return with(row, seq, row.id(), row.thread(), placements, row.keywords());
    }

    static EmailRow redigested(EmailRow row, long seq, Facts facts) {
        return new EmailRow(
                seq,
                row.id(),
                row.thread(),
                row.blob(),
                row.size(),
                row.receivedAt(),
                row.placements(),
                row.keywords(),
                facts.hasAttachment(),
                facts.sentAt(),
                facts.subjectKey(),
                facts.fromKey(),
                facts.toKey());
    }

    static EmailRow recreated(EmailRow row, long seq, EmailId id, ThreadId thread) {
        return with(row, seq, id, thread, row.placements(), row.keywords());
    }

    private static EmailRow with(
            EmailRow row,
            long seq,
            EmailId id,
            ThreadId thread,
            List<Placement> placements,
            List<String> keywords) {
        return new EmailRow(
                seq,
                id,
                thread,
                row.blob(),
                row.size(),
                row.receivedAt(),
                placements,
                keywords,
                row.hasAttachment(),
                row.sentAt(),
                row.subjectKey(),
                row.fromKey(),
                row.toKey());
    }
}
