package io.daybook.audit.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.audit.AuditEntity;
import io.daybook.audit.AuditEntry;
import io.daybook.audit.AuditEntry.ActorType;
import io.daybook.audit.AuditEntry.Change;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.audit.AuditFilter;
import io.daybook.audit.AuditPlace;
import io.daybook.audit.CountAudit.Column;
import io.daybook.audit.CountAudit.Count;
import io.daybook.audit.FindAudit;
import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link AuditStore} must do. */
public interface AuditStoreContract {
    Instant START = Instant.parse("2026-11-22T10:00:00Z");
    byte[] NO_FACTS = {};

    AuditStore emptyStore();

    /** How many entries are searched in. */
    default int many() {
        return 3_000;
    }

    @Test
    default void an_entry_comes_back_as_it_was() {
        AuditStore store = emptyStore();
        var posting = posting("account:a1", 0, new Random(1));
        assertThat(store.add("account:a1", -1, List.of(posting), NO_FACTS)).isTrue();
        store.refresh();
        assertThat(store.find(AuditFilter.ALL, null, 10))
                .isEqualTo(new FindAudit.Page(List.of(posting.entry()), null));
    }

    @Test
    default void a_stream_stands_where_its_last_entry_is() {
        AuditStore store = emptyStore();
        assertThat(store.standing("account:a1").seq()).isEqualTo(-1);
        byte[] facts = {1, 2, 3};
        store.add("account:a1", -1, postings("account:a1", 0, 5), facts);
        assertThat(store.standing("account:a1").seq()).isEqualTo(4);
        assertThat(store.standing("account:a1").facts()).isEqualTo(facts);
        assertThat(store.standing("account:a2").seq()).isEqualTo(-1);
    }

    @Test
    default void what_does_not_follow_changes_nothing() {
        AuditStore store = emptyStore();
        store.add("account:a1", -1, postings("account:a1", 0, 5), NO_FACTS);
        assertThat(store.add("account:a1", -1, postings("account:a1", 0, 5), NO_FACTS)).isFalse();
        assertThat(store.add("account:a1", 7, postings("account:a1", 8, 2), NO_FACTS)).isFalse();
        store.refresh();
        assertThat(store.find(AuditFilter.ALL, null, 100).entries()).hasSize(5);
        assertThat(store.standing("account:a1").seq()).isEqualTo(4);
    }

