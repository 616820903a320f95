package io.daybook.rebuild.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.Event;
import io.daybook.core.Traffic;
import io.daybook.core.Unavailable;
import io.daybook.core.codec.RecordCodec;
import io.daybook.proof.Finding;
import io.daybook.proof.Verifier.Report;
import io.daybook.proof.Verifier.Scope;
import io.daybook.rebuild.RebuildOrder;
import io.daybook.rebuild.RebuildOrder.Action;
import io.daybook.rebuild.RebuildProgress;
import io.daybook.rebuild.RebuildProgress.Stage;
import io.daybook.rebuild.Rebuilds.Begun;
import io.daybook.view.Draft;
import io.daybook.view.Follower;
import io.daybook.view.Followers;
import io.daybook.view.KeyCodec;
import io.daybook.view.MemoryJournal;
import io.daybook.view.Rebuildable;
import io.daybook.view.Rebuilder;
import io.daybook.view.RowStore;
import io.daybook.view.RowsRebuild;
import io.daybook.view.Sequenced;
import io.daybook.view.Version;
import io.daybook.view.View;
import io.daybook.view.ViewBatch;
import io.daybook.view.memory.MemoryViewStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackgroundRebuildsTest {
    private static final View<Integer, Long> SUMS =
            new View<>(
                    "sum",
                    KeyCodec.counter(Integer::intValue, Integer::valueOf),
                    RecordCodec.of((sum, out) -> out.number("sum", sum), in -> in.number("sum")));

    private final MemoryJournal journal = new MemoryJournal();
    private final MemoryViewStore store = new MemoryViewStore();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Sums sums = new Sums(store, "sums", null);
    private final Sums slow = new Sums(store, "slow", null);
    private final Followers followers = new Followers(journal, journal, List.of(sums, slow));
    private final List<Rebuildable> views =
            List.of(
                    new RowsRebuild(
                            store, sums, other -> new Sums(other, "sums", null), List.of(SUMS)),
                    new RowsRebuild(
                            store, slow, other -> new Sums(other, "slow", gate), List.of(SUMS)));
    private final Rebuilder rebuilder = new Rebuilder(followers, journal, journal, new Traffic());
    private final BackgroundRebuilds rebuilds =
            new BackgroundRebuilds(
                    new BackgroundRebuilds.Means(
                            () -> views, journal, rebuilder, () -> null, Clock.systemUTC(), 2));

    private record Said(int number) implements Event {}

    /** One row for a stream: the sum of what was said; its new ones wait at a gate. */
    private record Sums(RowStore store, String name, CountDownLatch gate) implements Follower {
        @Override
        public String group() {
            return name + ".1";
        }

        @Override
        public boolean follows(String stream) {
            return true;
        }

        @Override
        public Duration leisure() {
            return Duration.ZERO;
        }

        @Override
        public long version(String stream) {
            return store.version(store.live(group(), stream)).seq();
        }

        @Override
        public void apply(String stream, long fromVersion, List<Sequenced> events) {
            if (gate != null) {
                try {
                    assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            var place = store.live(group(), stream);
            var batch = new ViewBatch(place, Version.of(fromVersion));
            var row = store.get(place, SUMS, 1);
            long sum = row == null ? 0 : row.value();
            for (var event : events) {
                sum += ((Said) event.event()).number();
            }
            batch.put(SUMS, 1, events.getLast().seq(), sum);
            batch.reach(Version.of(events.getLast().seq()));
            store.commit(batch);
        }
    }

    @BeforeEach
    void say() {
        for (var stream : List.of("a", "b", "c")) {
            for (int i = 0; i < 5_000; i++) {
                journal.append(stream, new Said(i));
            }
            followers.catchUp(sums, stream);
            followers.catchUp(slow, stream);
        }
    }

    @AfterEach
    void close() {
        gate.countDown();
        rebuilds.close();
        followers.close();
    }

    private static RebuildOrder order(Action action, List<String> views, String... streams) {
        return new RebuildOrder(action, views, List.of(streams), true, false, false);
    }

    private String started(RebuildOrder order) {
        return ((Begun.Started) rebuilds.begin(order)).id();
    }

    private RebuildProgress end(String id) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (rebuilds.find(id).stage() == Stage.RUNNING && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return rebuilds.find(id);
    }

    private void spoil(String stream) {
        var live = store.live("sums.1", stream);
        var batch = new ViewBatch(live, store.version(live));
        batch.put(SUMS, 1, 7, -1L);
        assertThat(store.commit(batch)).isTrue();
    }

    @Test
    void an_order_is_carried_out_for_every_stream_and_tells_what_differed() throws Exception {
        spoil("b");
        var done = end(started(order(Action.REBUILD, List.of("sums"))));
        assertThat(done.stage()).isEqualTo(Stage.DONE);
        assertThat(done.streams()).isEqualTo(3);
        assertThat(done.compared()).isEqualTo(3);
        assertThat(done.events()).isEqualTo(15_000).isEqualTo(done.eventsInAll());
        assertThat(done.differences()).singleElement().asString().startsWith("b, view sums, sum 1");
        assertThat(end(started(order(Action.REBUILD, List.of("sums")))).differences()).isEmpty();
    }

    @Test
    void confirming_and_rolling_back_are_orders_too() throws Exception {
        end(started(order(Action.REBUILD, List.of("sums"))));
        assertThat(store.kept("sums.1", "a")).isNotNull();
        end(started(order(Action.CONFIRM, List.of("sums"), "a")));
        assertThat(store.kept("sums.1", "a")).isNull();
        end(started(order(Action.ROLLBACK, List.of("sums"), "b")));
        assertThat(store.live("sums.1", "b").generation()).isEqualTo(1);
        var failed = end(started(order(Action.ROLLBACK, List.of("sums"), "a")));
        assertThat(failed.stage()).isEqualTo(Stage.FAILED);
        assertThat(failed.failures()).containsExactly("sums of a: nothing is kept");
    }

    @Test
    void one_order_runs_at_a_time_and_can_be_cancelled() throws Exception {
        var id = started(order(Action.REBUILD, List.of("slow")));
        assertThat(rebuilds.begin(order(Action.REBUILD, List.of()))).isEqualTo(new Begun.Busy(id));
        assertThat(rebuilds.cancel(id)).isTrue();
        gate.countDown();
        assertThat(end(id).stage()).isEqualTo(Stage.CANCELLED);
        assertThat(rebuilds.cancel(id)).isFalse();
        store.forEachPlace(place -> assertThat(place.generation()).isEqualTo(1));
    }

    @Test
    void what_could_not_be_renewed_is_tried_again_and_the_rest_is_done_once() throws Exception {
        var failing = new Failing(views.getFirst());
        var means =
                new BackgroundRebuilds.Means(
                        () -> List.of(failing),
                        journal,
                        rebuilder,
                        () -> null,
                        Clock.systemUTC(),
                        1);
        try (var renewing = new BackgroundRebuilds(means, Duration.ofMillis(10))) {
            renewing.renew();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (ended(renewing) < 4 && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(renewing.all())
                    .extracting(run -> run.order().action())
                    .containsExactly(
                            Action.CONFIRM, Action.REBUILD, Action.CONFIRM, Action.REBUILD);
            assertThat(renewing.all())
                    .extracting(RebuildProgress::stage)
                    .containsExactly(Stage.DONE, Stage.DONE, Stage.DONE, Stage.FAILED);
            assertThat(renewing.all().get(1).order().streams()).hasSize(2);
        }
        for (var stream : List.of("a", "b", "c")) {
            assertThat(store.live("sums.1", stream).generation()).isEqualTo(2);
            assertThat(store.kept("sums.1", stream)).isNull();
        }
    }

    private static long ended(BackgroundRebuilds rebuilds) {
        return rebuilds.all().stream().filter(run -> run.stage() != Stage.RUNNING).count();
    }

    /** Outdated until it was made anew, in which it fails twice. */
    private static final class Failing implements Rebuildable {
        private final Rebuildable view;
        private final AtomicInteger failures = new AtomicInteger(2);
        private final Set<String> renewed = ConcurrentHashMap.newKeySet();

        Failing(Rebuildable view) {
            this.view = view;
        }

        @Override
        public Follower follower() {
            return view.follower();
        }

        @Override
        public Draft begin(String stream, boolean fromMessages) {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the disk is full");
            }
            renewed.add(stream);
            return view.begin(stream, fromMessages);
        }

        @Override
        public boolean isOutdated(String stream) {
            return !renewed.contains(stream);
        }

        @Override
        public Draft kept(String stream) {
            return view.kept(stream);
        }

        @Override
        public boolean confirm(String stream) {
            return view.confirm(stream);
        }
    }

    @Test
    void what_is_not_there_is_refused() {
        assertThat(rebuilds.views()).containsExactly("slow", "sums");
        assertThat(rebuilds.begin(order(Action.REBUILD, List.of("sum"))))
                .isEqualTo(new Begun.NoSuchView("sum"));
        assertThat(rebuilds.begin(order(Action.REBUILD, List.of("sums"), "d")))
                .isEqualTo(new Begun.NoSuchStream("d"));
        assertThat(rebuilds.find("r9")).isNull();
    }

    @Test
    void a_verification_names_a_wrong_row_and_leaves_everything_as_it_is() {
        gate.countDown();
        spoil("c");
        var found = new ArrayList<Finding>();
        var verifier = new ViewVerifier(() -> views, journal, rebuilder, 2);
        verifier.verify(
                new Scope(List.of(), List.of()),
                new Report() {
                    @Override
                    public synchronized void found(Finding finding) {
                        found.add(finding);
                    }

                    @Override
                    public void progress(String what, long done, long inAll) {
                        assertThat(done).isLessThanOrEqualTo(inAll);
                    }
                });
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().where()).isEqualTo("view sums of c, row sum 1");
        assertThat(found.getFirst().what()).contains("-1");
        store.forEachPlace(place -> assertThat(place.generation()).isEqualTo(1));
    }

    @Test
    void a_verification_that_a_store_breaks_off_finds_no_damage() {
        gate.countDown();
        List<Rebuildable> away =
                List.of(
                        new RowsRebuild(
                                store,
                                sums,
                                _ -> {
                                    throw new Unavailable("MongoDB is not there");
                                },
                                List.of(SUMS)));
        var verifier = new ViewVerifier(() -> away, journal, rebuilder, 2);
        Report nothing =
                new Report() {
                    @Override
                    public void found(Finding finding) {
                        throw new AssertionError(finding);
                    }

                    @Override
                    public void progress(String what, long done, long inAll) {}
                };
        assertThatThrownBy(() -> verifier.verify(new Scope(List.of(), List.of()), nothing))
                .isInstanceOf(Unavailable.class);
    }
}
