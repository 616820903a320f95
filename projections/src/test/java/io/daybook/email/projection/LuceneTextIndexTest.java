package io.daybook.email.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.StreamHeads;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.projection.lucene.Limits;
import io.daybook.email.projection.lucene.LuceneTextIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneTextIndexTest implements TextIndexContract {
    private static final Text FOX = new Text(TextField.ANYWHERE, "fox");

    @TempDir private Path root;

    private final List<LuceneTextIndex> opened = new ArrayList<>();

    @Override
    public LuceneTextIndex index(MailStreams streams) {
        return index(streams, Limits.DEFAULT);
    }

    private LuceneTextIndex index(MailStreams streams, Limits limits) {
        var index =
                new LuceneTextIndex(
                        root, new StoredMessages(streams.blobs), streams::catchUp, limits);
        opened.add(index);
        return index;
    }

    @AfterEach
    void close() {
        opened.forEach(LuceneTextIndex::close);
    }

    private static MailStreams twoAccounts() {
        var streams = new MailStreams();
        for (int email = 1; email <= 20; email++) {
            streams.add(ALICE, email, INVOICE);
            streams.add(BOB, email, HTML);
        }
        return streams;
    }

    private static void catchUp(TextIndex index, MailStreams streams) {
        assertThat(index.catchUp(ALICE, streams.head(ALICE))).isTrue();
        assertThat(index.catchUp(BOB, streams.head(BOB))).isTrue();
    }

    @Test
    void a_restart_reads_nothing_again() {
        var streams = twoAccounts();
        streams.recreate(ALICE, 3, 30);
        streams.destroy(ALICE, 4);
        streams.flag(ALICE, 5);
        var before = index(streams);
        catchUp(before, streams);
        var found = before.search(ALICE, FOX);
        before.close();
        int read = streams.read;

        var after = index(streams);
        assertThat(after.version(ALICE)).isEqualTo(streams.head(ALICE));
        catchUp(after, streams);
        assertThat(after.search(ALICE, FOX)).isEqualTo(found);
        assertThat(streams.read).isEqualTo(read);

        streams.destroy(ALICE, 30);
        catchUp(after, streams);
        found.remove(30);
        assertThat(after.search(ALICE, FOX)).isEqualTo(found);
    }

    private LuceneTextIndex index(MailStreams streams, String content) {
        var index =
                new LuceneTextIndex(
                        root,
                        new StoredMessages(streams.blobs),
                        streams::catchUp,
                        Limits.DEFAULT,
                        content);
        opened.add(index);
        return index;
    }

    @Test
    void an_index_of_other_versions_serves_until_a_new_one_is_in_its_place() throws Exception {
        var streams = twoAccounts();
        var old = index(streams, "1.1");
        catchUp(old, streams);
        var found = old.search(ALICE, FOX);
        assertThat(found.isEmpty()).isFalse();
        old.close();
        int read = streams.read;

        var newer = index(streams, "2.1");
        assertThat(newer.version(ALICE)).isEqualTo(streams.head(ALICE));
        catchUp(newer, streams);
        assertThat(newer.search(ALICE, FOX)).isEqualTo(found);
        newer.settle();
        assertThat(streams.read).isEqualTo(2 * read);
        streams.destroy(ALICE, 1);
        catchUp(newer, streams);
        found.remove(1);
        assertThat(newer.search(ALICE, FOX)).isEqualTo(found);
        newer.close();
        assertThat(folders()).containsExactlyInAnyOrder("alice", "bob");

        var again = index(streams, "2.1");
        catchUp(again, streams);
        again.settle();
        assertThat(again.search(ALICE, FOX)).isEqualTo(found);
        assertThat(streams.read).isEqualTo(2 * read + 1);
    }

    @Test
    void what_starts_over_is_read_from_the_beginning() {
        var streams = twoAccounts();
        var index = index(streams);
        catchUp(index, streams);
        var found = index.search(ALICE, FOX);
        assertThat(index.startOver(ALICE.stream())).isTrue();
        assertThat(index.version(ALICE.stream())).isEqualTo(-1);
        catchUp(index, streams);
        assertThat(index.search(ALICE, FOX)).isEqualTo(found);
    }

    @Test
    void the_index_of_an_account_that_is_gone_goes_too() throws Exception {
        var streams = twoAccounts();
        var index = index(streams);
        catchUp(index, streams);
        index.close();
        Files.createDirectory(root.resolve("gone+next"));
        Files.createDirectory(root.resolve(".carol"));
        var later = index(streams);
        later.tidy(new OnlyAlice());
        later.settle();
        assertThat(folders()).containsExactly("alice");
    }

    /** A journal of one account. */
    private record OnlyAlice() implements StreamHeads {
        @Override
        public long head(String stream) {
            return stream.equals(ALICE.stream()) ? 1 : -1;
        }

        @Override
        public void forEach(Visitor visitor) {
            visitor.visit(ALICE.stream(), 1);
        }

        @Override
        public Subscription onMoved(Visitor listener) {
            return () -> {};
        }
    }

    private List<String> folders() throws IOException {
        try (var folders = Files.list(root)) {
            return folders.map(folder -> folder.getFileName().toString()).toList();
        }
    }

    @Test
    void after_a_crash_reads_on_from_the_last_commit() {
        var streams = twoAccounts();
        var before = index(streams);
        catchUp(before, streams);
        before.flush();
        int read = streams.read;
        streams.add(ALICE, 21, HTML);
        streams.destroy(ALICE, 1);
        catchUp(before, streams);
        assertThat(streams.read).isEqualTo(read + 2);

        // What a killed process leaves is what was committed.
        var crashed = copy(root);
        var after =
                new LuceneTextIndex(
                        crashed,
                        new StoredMessages(streams.blobs),
                        streams::catchUp,
                        Limits.DEFAULT);
        opened.add(after);
        assertThat(after.version(ALICE)).isEqualTo(19);
        catchUp(after, streams);
        assertThat(streams.read).isEqualTo(read + 4);
        assertThat(after.search(ALICE, FOX)).isEqualTo(before.search(ALICE, FOX));
        assertThat(after.search(ALICE, FOX).getCardinality()).isEqualTo(20);
    }

    private Path copy(Path from) {
        var to = root.resolveSibling(root.getFileName() + "-crashed");
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return to;
    }

    @Test
    void a_deleted_index_is_built_again_and_no_other() throws IOException {
        var streams = twoAccounts();
        var before = index(streams);
        catchUp(before, streams);
        before.close();
        delete(root.resolve("alice"));
        int read = streams.read;

        var after = index(streams);
        assertThat(after.version(BOB)).isEqualTo(19);
        assertThat(after.version(ALICE)).isEqualTo(-1);
        catchUp(after, streams);
        assertThat(after.search(ALICE, FOX).getCardinality()).isEqualTo(20);
        assertThat(after.search(BOB, FOX).getCardinality()).isEqualTo(20);
        assertThat(streams.read).isEqualTo(read + 20);
    }

    @Test
    void an_index_deleted_under_a_running_server_is_built_again() throws IOException {
        var streams = twoAccounts();
        var index = index(streams);
        catchUp(index, streams);
        delete(root.resolve("alice"));
        streams.add(ALICE, 21, HTML);
        boolean caughtUp = false;
        for (int attempt = 0; attempt < 3 && !caughtUp; attempt++) {
            try {
                caughtUp = index.catchUp(ALICE, streams.head(ALICE));
            } catch (RuntimeException e) {
                assertThat(attempt).as("failures before it starts anew: " + e).isZero();
            }
        }
        assertThat(caughtUp).isTrue();
        assertThat(index.search(ALICE, FOX).getCardinality()).isEqualTo(21);
        assertThat(index.search(BOB, FOX).getCardinality()).isEqualTo(20);
    }

    @Test
    void a_damaged_index_is_built_again() throws IOException {
        var streams = twoAccounts();
        for (int damage = 0; damage < 3; damage++) {
            var before = index(streams);
            catchUp(before, streams);
            before.close();
            damage(root.resolve("alice"), damage);
            var after = index(streams);
            catchUp(after, streams);
            assertThat(after.search(ALICE, FOX).getCardinality()).as("%d", damage).isEqualTo(20);
            after.close();
        }
    }

    private static void damage(Path folder, int kind) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                boolean isCommit = file.getFileName().toString().startsWith("segments");
                if (kind == 0 && isCommit) {
                    Files.writeString(file, "rubbish");
                } else if (kind == 1 && !isCommit) {
                    Files.write(file, new byte[0]);
                } else if (kind == 2 && !isCommit) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void flags_alone_do_not_open_an_index() throws IOException {
        var streams = new MailStreams();
        streams.flag(ALICE, 1);
        var index = index(streams);
        streams.catchUp(index, ALICE.stream(), 0);
        assertThat(index.version(ALICE)).isZero();
        assertThat(Files.exists(root.resolve("alice"))).isFalse();
    }

    @Test
    void accounts_whose_names_differ_by_case_have_indexes_of_their_own() {
        var streams = new MailStreams();
        var upper = new AccountId("Alice");
        streams.add(ALICE, 1, INVOICE);
        streams.add(upper, 2, INVOICE);
        var index = index(streams);
        index.catchUp(ALICE, 0);
        index.catchUp(upper, 0);
        assertThat(index.search(upper, FOX).toArray()).containsExactly(2);
        assertThat(root.toFile().list()).containsExactlyInAnyOrder("alice", ".alice");
    }

    @Test
    void writers_and_searchers_of_many_accounts_share_two_open_indexes() throws Exception {
        var streams = new MailStreams();
        var accounts = List.of(ALICE, BOB, new AccountId("c"), new AccountId("d"));
        for (var account : accounts) {
            for (int email = 1; email <= 40; email++) {
                streams.add(account, email, INVOICE);
            }
        }
        var limits = new Limits(2, 1 << 16, Duration.ZERO, 1, Duration.ofHours(1), 2);
        var index = index(streams, limits);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var searches = new ArrayList<Future<?>>();
            for (int i = 0; i < 160; i++) {
                var account = accounts.get(i % 4);
                int version = i / 4;
                searches.add(
                        threads.submit(() -> {
                            assertThat(index.catchUp(account, version)).isTrue();
                            assertThat(index.search(account, FOX).getCardinality())
                                    .isGreaterThan(version);
                        }));
            }
            for (var search : searches) {
                search.get();
            }
        }
        for (var account : accounts) {
            assertThat(index.search(account, FOX).getCardinality()).isEqualTo(40);
        }
    }
}
