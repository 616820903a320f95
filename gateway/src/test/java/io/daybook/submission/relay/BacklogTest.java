package io.daybook.submission.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.SubmissionId;
import io.daybook.submission.GetDue.Kind;
import io.daybook.submission.GetDue.Step;
import io.daybook.submission.relay.Backlog.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");

    private final Backlog backlog = new Backlog(4, 3);

    @Test
    void accounts_take_turns() {
        backlog.replace(
                List.of(step(ALICE, 1), step(ALICE, 2), step(ALICE, 3), step(BOB, 1)), NOON);
        assertThat(takeAll())
                .containsExactly(task(ALICE, 1), task(BOB, 1), task(ALICE, 2), task(ALICE, 3));
    }

    @Test
    void no_account_takes_all_places() {
        var due = new ArrayList<Step>();
        for (int i = 1; i <= 10; i++) {
            due.add(step(ALICE, i));
        }
        backlog.replace(due, NOON);
        assertThat(takeAll()).hasSize(3);
        assertThat(backlog.mayTake()).isFalse();
        due.add(step(BOB, 1));
        backlog.replace(due, NOON);
        assertThat(takeAll()).containsExactly(task(BOB, 1));
        backlog.finished(task(ALICE, 2));
        assertThat(takeAll()).containsExactly(task(ALICE, 4));
    }

    @Test
    void what_is_under_way_is_not_begun_again() {
        backlog.replace(List.of(step(ALICE, 1)), NOON);
        assertThat(takeAll()).containsExactly(task(ALICE, 1));
        backlog.replace(List.of(step(ALICE, 1)), NOON);
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(backlog.isIdle()).isFalse();
        backlog.finished(task(ALICE, 1));
        assertThat(backlog.isIdle()).isTrue();
        backlog.replace(List.of(step(ALICE, 1)), NOON);
        assertThat(takeAll()).containsExactly(task(ALICE, 1));
    }

    @Test
    void what_rests_comes_back_in_time() {
        backlog.rest(task(ALICE, 1), NOON.plusSeconds(60));
        backlog.replace(List.of(step(ALICE, 1)), NOON.plusSeconds(59));
        assertThat(takeAll()).isEmpty();
        assertThat(backlog.nextRested()).isEqualTo(NOON.plusSeconds(60));
        backlog.replace(List.of(step(ALICE, 1)), NOON.plusSeconds(60));
        assertThat(takeAll()).containsExactly(task(ALICE, 1));
        assertThat(backlog.nextRested()).isNull();
    }

    private List<Task> takeAll() {
        var taken = new ArrayList<Task>();
        for (Task task = backlog.take(); task != null; task = backlog.take()) {
            taken.add(task);
        }
        return taken;
    }

    private static Step step(AccountId account, int submission) {
        return new Step(account, new SubmissionId(submission), NOON, Kind.ATTEMPT);
    }

    private static Task task(AccountId account, int submission) {
        return new Task(account, new SubmissionId(submission));
    }
}
