package io.daybook.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.StreamHeads;
import io.daybook.core.codec.RecordCodec;
import io.daybook.view.memory.MemoryViewStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TidyingTest {
    private static final View<Integer, String> NAMES =
            new View<>(
                    "name",
                    KeyCodec.counter(Integer::intValue, Integer::valueOf),
                    RecordCodec.of(
                            (name, out) -> out.text("name", name), in -> in.requiredText("name")));

    private final MemoryViewStore store = new MemoryViewStore();

    /** A journal that has these heads; one of its streams is erased. */
    private record Heads(Map<String, Long> heads, Set<String> erased) implements StreamHeads {
        @Override
        public long head(String stream) {
            return heads.getOrDefault(stream, -1L);
        }

        @Override
        public boolean isErased(String stream) {
            return erased.contains(stream);
        }

        @Override
        public void forEach(Visitor visitor) {
            heads.forEach(visitor::visit);
        }

        @Override
        public Subscription onMoved(Visitor listener) {
            return () -> {};
        }
    }

    private record Names(ViewStore store) implements Follower {
        @Override
        public String name() {
            return "names";
        }

        @Override
        public String group() {
            return "names.2";
        }

        @Override
        public boolean startOver(String stream) {
            store.drop(store.live(group(), stream));
            return true;
        }

        @Override
        public boolean follows(String stream) {
            return stream.startsWith("s");
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
            throw new UnsupportedOperationException();
        }
    }

    private Place put(String group, int generation, String scope, long version) {
        var place = new Place(group, generation, scope);
        var batch = new ViewBatch(place, Version.NONE);
        batch.put(NAMES, 1, 0, "x");
        batch.reach(Version.of(version));
        assertThat(store.commit(batch)).isTrue();
        return place;
    }

    private List<Place> tidied(Heads heads) {
        new Tidying(store, heads, List.of(new Names(store))).run();
        var places = new ArrayList<Place>();
        store.forEachPlace(places::add);
        return places;
    }

    @Test
    void what_is_ahead_of_the_journal_is_posted_anew() {
        put("names.2", 1, "s1", 7);
        var behind = put("names.2", 1, "s2", 7);
        var even = put("names.2", 1, "s3", 7);
        var heads = new Heads(Map.of("s1", 6L, "s2", 8L, "s3", 7L), Set.of());
        assertThat(tidied(heads)).containsExactlyInAnyOrder(behind, even);
    }

    @Test
    void old_layouts_unread_generations_and_streams_that_are_gone_are_taken_away() {
        var live = put("names.2", 1, "s1", 7);
        put("names.1", 1, "s1", 7);
        put("names.2", 2, "s1", 3);
        put("names.2", 1, "gone", 3);
        put("names.2", 1, "erased", 3);
        var foreign = put("queue.1", 1, "gone", 3);
        var heads = new Heads(Map.of("s1", 7L, "erased", 3L), Set.of("erased"));
        assertThat(tidied(heads)).containsExactlyInAnyOrder(live, foreign);
        assertThat(tidied(heads)).containsExactlyInAnyOrder(live, foreign);
    }

    @Test
    void what_is_kept_for_a_rollback_stays_and_a_rebuild_that_was_cut_short_goes() {
        var former = put("names.2", 1, "s1", 7);
        var live = put("names.2", 2, "s1", 7);
        assertThat(store.swap(former, live)).isTrue();
        put("names.2", 3, "s1", 4);
        var heads = new Heads(Map.of("s1", 7L), Set.of());
        assertThat(tidied(heads)).containsExactlyInAnyOrder(former, live);
        assertThat(store.kept("names.2", "s1")).isEqualTo(former);
    }
}
