package io.daybook.audit.projection.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.audit.AuditEntry;
import io.daybook.audit.AuditFilter;
import io.daybook.audit.projection.AuditFollowing;
import io.daybook.audit.projection.AuditPosting;
import io.daybook.audit.projection.AuditRebuild;
import io.daybook.core.MailboxId;
import io.daybook.core.Traffic;
import io.daybook.mailbox.MailboxEvent.MailboxRenamed;
import io.daybook.view.Followers;
import io.daybook.view.MemoryJournal;
import io.daybook.view.Rebuilder;
import io.daybook.view.Rebuilder.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRebuildTest {
    private static final String STREAM = "account:a1";
    private static final String OTHER = "account:a2";
    private static final int EVENTS = 700;

    private final MemoryJournal journal = new MemoryJournal();

    @TempDir Path folder;

    private LuceneAuditStore store;
    private AuditFollowing following;
    private AuditRebuild audit;
    private Rebuilder rebuilder;

    @BeforeEach
    void fill() {
        for (int i = 0; i < EVENTS; i++) {
            rename(STREAM, "name " + i);
            rename(OTHER, "other " + i);
        }
        open();
        catchUp();
    }

    private void rename(String stream, String name) {
        journal.append(stream, new MailboxRenamed(new MailboxId(3), name));
    }

    private void open() {
        store = new LuceneAuditStore(folder.resolve("audit"), Duration.ofHours(1));
        following = new AuditFollowing(store, journal, journal);
        audit = new AuditRebuild(store, following);
        rebuilder =
                new Rebuilder(
                        new Followers(journal, journal, List.of()),
                        journal,
                        journal,
                        new Traffic());
    }

    private void catchUp() {
        for (var stream : List.of(STREAM, OTHER)) {
            assertThat(following.followers().catchUp(following.projection(), stream)).isTrue();
        }
    }

    @AfterEach
    void close() {
        following.close();
        store.close();
    }

    private List<AuditEntry> entries() {
        store.refresh();
        return store.find(AuditFilter.ALL, null, 10 * EVENTS).entries();
    }

    private Rebuilder.Report rebuild(End end) {
        return rebuilder.rebuild(audit, STREAM, false, end, Rebuilder.Watch.NONE);
    }

    /** An entry that no event made, in the place of one that an event did. */
    private void damage(long seq) {
        var all = entries().stream().filter(it -> it.stream().equals(STREAM)).toList();
        var standing = store.standing(STREAM);
        store.startOver(STREAM);
        var postings = new ArrayList<AuditPosting>();
        for (var entry : all.reversed()) {
            boolean isIt = entry.seq() == seq;
            postings.add(
                    new AuditPosting(
                            new AuditEntry(
                                    STREAM,
                                    entry.seq(),
                                    entry.at(),
                                    entry.cause(),
                                    entry.account(),
                                    isIt ? "Forged" : entry.operation(),
                                    entry.entities(),
                                    entry.entityCount(),
                                    entry.result(),
                                    entry.detail(),
                                    entry.changes()),
                            entry.entities()));
        }
        assertThat(store.add(STREAM, -1, postings, standing.facts())).isTrue();
    }

    @Test
    void entries_are_made_anew_in_order_once_while_others_stay() {
        var before = entries();
        var report = rebuild(End.COMPARE_AND_SWAP);
        assertThat(report.compared()).isTrue();
        assertThat(report.differences()).isEmpty();
        assertThat(entries()).hasSize(2 * EVENTS).isEqualTo(before);
        rename(STREAM, "later");
        catchUp();
        assertThat(entries()).hasSize(2 * EVENTS + 1);
        assertThat(entries().getFirst().changes().getFirst().before())
                .as("what was remembered came along")
                .isEqualTo("name " + (EVENTS - 1));
    }

    @Test
    void a_forged_entry_is_named_and_mended() {
        var before = entries();
        damage(41);
        assertThat(rebuild(End.COMPARE).differences())
                .singleElement()
                .asString()
                .startsWith("entry 41: is AuditEntry[")
                .contains("Forged", "but the events say");
        assertThat(entries()).as("comparing changes nothing").isNotEqualTo(before);
        assertThat(rebuild(End.COMPARE_AND_SWAP).differences()).hasSize(1);
        assertThat(entries()).isEqualTo(before);
        assertThat(rebuild(End.COMPARE).differences()).isEmpty();
    }

    @Test
    void entries_that_are_there_twice_or_not_at_all_are_named() throws Exception {
        var all = entries().stream().filter(it -> it.stream().equals(STREAM)).toList();
        var standing = store.standing(STREAM);
        store.startOver(STREAM);
        var postings = new ArrayList<AuditPosting>();
        for (var entry : all.reversed()) {
            if (entry.seq() != 7) {
                postings.add(new AuditPosting(entry, entry.entities()));
            }
            if (entry.seq() == 9) {
                postings.add(new AuditPosting(entry, entry.entities()));
            }
        }
        assertThat(store.add(STREAM, -1, postings, standing.facts())).isTrue();
        assertThat(rebuild(End.COMPARE).differences())
                .containsExactly("entry 7: is missing", "entry 9: is there twice");
    }

    @Test
    void the_former_entries_are_kept_over_a_restart_until_they_are_confirmed() {
        damage(41);
        var forged = entries();
        rebuild(End.SWAP);
        following.close();
        store.close();
        open();
        rename(STREAM, "later");
        assertThat(rebuilder.rollback(audit, STREAM, Rebuilder.Watch.NONE)).isNotNull();
        catchUp();
        var back = entries();
        assertThat(back).hasSize(2 * EVENTS + 1);
        assertThat(back.subList(1, back.size())).isEqualTo(forged);
        assertThat(audit.kept(STREAM)).isNull();
        rebuild(End.SWAP);
        assertThat(audit.confirm(STREAM)).isTrue();
        assertThat(audit.confirm(STREAM)).isFalse();
        assertThat(rebuilder.rollback(audit, STREAM, Rebuilder.Watch.NONE)).isNull();
    }

    @Test
    void what_was_begun_when_the_server_died_is_gone_and_what_was_swapped_stays() throws Exception {
        damage(41);
        try (var begun = audit.begin(OTHER, false)) {
            begun.prepare(journal.read(OTHER, 0, 10)).run();
            rebuild(End.SWAP);
            var swapped = entries();
            Path copy = folder.resolve("copy");
            try (var files = Files.walk(folder.resolve("audit"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(folder.resolve("audit").relativize(file)));
                }
            }
            try (var crashed = new LuceneAuditStore(copy, Duration.ofHours(1))) {
                assertThat(crashed.find(AuditFilter.ALL, null, 10 * EVENTS).entries())
                        .isEqualTo(swapped);
                assertThat(copy).isDirectoryNotContaining("glob:**draft*");
                try (var kept = crashed.kept(STREAM)) {
                    assertThat(kept).isNotNull();
                }
            }
        }
    }

    @Test
    void a_stream_that_is_forgotten_keeps_nothing_for_a_rollback() {
        rebuild(End.SWAP);
        store.startOver(STREAM);
        assertThat(audit.kept(STREAM)).isNull();
        assertThat(entries()).hasSize(EVENTS);
    }
}
