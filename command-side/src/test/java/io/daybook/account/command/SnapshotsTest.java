package io.daybook.account.command;

import static io.daybook.account.command.TestAccount.BLOB;
import static io.daybook.account.command.TestAccount.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.account.AccountCommand.ChangeRetention;
import io.daybook.account.AccountEvent.RetentionChanged;
import io.daybook.account.RetentionRules;
import io.daybook.core.EmailId;
import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.core.codec.MalformedRecord;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.journal.MemorySnapshotStore;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.SnapshotStore.Manifest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private static final String STREAM = TestAccount.ID.stream();
    private final MemorySnapshotStore store = new MemorySnapshotStore();

    /** Writes and reads the state, and compares what came back. */
    static void compareSnapshot(AccountState state) {
        var store = new MemorySnapshotStore();
        var draft = new SnapshotDraft(state.freeze(), Written.NOTHING, NOON);
        store.write(STREAM, draft.manifest(), draft.newChunks());
        var read = new SnapshotReading(store, STREAM, draft.manifest());
        assertThat(Described.of(read.state())).isEqualTo(Described.of(state));
    }

    private SnapshotDraft write(TestAccount account, Written before) {
        var draft = new SnapshotDraft(account.state().freeze(), before, NOON);
        store.write(STREAM, draft.manifest(), draft.newChunks());
        return draft;
    }

    private static TestAccount filled(int emails) {
        var account = new TestAccount();
        List<AddEmail> adds = new ArrayList<>();
        for (int i = 0; i < emails; i++) {
            adds.add(
                    new AddEmail(
                            "k" + i,
                            BLOB,
                            1000 + i,
                            NOON,
                            Set.of(TestAccount.INBOX),
                            i % 3 == 0 ? Set.of("$seen") : Set.of(),
                            List.of("id" + i, "id" + (i - i % 5)),
                            "subject"));
        }
        account.emails(adds, List.of(), List.of());
        return account;
    }

    @Test
    void a_state_comes_back_from_its_snapshot_as_it_was() {
        compareSnapshot(filled(10_000).state());
        compareSnapshot(new TestAccount().state());
    }

    @Test
    void a_restored_state_goes_on_as_the_original() {
        var account = filled(3_000);
        var draft = write(account, Written.NOTHING);
        var restored = new SnapshotReading(store, STREAM, draft.manifest()).state();
        int known = account.history().size();
        account.receive("subject", "new", "id5", "id10");
        account.emails(List.of(), List.of(), List.of(new DestroyEmail(new EmailId(7))));
        account.receive("subject", "late", "id3");
        for (int seq = known; seq < account.history().size(); seq++) {
            restored.evolve(account.history().get(seq), seq);
        }
        assertThat(Described.of(restored)).isEqualTo(Described.of(account.state()));
    }

    @Test
    void only_changed_chunks_are_written_again() {
        var account = filled(40_000);
        var first = write(account, Written.NOTHING);
        account.update(TestAccount.keywords(new EmailId(1), Set.of("$flagged"), Set.of()));
        var second = write(account, first.written());
        assertThat(first.newChunks().size()).isGreaterThan(8);
        // The page of the email, and the sets of keywords.
        assertThat(second.newChunks()).hasSize(2);
        assertThat(Described.of(new SnapshotReading(store, STREAM, second.manifest()).state()))
                .isEqualTo(Described.of(account.state()));
    }

    @Test
    void what_was_read_need_not_be_written_again() {
        var account = filled(40_000);
        var first = write(account, Written.NOTHING);
        var reading = new SnapshotReading(store, STREAM, first.manifest());
        var written = reading.written();
        assertThat(new SnapshotDraft(reading.state().freeze(), written, NOON).newChunks())
                .isEmpty();
    }

    @Test
    void a_frozen_state_does_not_change() {
        var account = filled(5_000);
        var before = Described.of(account.state());
        FrozenAccount frozen = account.state().freeze();
        account.receive("another", "id4");
        account.destroy(TestAccount.gone(TestAccount.SENT));
        account.emails(
                List.of(),
                List.of(),
                IntStream.rangeClosed(1, 4_999)
                        .mapToObj(id -> new DestroyEmail(new EmailId(id)))
                        .toList());
        var draft = new SnapshotDraft(frozen, Written.NOTHING, NOON);
        store.write(STREAM, draft.manifest(), draft.newChunks());
        assertThat(Described.of(new SnapshotReading(store, STREAM, draft.manifest()).state()))
                .isEqualTo(before);
    }

    @Test
    void a_snapshot_of_another_format_is_not_read() {
        var draft = write(filled(10), Written.NOTHING);
        byte[] header = draft.manifest().header().clone();
        header[0] = 100;
        var newer = new Manifest(0, NOON, draft.manifest().chunks(), header);
        assertThatThrownBy(() -> new SnapshotReading(store, STREAM, newer))
                .isInstanceOf(MalformedRecord.class);
    }

    @Test
    void identities_and_submissions_come_back() {
        var account = filled(3);
        SendingSamples.fill(account);
        compareSnapshot(account.state());
    }

    @Test
    void a_snapshot_of_the_first_format_is_read() {
        var account = filled(10);
        var draft = write(account, Written.NOTHING);
        var chunks = draft.manifest().chunks();
        // It knew neither identities nor submissions: one chunk of each.
        var older =
                new Manifest(
                        draft.manifest().seq(),
                        NOON,
                        chunks.subList(0, chunks.size() - 2),
                        firstFormat(draft.manifest().header()));
        var read = new SnapshotReading(store, STREAM, older).state();
        assertThat(Described.of(read)).isEqualTo(Described.of(account.state()));
        assertThat(
                        AccountDecider.decide(
                                new ChangeRetention(TestAccount.ID, RetentionRules.OF_SERVER),
                                read))
                .as("of a retention that it does not know")
                .hasSize(1);
    }

    @Test
    void a_retention_comes_back_so_that_the_same_again_is_no_event() {
        var state = filled(3).state();
        state.evolve(new RetentionChanged(7), state.head() + 1);
        var draft = new SnapshotDraft(state.freeze(), Written.NOTHING, NOON);
        store.write(STREAM, draft.manifest(), draft.newChunks());
        var read = new SnapshotReading(store, STREAM, draft.manifest()).state();
        assertThat(AccountDecider.decide(new ChangeRetention(TestAccount.ID, 7), read)).isEmpty();
        assertThat(AccountDecider.decide(new ChangeRetention(TestAccount.ID, 8), read)).hasSize(1);
    }

    private static byte[] firstFormat(byte[] header) {
        var now = SnapshotHeader.decode(header);
        var out = new BinaryFieldWriter();
        out.number("format", 1);
        out.number("emailSeq", now.emailSeq());
        out.number("quotaOctets", now.quotaOctets());
        out.number("nextMailbox", now.nextMailbox());
        out.number("lastUidValidity", now.lastUidValidity());
        out.number("nextEmail", now.nextEmail());
        out.number("nextThread", now.nextThread());
        out.ints("chunks", Arrays.copyOf(now.chunks(), 6));
        return out.toByteArray();
    }

    /** Refuses when it is told to, as one does whose chunks are gone; counts what it is given. */
    private final class Refusing implements SnapshotStore {
        boolean refuses;
        int chunks;

        @Override
        public void write(String stream, Manifest manifest, Map<String, byte[]> newChunks) {
            if (refuses) {
                throw new IllegalStateException("chunks are gone");
            }
            chunks = newChunks.size();
            store.write(stream, manifest, newChunks);
        }

        @Override
        public @Nullable Manifest latest(String stream, long atMostSeq) {
            return store.latest(stream, atMostSeq);
        }

        @Override
        public byte[] chunk(String stream, byte[] hash) {
            return store.chunk(stream, hash);
        }

        @Override
        public boolean hasChunk(String stream, byte[] hash) {
            return store.hasChunk(stream, hash);
        }
    }

    @Test
    void after_a_refusal_a_snapshot_relies_on_nothing_that_was_written_before() {
        var refusing = new Refusing();
        var writing = new SnapshotWriting(refusing, Runnable::run, Clock.systemUTC());
        var account = new MailAccount(STREAM, filled(3_000).state());
        account.standing().logged(100 << 20);
        writing.consider(account);
        int all = refusing.chunks;
        assertThat(all).isPositive();
        account.standing().logged(100 << 20);
        writing.consider(account);
        assertThat(refusing.chunks).as("nothing has changed").isZero();
        refusing.refuses = true;
        account.standing().logged(100 << 20);
        writing.consider(account);
        refusing.refuses = false;
        account.standing().logged(500 << 20);
        writing.consider(account);
        assertThat(refusing.chunks).isEqualTo(all);
    }
}
