package io.daybook.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeenHeadsTest {
    /** Tells of others beside, and notes each way that was made. */
    private static final class Journal implements StreamHeads {
        final Map<String, Long> heads = new HashMap<>(Map.of("user", 1L, "account", 5L));
        final List<String> ways = new ArrayList<>();

        @Override
        public long head(String stream) {
            ways.add(stream);
            return heads.getOrDefault(stream, -1L);
        }

        @Override
        public long head(String stream, Collection<String> others, Visitor also) {
            others.forEach(other -> also.visit(other, heads.getOrDefault(other, -1L)));
            return head(stream);
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

    private final Journal journal = new Journal();

    private long account() {
        return SeenHeads.of("account", journal);
    }

    @Test
    void what_came_beside_another_head_is_not_asked_for_again() {
        SeenHeads.during(() -> {
            assertThat(SeenHeads.look("user", List.of("account"), journal)).isEqualTo(1);
            assertThat(account()).isEqualTo(5);
            assertThat(journal.ways).containsExactly("user");
        });
    }

    @Test
    void a_look_is_at_what_is_now_whatever_was_seen_before() {
        SeenHeads.during(() -> {
            SeenHeads.look("user", List.of("account"), journal);
            journal.heads.put("user", 2L);
            journal.heads.put("account", 6L);
            assertThat(account()).isEqualTo(5);
            assertThat(SeenHeads.look("user", List.of("account"), journal)).isEqualTo(2);
            assertThat(account()).isEqualTo(6);
        });
    }

    @Test
    void a_command_makes_the_request_forget_what_it_has_seen() {
        SeenHeads.during(() -> {
            SeenHeads.look("user", List.of("account"), journal);
            journal.heads.put("account", 6L);
            SeenHeads.forget();
            assertThat(account()).isEqualTo(6);
        });
    }

    @Test
    void a_part_of_a_request_sees_what_the_request_has_seen_and_the_next_request_does_not() {
        long first =
                SeenHeads.answering(() -> {
                    SeenHeads.look("user", List.of("account"), journal);
                    journal.heads.put("account", 6L);
                    return SeenHeads.answering(this::account);
                });
        assertThat(first).isEqualTo(5);
        SeenHeads.during(() -> assertThat(account()).isEqualTo(6));
    }

    @Test
    void outside_of_a_request_nothing_is_remembered() {
        SeenHeads.look("user", List.of("account"), journal);
        account();
        account();
        assertThat(journal.ways).containsExactly("user", "account", "account");
    }
}
