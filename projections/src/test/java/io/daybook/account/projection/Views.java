package io.daybook.account.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.MailEvent;
import io.daybook.core.Traffic;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.projection.EmailFacts;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.view.Followers;
import io.daybook.view.MemoryJournal;
import io.daybook.view.Rebuilder;
import io.daybook.view.Rebuilder.End;
import io.daybook.view.ViewStore;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** A journal and the views that follow it. */
final class Views implements AutoCloseable {
    static final AccountId ALICE = new AccountId("alice");

    final MemoryJournal journal;
    final MailProjection projection;
    final Followers followers;
    final AccountViews reads;
    final SendingViews sending;
    final Rebuilder rebuilder;
    final MailRebuild mail;

    Views(MemoryJournal journal, ViewStore store) {
        this(journal, store, 50_000_000);
    }

    Views(MemoryJournal journal, ViewStore store, long cacheOctets) {
        this(journal, store, cacheOctets, (_, blob) -> RandomHistory.facts(blob));
    }

    Views(MemoryJournal journal, ViewStore store, long cacheOctets, EmailFacts facts) {
        this.journal = journal;
        this.projection = new MailProjection(store, facts, cacheOctets);
        this.followers = new Followers(journal, journal, List.of(projection));
        this.reads = new AccountViews(projection, followers, journal);
        this.sending = new SendingViews(reads, projection, journal);
        this.rebuilder = new Rebuilder(followers, journal, journal, new Traffic());
        this.mail = new MailRebuild(projection);
    }

    /** Rebuilds Alice's views, compared with those that were read. */
    Rebuilder.Report rebuild() {
        return rebuilder.rebuild(
                mail, ALICE.stream(), false, End.COMPARE_AND_SWAP, Rebuilder.Watch.NONE);
    }

    void append(List<? extends MailEvent> events) {
        events.forEach(event -> journal.append(ALICE.stream(), event));
    }

    void requireEqual(ModelAccount model, String where) {
        var boxes = new TreeMap<Integer, Object>();
        reads.mailboxes(ALICE).rows().forEach(row -> boxes.put(row.id().value(), row.toView()));
        assertThat(boxes).as(where).isEqualTo(model.mailboxes());
        reads.read(
                ALICE,
                snapshot -> {
                    AccountIndexTest.requireEqual((AccountIndex) snapshot.columns(), model, where);
                    var ids = model.mails.keySet().stream().map(EmailId::new).toList();
                    var mails = new HashMap<Integer, ModelAccount.Mail>();
                    for (var row : snapshot.emails(ids)) {
                        var uids = new TreeMap<Integer, Integer>();
                        for (Placement p : row.placements()) {
                            uids.put(p.mailbox().value(), p.uid());
                        }
                        mails.put(
                                row.id().value(),
                                new ModelAccount.Mail(
                                        row.thread().value(),
                                        row.receivedAt().toEpochMilli(),
                                        row.size(),
                                        uids,
                                        new TreeSet<>(row.keywords())));
                        var facts = RandomHistory.facts(row.blob());
                        assertThat(row.subjectKey()).isEqualTo(facts.subjectKey());
                        assertThat(row.sentAt()).isEqualTo(facts.sentAt());
                        assertThat(snapshot.columns().toKey(row.id().value()))
                                .isEqualTo(facts.toKey());
                        assertThat(snapshot.columns().withAttachment().contains(row.id().value()))
                                .isEqualTo(facts.hasAttachment());
                    }
                    assertThat(mails).as(where).isEqualTo(model.mails);
                    return true;
                });
        var quota = reads.quotas(ALICE);
        assertThat(quota.usedOctets()).isEqualTo(model.octets());
        assertThat(quota.maxOctets()).isEqualTo(model.quota);
        assertThat(quota.emails()).isEqualTo(model.mails.size());
        assertThat(quota.mailboxes()).isEqualTo(model.boxes.size());
        var threads = new TreeMap<Integer, List<Integer>>();
        reads.threads(ALICE, null, 100_000)
                .threads()
                .forEach(t ->
                        threads.put(
                                t.id().value(), t.emails().stream().map(EmailId::value).toList()));
        assertThat(threads).as(where).isEqualTo(model.threads());
    }

    static MailboxRow row(AccountViews reads, int mailbox) {
        return reads.mailboxes(ALICE).rows().stream()
                .filter(row -> row.id().value() == mailbox)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        followers.close();
    }
}
