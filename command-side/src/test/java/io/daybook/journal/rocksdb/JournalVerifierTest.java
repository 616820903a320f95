package io.daybook.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.journal.OpenedEvent;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.engine.TestEvents;
import io.daybook.proof.Anchor;
import io.daybook.proof.AnchorText;
import io.daybook.proof.Finding;
import io.daybook.proof.Verifier.Report;
import io.daybook.proof.Verifier.Scope;
import io.daybook.proof.command.JournalVerifier;
import io.daybook.proof.command.KeptAnchors;
import io.daybook.proof.command.file.AnchorFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verifying finds after somebody has been at the stored journal. */
class JournalVerifierTest {
    private static final String STREAM = "account:a";
    private static final String OTHER = "account:b";

    private final JournalFixture fixture = new JournalFixture();
    private final RocksJournal journal = fixture.journal();

    @TempDir Path anchorFolder;

    private KeptAnchors anchors;

    @BeforeEach
    void begin() {
        anchors =
                new KeptAnchors(
                        new AnchorFolder(anchorFolder), journal.stored(), Clock.systemUTC());
        append(STREAM, 0, 600);
        append(OTHER, 0, 3);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void append(String stream, long from, long to) {
        TestEvents.append(journal, stream, LongStream.range(from, to).toArray()).join();
    }

    private List<Finding> findings(Anchor... against) {
        return findings(new Scope(List.of(), List.of(against)));
    }

    private List<Finding> findings(Scope scope) {
        List<Finding> found = Collections.synchronizedList(new ArrayList<>());
        new JournalVerifier(journal.stored(), journal.check(), anchors)
                .verify(
                        scope,
                        new Report() {
                            @Override
                            public void found(Finding finding) {
                                found.add(finding);
                            }

                            @Override
                            public void progress(String what, long done, long inAll) {
                                assertThat(done).isPositive();
                            }
                        });
        return found;
    }

    private Finding only(Anchor... against) {
        var found = findings(against);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private StoredEvent stored(long seq) {
        return journal.rows().read(STREAM, seq).getFirst();
    }

    private void put(long seq, byte[] hash, byte[] sealed) {
        change(batch ->
                batch.put(
                        Family.EVENTS,
                        Rows.eventKey(STREAM, seq),
                        Rows.event(new StoredEvent(STREAM, seq, hash, sealed))));
    }

    private void change(Change change) {
        journal.db().write(Durability.SYNCED, 100, change);
    }

    /** What somebody with the keys can do: another event {@code seq}, and a chain that holds. */
    private void rewrite(long seq) {
        byte[] previous = stored(seq - 1).hash();
        long last = journal.stored().head(STREAM).seq();
        for (long each = seq; each <= last; each++) {
            var opened = journal.sealer().open(stored(each));
            byte[] sealed =
                    each > seq
                            ? stored(each).sealed()
                            : journal.sealer()
                                    .seal(
                                            new OpenedEvent(
                                                    STREAM,
                                                    each,
                                                    opened.header(),
                                                    "forged".getBytes(StandardCharsets.UTF_8),
                                                    opened.metadata()));
            byte[] hash = StoredEvent.chain(previous, STREAM, each, sealed);
            put(each, hash, sealed);
            previous = hash;
        }
        var end = new Head(last, previous);
        change(batch -> batch.put(Family.HEADS, Keys.name(STREAM), Rows.head(end)));
    }

    @Test
    void a_journal_as_it_was_written_is_sound() {
        var anchor = anchors.anchor();
        append(STREAM, 600, 700);
        assertThat(findings()).isEmpty();
        assertThat(findings(anchor)).isEmpty();
        assertThat(findings(new Scope(List.of(OTHER), List.of(anchor)))).isEmpty();
    }

    @Test
    void a_flipped_octet_in_an_event_is_named() {
        byte[] sealed = stored(500).sealed().clone();
        sealed[sealed.length / 2] ^= 1;
        put(500, stored(500).hash(), sealed);
        assertThat(only().kind()).isEqualTo("event changed");
        assertThat(only().where()).isEqualTo("stream account:a, event 500");
        assertThat(findings(new Scope(List.of(OTHER), List.of()))).isEmpty();
    }

    @Test
    void a_removed_event_is_named() {
        change(batch -> batch.delete(Family.EVENTS, Rows.eventKey(STREAM, 77)));
        assertThat(only().kind()).isEqualTo("event missing");
        assertThat(only().where()).endsWith("event 77");
    }

    @Test
    void two_events_that_were_exchanged_are_named() {
        var one = stored(40);
        var other = stored(555);
        put(40, other.hash(), other.sealed());
        put(555, one.hash(), one.sealed());
        assertThat(only().kind()).isEqualTo("order changed");
        assertThat(only().where()).endsWith("event 40");
        assertThat(only().what()).contains("stands at 555");
    }

    @Test
    void a_stream_without_its_end_is_named() {
        change(batch -> batch.delete(Family.HEADS, Keys.name(OTHER)));
        assertThat(only().kind()).isEqualTo("end changed");
    }

    @Test
    void a_rewritten_history_is_found_between_the_anchors_around_it() {
        anchors.anchor();
        append(STREAM, 600, 800);
        anchors.anchor();
        append(STREAM, 800, 900);
        var last = anchors.anchor();
        rewrite(700);
        assertThat(only(last).kind()).isEqualTo("history rewritten");
        assertThat(only(last).what()).contains("from 600 to 799");
        assertThat(only().where()).endsWith("event 600");
    }

    @Test
    void without_any_anchor_who_has_the_keys_can_rewrite_history() {
        rewrite(100);
        assertThat(findings()).isEmpty();
    }

    @Test
    void anchors_made_anew_after_a_rewrite_are_not_those_that_were_handed_out() throws IOException {
        var handedOut = anchors.anchor();
        rewrite(100);
        for (Path file : Files.list(anchorFolder).toList()) {
            Files.delete(file);
        }
        anchors.anchor();
        assertThat(findings()).isEmpty();
        assertThat(findings(handedOut))
                .extracting(Finding::kind)
                .containsExactly("anchor exchanged", "history rewritten");
    }

    @Test
    void a_stream_that_was_cut_short_is_named() {
        var anchor = anchors.anchor();
        change(batch -> {
            for (long seq = 200; seq < 600; seq++) {
                batch.delete(Family.EVENTS, Rows.eventKey(STREAM, seq));
            }
            batch.put(
                    Family.HEADS, Keys.name(STREAM), Rows.head(new Head(199, stored(199).hash())));
        });
        assertThat(only(anchor).kind()).isEqualTo("stream cut short");
        assertThat(only(anchor).where()).endsWith("event 200");
    }

    @Test
    void a_stream_that_is_gone_is_named() {
        var anchor = anchors.anchor();
        change(batch -> {
            for (long seq = 0; seq < 3; seq++) {
                batch.delete(Family.EVENTS, Rows.eventKey(OTHER, seq));
            }
            batch.delete(Family.HEADS, Keys.name(OTHER));
        });
        assertThat(only(anchor).kind()).isEqualTo("stream gone");
        assertThat(only(anchor).where()).startsWith("stream account:b");
    }

    @Test
    void an_anchor_that_was_changed_proves_nothing_and_is_named() {
        var anchor = AnchorText.write(anchors.anchor());
        String digits = stored(599).hash()[0] == 0 ? "11" : "00";
        int hash = anchor.indexOf("head 599 ") + "head 599 ".length();
        var forged =
                AnchorText.read(anchor.substring(0, hash) + digits + anchor.substring(hash + 2));
        assertThat(only(forged).kind()).isEqualTo("anchor changed");
    }

    @Test
    void a_quiet_time_makes_no_anchor_and_each_names_the_one_before() throws IOException {
        var first = anchors.anchor();
        assertThat(anchors.anchor()).isEqualTo(first);
        append(OTHER, 3, 4);
        var second = anchors.anchor();
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.previous()).isEqualTo(first.id());
        assertThat(second.heads()).hasSize(2);
        assertThat(Files.readString(anchorFolder.resolve("0000000002.anchor")))
                .contains("head 3 ")
                .doesNotContain(STREAM);
    }

    @Test
    void a_kept_anchor_that_was_changed_or_taken_away_is_named() throws IOException {
        anchors.anchor();
        append(OTHER, 3, 4);
        anchors.anchor();
        Path second = anchorFolder.resolve("0000000002.anchor");
        String text = Files.readString(second);
        Files.writeString(second, text.replace("number 2", "number 3"));
        assertThat(only().kind()).isEqualTo("anchor missing");
        Files.writeString(second, text.replace("previous ", "previous 0"));
        assertThat(only().kind()).isEqualTo("anchor changed");
        Files.writeString(second, text);
        Files.delete(anchorFolder.resolve("0000000001.anchor"));
        assertThat(only().kind()).isEqualTo("anchor missing");
    }
}
