package io.daybook.account.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.Traffic;
import io.daybook.email.projection.EmailFacts;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.rebuild.projection.BackgroundRebuilds;
import io.daybook.view.Content;
import io.daybook.view.Followers;
import io.daybook.view.MemoryJournal;
import io.daybook.view.Rebuilder;
import io.daybook.view.Rebuilder.End;
import io.daybook.view.StreamReader;
import io.daybook.view.Tidying;
import io.daybook.view.rocksdb.RocksViewStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version whose mail views tell more than those of the version before. */
class RenewalTest {
    private static final String STREAM = Views.ALICE.stream();
    private static final EmailFacts OLDER = (_, blob) -> RandomHistory.facts(blob);
    private static final EmailFacts NEWER =
            (_, blob) -> {
                var old = RandomHistory.facts(blob);
                return new Facts(
                        old.hasAttachment(),
                        old.sentAt(),
                        "newer " + old.subjectKey(),
                        old.fromKey(),
                        old.toKey());
            };

    private final MemoryJournal journal = new MemoryJournal();
    private final RandomHistory history = new RandomHistory(11, 6);

    @TempDir Path folder;

    /** Those of the newer version: who reads and who rebuilds go through the same. */
    private Followers following;

    private void fill() {
        try (var store = new RocksViewStore(folder);
                var views = new Views(journal, store, 50_000_000, OLDER)) {
            views.append(history.opening());
            append(600);
            views.requireEqual(history.model, "filled");
        }
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            journal.append(STREAM, history.next());
        }
    }

    private static Map<Integer, String> subjects(AccountViews reads) {
        return reads.read(
                Views.ALICE,
                snapshot -> {
                    var subjects = new TreeMap<Integer, String>();
                    for (int email : snapshot.columns().all()) {
                        subjects.put(email, snapshot.email(email).subjectKey());
                    }
                    return subjects;
                });
    }

    private interface Work {
        void with(RocksViewStore store, MailRebuild mail, AccountViews reads) throws Exception;
    }

    /** Starts the newer version on the folder. */
    private void newer(Work work) throws Exception {
        try (var store = new RocksViewStore(folder)) {
            var projection = new MailProjection(store, NEWER, 50_000_000, MailRows.CONTENT + 1);
            new Tidying(store, journal, List.of(projection)).run();
            try (var followers = new Followers(journal, journal, List.of(projection))) {
                var reads = new AccountViews(projection, followers, journal);
                following = followers;
                work.with(store, new MailRebuild(projection), reads);
            }
        }
    }

    @Test
    void rows_that_tell_less_serve_until_they_were_made_anew_behind_them() throws Exception {
        fill();
        newer((store, mail, reads) -> {
            assertThat(mail.isOutdated(STREAM)).isTrue();
            var before = subjects(reads);
            assertThat(before.values()).isNotEmpty().noneMatch(RenewalTest::isNewer);
            var begun = new CountDownLatch(1);
            var gate = new CountDownLatch(1);
            try (var rebuilds = rebuilds(mail, begun, gate)) {
                rebuilds.renew();
                assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
                append(100);
                var meanwhile = subjects(reads);
                assertThat(meanwhile).as("what came since tells all").isNotEqualTo(before);
                assertThat(version(reads)).isEqualTo(journal.head(STREAM));
                assertThat(mail.isOutdated(STREAM)).isTrue();
                gate.countDown();
                for (int request = 0; isUnderWay(store, mail); request++) {
                    append(request < 50 ? 1 : 0);
                    assertThat(version(reads)).isEqualTo(journal.head(STREAM));
                    assertThat(request).as("requests until it was made anew").isLessThan(10_000);
                    // A few hundred requests a second, beside which there is something left.
                    TimeUnit.MILLISECONDS.sleep(4);
                }
            }
            assertThat(subjects(reads).values()).isNotEmpty().allMatch(RenewalTest::isNewer);
            var live = store.live(MailRows.GROUP, STREAM);
            assertThat(Content.of(store, live)).isEqualTo(MailRows.CONTENT + 1);
            var compared =
                    rebuilder(journal)
                            .rebuild(mail, STREAM, false, End.COMPARE, Rebuilder.Watch.NONE);
            assertThat(compared.differences()).isEmpty();
        });
    }

    @Test
    void a_renewal_that_the_end_of_the_server_cuts_off_begins_again() throws Exception {
        fill();
        newer((_, mail, reads) -> {
            var begun = new CountDownLatch(1);
            var gate = new CountDownLatch(1);
            var rebuilds = rebuilds(mail, begun, gate);
            rebuilds.renew();
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            rebuilds.cancel("r1");
            gate.countDown();
            rebuilds.close();
            assertThat(subjects(reads).values()).noneMatch(RenewalTest::isNewer);
        });
        newer((_, mail, reads) -> {
            assertThat(subjects(reads)).isNotEmpty();
            var open = new CountDownLatch(0);
            try (var rebuilds = rebuilds(mail, open, open)) {
                rebuilds.renew();
                while (mail.isOutdated(STREAM)) {
                    assertThat(subjects(reads)).isNotEmpty();
                    TimeUnit.MILLISECONDS.sleep(4);
                }
            }
            assertThat(subjects(reads).values()).isNotEmpty().allMatch(RenewalTest::isNewer);
        });
    }

    @Test
    void what_is_not_outdated_is_left_alone() throws Exception {
        newer((_, mail, reads) -> {
            history.opening().forEach(event -> journal.append(STREAM, event));
            append(200);
            var before = subjects(reads);
            assertThat(mail.isOutdated(STREAM)).isFalse();
            var open = new CountDownLatch(0);
            var rebuilds = rebuilds(mail, open, open);
            rebuilds.renew();
            rebuilds.close();
            assertThat(rebuilds.all()).isEmpty();
            assertThat(subjects(reads)).isEqualTo(before);
        });
    }

    private static boolean isUnderWay(RocksViewStore store, MailRebuild mail) {
        return mail.isOutdated(STREAM) || store.kept(MailRows.GROUP, STREAM) != null;
    }

    private static long version(AccountViews reads) {
        return reads.read(Views.ALICE, snapshot -> snapshot.version());
    }

    private static boolean isNewer(String subject) {
        return subject.startsWith("newer ");
    }

    private Rebuilder rebuilder(StreamReader reader) {
        return new Rebuilder(following, journal, reader, new Traffic());
    }

    /**
     * @param begun reached when a rebuild begins to read
     * @param gate where it waits then
     */
    private BackgroundRebuilds rebuilds(
            MailRebuild mail, CountDownLatch begun, CountDownLatch gate) {
        StreamReader held =
                (stream, first, limit, size) -> {
                    begun.countDown();
                    try {
                        assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return journal.read(stream, first, limit, size);
                };
        return new BackgroundRebuilds(
                new BackgroundRebuilds.Means(
                        () -> List.of(mail),
                        journal,
                        rebuilder(held),
                        () -> null,
                        Clock.systemUTC(),
                        1));
    }
}
