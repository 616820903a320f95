package io.daybook.view.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.view.Frozen;
import io.daybook.view.Place;
import io.daybook.view.Row;
import io.daybook.view.Version;
import io.daybook.view.View;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewStore;
import io.daybook.view.ViewStoreContract;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryViewStoreTest implements ViewStoreContract {
    @Override
    public ViewStore emptyStore() {
        return new MemoryViewStore();
    }

    @Test
    void an_adapter_that_does_nothing_fails_every_test_of_the_contract() {
        ViewStoreContract nothing = DoNothing::new;
        var tests =
                Arrays.stream(ViewStoreContract.class.getMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .toList();
        assertThat(tests).hasSizeGreaterThan(10);
        for (var test : tests) {
            assertThatThrownBy(() -> test.invoke(nothing)).as(test.getName()).isNotNull();
        }
    }

    private static final class DoNothing implements ViewStore {
        @Override
        public <K, R> @Nullable Row<R> get(Place place, View<K, R> view, K key) {
            return null;
        }

        @Override
        public <K, R> List<@Nullable Row<R>> getAll(Place place, View<K, R> view, List<K> keys) {
            return List.of();
        }

        @Override
        public <K, R> void scan(
                Place place, View<K, R> view, K from, K to, Visitor<? super K, R> visitor) {}

        @Override
        public <K, R> @Nullable Row<R> last(Place place, View<K, R> view, K least, K most) {
            return null;
        }

        @Override
        public Version version(Place place) {
            return Version.NONE;
        }

        @Override
        public boolean commit(ViewBatch batch) {
            return false;
        }

        @Override
        public boolean load(ViewBatch batch) {
            return false;
        }

        @Override
        public void settle() {}

        @Override
        public Place live(String group, String scope) {
            return new Place(group, 1, scope);
        }

        @Override
        public boolean swap(Place live, Place next) {
            return false;
        }

        @Override
        public @Nullable Place kept(String group, String scope) {
            return null;
        }

        @Override
        public boolean dropKept(String group, String scope) {
            return false;
        }

        @Override
        public Frozen freeze(List<Place> places) {
            throw new UnsupportedOperationException("nothing is done");
        }

        @Override
        public void forEachPlace(Consumer<Place> visitor) {}

        @Override
        public void drop(Place place) {}

        @Override
        public void close() {}
    }
}
