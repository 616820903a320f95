package io.daybook.audit.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.admin.AdminAction;
import io.daybook.admin.AdminEvent.AdminActed;
import io.daybook.admin.AdminEvent.AdminTokenIssued;
import io.daybook.audit.AuditEntity;
import io.daybook.audit.AuditEntry;
import io.daybook.audit.AuditEntry.Change;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.audit.AuditFilter;
import io.daybook.audit.projection.lucene.LuceneAuditStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.Event;
import io.daybook.core.IdentityId;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxRenamed;
import io.daybook.push.PushEvent.PushSubscriptionCreated;
import io.daybook.push.PushSubscriptionId;
import io.daybook.submission.Envelope;
import io.daybook.submission.Fate;
import io.daybook.submission.SubmissionEvent.AttemptRecorded;
import io.daybook.submission.SubmissionEvent.Outcome;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import io.daybook.user.UserEvent.AccountGranted;
import io.daybook.user.UserEvent.AppPasswordAdded;
import io.daybook.user.UserEvent.AppPasswordRevoked;
import io.daybook.user.UserEvent.PasswordChanged;
import io.daybook.user.UserEvent.UserRegistered;
import io.daybook.vacation.VacationEvent.VacationResponseChanged;
import io.daybook.vacation.VacationSetting;
import io.daybook.view.MemoryJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditProjectionTest {
    private static final String STREAM = "account:a1";
    private static final MailboxId BOX = new MailboxId(12);
    private final MemoryJournal journal = new MemoryJournal();

    @TempDir Path folder;

    @Test
    void what_a_mailbox_was_before_is_told_even_after_a_restart() {
        journal.append(STREAM, new MailboxCreated(BOX, "Work", null, null, 3, true, 9));
        post();
        journal.append(STREAM, new MailboxRenamed(BOX, "Projects"));
        journal.append(STREAM, new MailboxDestroyed(BOX));
        List<AuditEntry> entries = post();
        assertThat(entries.get(1).changes())
                .containsExactly(new Change("name", "Work", "Projects"));
        assertThat(entries.get(1).entities()).containsExactly(new AuditEntity("mailbox", "m12"));
        assertThat(entries.get(0).changes())
                .contains(new Change("name", "Projects", null), new Change("sortOrder", "3", null));
    }

    @Test
    void a_quota_is_told_before_and_after() {
        journal.append(STREAM, new AccountOpened("epoch", 1, "alice@example.test", 1000));
        journal.append(STREAM, new QuotaChanged(2000));
        AuditEntry entry = post().getFirst();
        assertThat(entry.changes()).containsExactly(new Change("quotaOctets", "1000", "2000"));
        assertThat(entry.account()).isEqualTo(new AccountId("a1"));
        assertThat(entry.operation()).isEqualTo("QuotaChanged");
    }

    @Test
    void a_bulk_change_is_one_entry_that_each_of_its_emails_finds() {
        int[] many = IntStream.rangeClosed(1, 5000).toArray();
        journal.append(STREAM, new KeywordsChanged(Ids.of(many), List.of("$seen"), List.of()));
        journal.append(
                STREAM, new EmailsMoved(Ids.of(many), List.of(new Entry(BOX, 1)), Ids.of(3)));
        List<AuditEntry> entries = post();
        assertThat(entries).hasSize(2);
        assertThat(entries.get(1).entities()).hasSize(AuditEntry.SHOWN_ENTITIES);
        assertThat(entries.get(1).entityCount()).isEqualTo(5000);
        assertThat(entries.get(1).changes())
                .containsExactly(new Change("keywords/$seen", "false", "true"));
        assertThat(entries.get(0).entityCount()).isEqualTo(5002);
        try (var store = store()) {
            for (String id : List.of("email:e1", "email:e4711", "email:e5000")) {
                var filter =
                        new AuditFilter(
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                AuditEntity.parse(id),
                                null,
                                null);
                assertThat(store.find(filter, null, 10).entries()).isEqualTo(entries);
            }
        }
    }

    @Test
    void what_a_submission_and_a_vacation_response_were_before_is_told() {
        var submission = new SubmissionId(3);
        var at = Instant.parse("2026-11-22T12:00:00Z");
        journal.append(
                STREAM,
                new SubmissionMade(
                        submission,
                        new IdentityId(1),
                        new EmailId(7),
                        new ThreadId(8),
                        BlobId.of(new byte[] {1}),
                        100,
                        new Envelope(
                                Envelope.Address.of("a@x.test"),
                                List.of(Envelope.Address.of("b@x.test"))),
                        at));
        journal.append(STREAM, recorded(submission, 1, Fate.QUEUED, "451 later", at));
        post();
        journal.append(STREAM, recorded(submission, 2, Fate.RELAYED, "250 ok", null));
        journal.append(STREAM, new SubmissionFinished(submission, at));
        journal.append(
                STREAM,
                new VacationResponseChanged(
                        new VacationSetting(true, null, null, null, null, null)));
        List<AuditEntry> entries = post();
        assertThat(entries.get(2).changes())
                .containsExactly(
                        new Change("attempt", "1", "2"),
                        new Change("recipient/0", "QUEUED 451 later", "RELAYED 250 ok"),
                        new Change("nextAttempt", at.toString(), null));
        assertThat(entries.get(1).changes())
                .containsExactly(new Change("undoStatus", "pending", "final"));
        assertThat(entries.get(0).changes())
                .containsExactly(new Change("isEnabled", "false", "true"));
    }

    private static AttemptRecorded recorded(
            SubmissionId submission, int attempt, Fate fate, String reply, @Nullable Instant next) {
        return new AttemptRecorded(
                submission,
                attempt,
                List.of(new Outcome(0, fate, reply, false)),
                next,
                Instant.EPOCH);
    }

    @Test
    void secrets_and_their_hashes_are_told_nowhere() {
        String secret = "c2VjcmV0";
        var at = Instant.EPOCH;
        journal.append(
                "user:u@x.test", new UserRegistered("u@x.test", new AccountId("a1"), secret));
        journal.append("user:u@x.test", new PasswordChanged(secret + "2"));
        journal.append("user:u@x.test", new AppPasswordAdded("p1", "phone", secret, at));
        journal.append("user:u@x.test", new AppPasswordRevoked("p1"));
        journal.append("user:u@x.test", new AccountGranted(new AccountId("a2"), "v@x.test", true));
        journal.append("admin", new AdminTokenIssued("k1", secret));
        journal.append(
                "push:u@x.test",
                new PushSubscriptionCreated(
                        new PushSubscriptionId("P1x-_"),
                        "app-p1",
                        "d",
                        secret,
                        secret,
                        at,
                        null,
                        at));
        List<AuditEntry> entries = post();
        assertThat(entries).hasSize(7);
        assertThat(entries.toString()).doesNotContain(secret);
        assertThat(operation(entries, "AppPasswordRevoked").changes())
                .containsExactly(new Change("label", "phone", null));
        assertThat(operation(entries, "PasswordChanged").account()).isEqualTo(new AccountId("a1"));
        assertThat(operation(entries, "AccountGranted").account()).isEqualTo(new AccountId("a2"));
    }

    @Test
    void an_action_that_was_refused_goes_by_its_name_and_says_why() {
        journal.append(
                "admin",
                new AdminActed(
                        new AdminAction(
                                "changeQuota",
                                "/admin/accounts/a1/quota",
                                List.of(new AdminAction.Setting("account", "a1")),
                                404,
                                "no such account")));
        AuditEntry entry = post().getFirst();
        assertThat(entry.operation()).isEqualTo("changeQuota");
        assertThat(entry.result()).isEqualTo(Result.REFUSED);
        assertThat(entry.detail()).isEqualTo("no such account");
        assertThat(entry.account()).isEqualTo(new AccountId("a1"));
        assertThat(entry.entities()).containsExactly(new AuditEntity("account", "a1"));
    }

    @Test
    void whenever_it_is_stopped_each_event_has_one_entry_in_order() {
        var random = new Random(42);
        int events = 0;
        for (int round = 0; round < 12; round++) {
            for (int i = random.nextInt(200); i >= 0; i--) {
                String stream = "account:a" + random.nextInt(5);
                Event event = new QuotaChanged(events++);
                journal.append(stream, event);
            }
            if (random.nextBoolean()) {
                post();
            } else {
                stopSomewhere(random);
            }
        }
        List<AuditEntry> entries = post();
        assertThat(entries).hasSize(events);
        for (int account = 0; account < 5; account++) {
            String stream = "account:a" + account;
            var seqs = entries.stream().filter(e -> e.stream().equals(stream)).map(AuditEntry::seq);
            var expected = new ArrayList<Long>();
            for (long seq = journal.head(stream); seq >= 0; seq--) {
                expected.add(seq);
            }
            assertThat(seqs).containsExactlyElementsOf(expected);
        }
    }

    /** Follows for a few milliseconds at most, and stops in the middle. */
    private void stopSomewhere(Random random) {
        try (var store = store();
                var following = new AuditFollowing(store, journal, journal)) {
            following.start();
            Thread.sleep(random.nextInt(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Catches up on everything and tells what there is, newest first. */
    private List<AuditEntry> post() {
        try (var store = store();
                var following = new AuditFollowing(store, journal, journal)) {
            var followers = following.followers();
            journal.forEach((stream, head) ->
                    assertThat(followers.catchUp(following.projection(), stream)).isTrue());
            store.refresh();
            return AuditStoreContract.pages(store, AuditFilter.ALL, 100);
        }
    }

    private static AuditEntry operation(List<AuditEntry> entries, String operation) {
        return entries.stream()
                .filter(e -> e.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    private AuditStore store() {
        return new LuceneAuditStore(folder.resolve("audit"), Duration.ofMillis(3));
    }
}