    @Test
    default void any_combination_of_conditions_finds_what_a_look_at_every_entry_finds() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("AuditStoreContract -Dseed=" + seed);
        var random = new Random(seed);
        AuditStore store = emptyStore();
        List<AuditPosting> all = fill(store, random, many());
        all.sort(Comparator.comparing(posting -> posting.entry().place(), AuditPlace.NEWEST_FIRST));
        for (int i = 0; i < many() / 8 + 25; i++) {
            AuditFilter filter = filter(all.get(random.nextInt(all.size())), random);
            var expected =
                    all.stream()
                            .filter(posting -> matches(filter, posting))
                            .map(AuditPosting::entry)
                            .toList();
            assertThat(pages(store, filter, 1 + random.nextInt(400)))
                    .as("%s", filter)
                    .isEqualTo(expected);
        }
    }

    @Test
    default void pages_go_on_where_they_were_while_new_entries_come() {
        AuditStore store = emptyStore();
        List<AuditPosting> all = fill(store, new Random(7), 500);
        all.sort(Comparator.comparing(posting -> posting.entry().place(), AuditPlace.NEWEST_FIRST));
        var found = new ArrayList<AuditEntry>();
        AuditPlace after = null;
        long fresh = 0;
        do {
            var page = store.find(AuditFilter.ALL, after, 7);
            found.addAll(page.entries());
            after = page.next();
            var late = late(fresh, START.plusSeconds(100_000 + fresh));
            store.add("admin", fresh - 1, List.of(late), NO_FACTS);
            fresh++;
            store.refresh();
        } while (after != null);
        assertThat(found).isEqualTo(all.stream().map(AuditPosting::entry).toList());
    }

    @Test
    default void values_are_counted_in_pages() {
        AuditStore store = emptyStore();
        List<AuditPosting> all = fill(store, new Random(8), 700);
        assertThat(counts(store, Column.ACTOR, 2)).isEqualTo(count(all, e -> e.cause().actor()));
        assertThat(counts(store, Column.OPERATION, 1000))
                .isEqualTo(count(all, AuditEntry::operation));
        assertThat(counts(store, Column.SOURCE, 1)).isEqualTo(count(all, e -> e.cause().source()));
    }

    @Test
    default void a_stream_that_starts_over_leaves_nothing() {
        AuditStore store = emptyStore();
        List<AuditPosting> all = fill(store, new Random(9), 600);
        String gone = all.getFirst().entry().stream();
        store.startOver(gone);
        store.refresh();
        all.removeIf(posting -> posting.entry().stream().equals(gone));
        assertThat(store.standing(gone).seq()).isEqualTo(-1);
        assertThat(pages(store, AuditFilter.ALL, 1000)).hasSameSizeAs(all);
        assertThat(counts(store, Column.ACTOR, 9)).isEqualTo(count(all, e -> e.cause().actor()));
        store.add(gone, -1, postings(gone, 0, 3), NO_FACTS);
        store.refresh();
        assertThat(pages(store, AuditFilter.ALL, 1000)).hasSize(all.size() + 3);
    }

    private static Map<String, Long> counts(AuditStore store, Column column, int limit) {
        var counts = new TreeMap<String, Long>();
        String after = null;
        boolean isLast;
        do {
            var page = store.count(column, after, limit);
            assertThat(page.counts()).hasSizeLessThanOrEqualTo(limit);
            for (Count count : page.counts()) {
                assertThat(counts.put(count.value(), count.entries())).isNull();
                after = count.value();
            }
            isLast = page.isLast();
        } while (!isLast);
        return counts;
    }

    private static Map<String, Long> count(
            List<AuditPosting> all, Function<AuditEntry, String> of) {
        var counts = new TreeMap<String, Long>();
        all.forEach(posting -> counts.merge(of.apply(posting.entry()), 1L, Long::sum));
        return counts;
    }

    static List<AuditEntry> pages(AuditStore store, AuditFilter filter, int limit) {
        var found = new ArrayList<AuditEntry>();
        AuditPlace after = null;
        do {
            var page = store.find(filter, after, limit);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            found.addAll(page.entries());
            after = page.next();
        } while (after != null);
        return found;
    }

    /**
     * Streams that go on in turns, several entries at the same moment, the clock now and then set
     * back.
     */
    private static List<AuditPosting> fill(AuditStore store, Random random, int entries) {
        var all = new ArrayList<AuditPosting>();
        long[] heads = new long[6];
        while (all.size() < entries) {
            int account = random.nextInt(heads.length);
            String stream = account == 0 ? "user:u0@example.test" : "account:a" + account;
            var batch = new ArrayList<AuditPosting>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                batch.add(posting(stream, heads[account] + batch.size(), random));
            }
            assertThat(store.add(stream, heads[account] - 1, batch, NO_FACTS)).isTrue();
            heads[account] += batch.size();
            all.addAll(batch);
        }
        store.refresh();
        return all;
    }

    private static List<AuditPosting> postings(String stream, long from, int count) {
        var random = new Random(from);
        return IntStream.range(0, count).mapToObj(i -> posting(stream, from + i, random)).toList();
    }

    private static AuditPosting late(long seq, Instant at) {
        var entry =
                new AuditEntry(
                        "admin",
                        seq,
                        at,
                        new Cause("admin", "admin", "::1", "curl", "r" + seq),
                        null,
                        "changeQuota",
                        List.of(),
                        0,
                        Result.DONE,
                        "",
                        List.of());
        return new AuditPosting(entry, List.of());
    }

    private static AuditPosting posting(String stream, long seq, Random random) {
        String[] actors = {
            "alice@example.test", "bob@example.test", "system", "admin", "anonymous"
        };
        String actor = actors[random.nextInt(actors.length)];
        var cause =
                new Cause(
                        actor,
                        new String[] {"jmap", "import", "relay"}[random.nextInt(3)],
                        "192.0.2.1",
                        "test/1",
                        "r" + random.nextInt(50));
        var entities = new ArrayList<AuditEntity>();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 60 : 3); i >= 0; i--) {
            var entity =
                    random.nextBoolean()
                            ? new AuditEntity("email", "e" + random.nextInt(100))
                            : new AuditEntity("mailbox", "m" + random.nextInt(9));
            if (!entities.contains(entity)) {
                entities.add(entity);
            }
        }
        var entry =
                new AuditEntry(
                        stream,
                        seq,
                        START.plusMillis(random.nextInt(2000)),
                        cause,
                        AccountId.ofStream(stream),
                        "Operation" + random.nextInt(7),
                        entities.subList(0, Math.min(20, entities.size())),
                        entities.size(),
                        Result.values()[random.nextInt(3)],
                        random.nextBoolean() ? "" : "why",
                        List.of(new Change("name", random.nextBoolean() ? null : "a", "b")));
        return new AuditPosting(entry, entities);
    }

    /** Some conditions that the entry fulfils, and now and then one of which it is not known. */
    private static AuditFilter filter(AuditPosting like, Random random) {
        AuditEntry entry = like.entry();
        var entity = like.entities().get(random.nextInt(like.entities().size()));
        return new AuditFilter(
                some(random, entry.account()),
                some(random, entry.cause().actor()),
                some(random, ActorType.values()[random.nextInt(ActorType.values().length)]),
                some(random, entry.operation()),
                some(random, entry.cause().source()),
                some(random, entry.result()),
                some(random, entity.type()),
                some(random, entity),
                some(random, START.plusMillis(random.nextInt(2000)).minusNanos(random.nextInt(3))),
                some(random, START.plusMillis(random.nextInt(2000)).plusNanos(random.nextInt(3))));
    }

    private static <T> @Nullable T some(Random random, @Nullable T value) {
        return random.nextInt(4) == 0 ? value : null;
    }

    private static boolean matches(AuditFilter filter, AuditPosting posting) {
        AuditEntry entry = posting.entry();
        return is(filter.account(), entry.account())
                && is(filter.actor(), entry.cause().actor())
                && is(filter.actorType(), entry.actorType())
                && is(filter.operation(), entry.operation())
                && is(filter.source(), entry.cause().source())
                && is(filter.result(), entry.result())
                && (filter.entityType() == null
                        || posting.entities().stream()
                                .anyMatch(entity -> entity.type().equals(filter.entityType())))
                && (filter.entity() == null || posting.entities().contains(filter.entity()))
                && (filter.from() == null || !entry.at().isBefore(filter.from()))
                && (filter.before() == null || entry.at().isBefore(filter.before()));
    }

    private static boolean is(@Nullable Object wanted, @Nullable Object value) {
        return wanted == null || wanted.equals(value);
    }
}
