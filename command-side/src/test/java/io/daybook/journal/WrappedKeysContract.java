package io.daybook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every {@link WrappedKeys} must do. */
public interface WrappedKeysContract {
    String STREAM = "account:a";

    WrappedKeys emptyKeys();

    @Test
    default void a_key_is_found_by_its_stream() {
        var keys = emptyKeys();
        keys.put(STREAM, new byte[] {1, 2});
        keys.put("account:b", new byte[] {3});
        assertThat(keys.find(STREAM)).containsExactly(1, 2);
        assertThat(keys.find("account:c")).isNull();
    }

    @Test
    default void the_first_that_is_created_is_the_key() {
        var keys = emptyKeys();
        assertThat(keys.create(STREAM, new byte[] {1})).containsExactly(1);
        assertThat(keys.create(STREAM, new byte[] {2})).containsExactly(1);
        assertThat(keys.find(STREAM)).containsExactly(1);
    }

    @Test
    default void a_key_that_comes_from_elsewhere_takes_the_place_of_another() {
        var keys = emptyKeys();
        keys.create(STREAM, new byte[] {1});
        keys.put(STREAM, new byte[] {2});
        assertThat(keys.find(STREAM)).containsExactly(2);
    }

    @Test
    default void of_a_destroyed_key_the_mark_is_left_and_no_other_is_made() {
        var keys = emptyKeys();
        keys.put(STREAM, new byte[] {1});
        keys.destroy(STREAM);
        assertThat(keys.find(STREAM)).isEmpty();
        assertThat(keys.create(STREAM, new byte[] {2})).isEmpty();
    }

    @Test
    default void those_that_were_destroyed_are_known() {
        var keys = emptyKeys();
        keys.put(STREAM, new byte[] {1});
        keys.put("account:b", new byte[] {1});
        keys.put("account:c", new byte[] {1});
        keys.destroy(STREAM);
        keys.destroy("account:c");
        keys.remove("account:c");
        assertThat(keys.destroyed()).containsExactly(STREAM);
    }

    @Test
    default void a_removed_key_never_was() {
        var keys = emptyKeys();
        keys.put(STREAM, new byte[] {1});
        assertThat(keys.find(STREAM)).isNotNull();
        keys.remove(STREAM);
        assertThat(keys.find(STREAM)).isNull();
        assertThat(keys.create(STREAM, new byte[] {2})).containsExactly(2);
    }
}
