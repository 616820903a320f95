package io.daybook.audit.projection.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.audit.AuditEntry;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.audit.AuditFilter;
import io.daybook.audit.projection.AuditPosting;
import io.daybook.audit.projection.AuditStore;
import io.daybook.audit.projection.AuditStoreContract;
import io.daybook.core.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneAuditStoreTest implements AuditStoreContract {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final byte[] FACTS = {7};

    @TempDir Path folder;
    private AuditStore store;

    @Override
    public AuditStore emptyStore() {
        store = new LuceneAuditStore(folder.resolve("audit"), NEVER);
        return store;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void what_was_closed_is_there_again() {
        emptyStore().add("admin", -1, postings(0, 10), FACTS);
        store.close();
        AuditStore again = emptyStore();
        assertThat(again.standing("admin").seq()).isEqualTo(9);
        assertThat(again.standing("admin").facts()).isEqualTo(FACTS);
        assertThat(AuditStoreContract.pages(again, AuditFilter.ALL, 3)).hasSize(10);
    }

    /** As after a crash: a copy of the folder has what was committed, of entries and standing. */
    @Test
    void a_crash_loses_entries_together_with_how_far_they_had_come() throws IOException {
        emptyStore().add("admin", -1, postings(0, 10), FACTS);
        store.close();
        emptyStore().add("admin", 9, postings(10, 10), FACTS);
        store.refresh();
        assertThat(AuditStoreContract.pages(store, AuditFilter.ALL, 100)).hasSize(20);
        Path copy = folder.resolve("copy");
        try (var files = Files.walk(folder.resolve("audit"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(folder.resolve("audit").relativize(file)));
            }
        }
        try (var crashed = new LuceneAuditStore(copy, NEVER)) {
            assertThat(crashed.standing("admin").seq()).isEqualTo(9);
            assertThat(AuditStoreContract.pages(crashed, AuditFilter.ALL, 100)).hasSize(10);
            assertThat(crashed.add("admin", 9, postings(10, 10), FACTS)).isTrue();
            crashed.refresh();
            assertThat(AuditStoreContract.pages(crashed, AuditFilter.ALL, 100)).hasSize(20);
        }
    }

    @Test
    void an_index_that_cannot_be_read_is_begun_anew() throws IOException {
        emptyStore().add("admin", -1, postings(0, 10), FACTS);
        store.close();
        try (var files = Files.walk(folder.resolve("audit"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        assertThat(emptyStore().standing("admin").seq()).isEqualTo(-1);
        assertThat(store.find(AuditFilter.ALL, null, 10).entries()).isEmpty();
    }

    private static List<AuditPosting> postings(long from, int count) {
        var postings = new ArrayList<AuditPosting>();
        for (long seq = from; seq < from + count; seq++) {
            var entry =
                    new AuditEntry(
                            "admin",
                            seq,
                            START.plusSeconds(seq),
                            Cause.UNKNOWN,
                            null,
                            "Anything",
                            List.of(),
                            0,
                            Result.DONE,
                            "",
                            List.of());
            postings.add(new AuditPosting(entry, List.of()));
        }
        return postings;
    }
}
