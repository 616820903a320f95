package io.daybook.account.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.DataType;
import io.daybook.core.MailEvent;
import io.daybook.history.projection.HistoryReads;
import io.daybook.history.projection.Operations;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.view.MemoryJournal;
import io.daybook.view.memory.MemoryViewStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryViewsTest {
    private final MemoryJournal journal = new MemoryJournal();
    private final Map<Integer, Set<Integer>> ofEmails = new HashMap<>();
    private final Map<Integer, Set<Integer>> ofMailboxes = new HashMap<>();

    static IntStream seeds() {
        return RandomHistory.seeds().limit(8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_touched_an_email_or_a_mailbox_is_found_at_once(int seed) {
        try (var views = new Views(journal, new MemoryViewStore())) {
            var history = new RandomHistory(seed, 6);
            var events = history.opening();
            views.append(events);
            for (int id = 1; id <= events.size() - 1; id++) {
                ofMailboxes.computeIfAbsent(id, _ -> new TreeSet<>()).add(id);
            }
            for (int i = 0; i < 150; i++) {
                var before = history.model.emails();
                var event = history.next();
                views.append(List.of(event));
                note(event, before, history.model.emails(), (int) head());
            }
            var reads = new HistoryViews(views.reads, views.projection, journal);
            reads.history(
                    Views.ALICE,
                    log -> {
                        ofEmails.forEach(
                                (id, seqs) -> requireEqual(log, DataType.EMAIL, id, seqs, seed));
                        ofMailboxes.forEach(
                                (id, seqs) -> requireEqual(log, DataType.MAILBOX, id, seqs, seed));
                        requireRows(log);
                        return true;
                    });
        }
    }

    private long head() {
        return journal.head(Views.ALICE.stream());
    }

    private void note(
            MailEvent event,
            Map<Integer, ModelAccount.Mail> before,
            Map<Integer, ModelAccount.Mail> after,
            int seq) {
        var emails = new TreeSet<>(before.keySet());
        emails.addAll(after.keySet());
        emails.removeIf(id -> before.containsKey(id) && before.get(id).equals(after.get(id)));
        for (int id : emails) {
            ofEmails.computeIfAbsent(id, _ -> new TreeSet<>()).add(seq);
            for (var side : List.of(before, after)) {
                if (side.containsKey(id)) {
                    side.get(id).uids().keySet().forEach(box -> noteMailbox(box, seq));
                }
            }
        }
        if (event instanceof MailboxEvent mailbox) {
            noteMailbox(mailbox.mailbox().value(), seq);
        }
    }

    private void noteMailbox(int mailbox, int seq) {
        ofMailboxes.computeIfAbsent(mailbox, _ -> new TreeSet<>()).add(seq);
    }

    private static void requireEqual(
            HistoryReads.Log log, DataType type, int id, Set<Integer> seqs, int seed) {
        assertThat(log.touching(type, id).toArray())
                .as("seed %d, %s %d", seed, type, id)
                .containsExactly(seqs.stream().mapToInt(seq -> seq).toArray());
    }

    private void requireRows(HistoryReads.Log log) {
        var rows = log.range(0, log.head());
        assertThat(rows).hasSize((int) head() + 1);
        var events = log.events(rows.stream().map(row -> row.seq()).toList());
        for (var row : rows) {
            assertThat(row.at()).isEqualTo(Instant.EPOCH.plusSeconds(row.seq()));
            assertThat(row.operation()).isEqualTo(Operations.of(events.get(row.seq())));
        }
        assertThat(log.firstFrom(Instant.EPOCH.plusSeconds(7))).isEqualTo(7);
        assertThat(log.firstFrom(Instant.EPOCH.plusSeconds(1_000_000))).isEqualTo(head() + 1);
    }
}
