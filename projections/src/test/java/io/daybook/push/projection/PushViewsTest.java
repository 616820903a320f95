package io.daybook.push.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.UserId;
import io.daybook.push.GetPushSubscriptions.PushSubscriptionView;
import io.daybook.push.PushCommand;
import io.daybook.push.PushEvent.PushSubscriptionChanged;
import io.daybook.push.PushEvent.PushSubscriptionCreated;
import io.daybook.push.PushEvent.PushSubscriptionDestroyed;
import io.daybook.push.PushEvent.PushSubscriptionVerified;
import io.daybook.push.PushEvent.PushVerificationSent;
import io.daybook.push.PushSubscriptionId;
import io.daybook.view.Followers;
import io.daybook.view.MemoryJournal;
import io.daybook.view.memory.MemoryViewStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushViewsTest {
    private static final UserId ALICE = new UserId("alice@example.test");
    private static final String STREAM = PushCommand.stream(ALICE);
    private static final PushSubscriptionId A = new PushSubscriptionId("a");
    private static final PushSubscriptionId B = new PushSubscriptionId("b");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final MemoryJournal journal = new MemoryJournal();
    private final PushProjection projection = new PushProjection(new MemoryViewStore());
    private final Followers followers = new Followers(journal, journal, List.of(projection));
    private final PushViews views = new PushViews(projection, followers, journal);

    @AfterEach
    void close() {
        followers.close();
    }

    @Test
    void subscriptions_are_what_the_events_say() {
        assertThat(views.of(ALICE).list()).isEmpty();
        journal.append(
                STREAM,
                new PushSubscriptionCreated(
                        A, "main-x", "device", "sealed", "code", NOON, null, NOON));
        journal.append(
                STREAM,
                new PushSubscriptionCreated(
                        B, "app-p", "other", "sealed", "code", NOON, List.of("Email"), NOON));
        journal.append(STREAM, new PushVerificationSent(A));
        journal.append(STREAM, new PushSubscriptionVerified(A));
        journal.append(STREAM, new PushSubscriptionChanged(A, NOON.plusSeconds(9), List.of()));
        journal.append(STREAM, new PushSubscriptionDestroyed(B, "GONE"));
        assertThat(views.of(ALICE).list())
                .containsExactly(
                        new PushSubscriptionView(
                                A,
                                "main-x",
                                "device",
                                "sealed",
                                "code",
                                true,
                                true,
                                NOON.plusSeconds(9),
                                List.of()));
    }
}
