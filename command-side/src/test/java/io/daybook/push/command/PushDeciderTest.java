package io.daybook.push.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.UserId;
import io.daybook.push.PushCommand.ChangePushSubscriptions;
import io.daybook.push.PushCommand.EndPushSubscriptions;
import io.daybook.push.PushCommand.Ending;
import io.daybook.push.PushCommand.NewSubscription;
import io.daybook.push.PushCommand.NoteVerificationSent;
import io.daybook.push.PushCommand.SubscriptionPatch;
import io.daybook.push.PushCommand.Types;
import io.daybook.push.PushEvent.PushSubscriptionChanged;
import io.daybook.push.PushEvent.PushSubscriptionCreated;
import io.daybook.push.PushEvent.PushSubscriptionDestroyed;
import io.daybook.push.PushEvent.PushSubscriptionVerified;
import io.daybook.push.PushEvent.PushVerificationSent;
import io.daybook.push.PushRefusal.NoSuchSubscription;
import io.daybook.push.PushRefusal.TooManyNew;
import io.daybook.push.PushRefusal.TooManySubscriptions;
import io.daybook.push.PushRefusal.WrongVerificationCode;
import io.daybook.push.PushSubscriptionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PushDeciderTest {
    private static final UserId ALICE = new UserId("alice@example.test");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant WEEK = NOON.plus(Duration.ofDays(7));

    private final PushState state = new PushState();

    private PushDecider decide(Consumer<PushDecider> by) {
        var decider = new PushDecider(state);
        by.accept(decider);
        return decider;
    }

    private static PushSubscriptionId id(String value) {
        return new PushSubscriptionId(value);
    }

    private static NewSubscription fresh(String id) {
        return new NewSubscription(id(id), "device", "sealed", "code", WEEK, null);
    }

    private PushDecider create(Instant now, String... ids) {
        var all = List.of(ids).stream().map(PushDeciderTest::fresh).toList();
        return decide(it ->
                it.decide(
                        new ChangePushSubscriptions(
                                ALICE, "app-p", now, all, List.of(), List.of())));
    }

    private PushDecider update(String credential, SubscriptionPatch patch) {
        return decide(it ->
                it.decide(
                        new ChangePushSubscriptions(
                                ALICE, credential, NOON, List.of(), List.of(patch), List.of())));
    }

    private static SubscriptionPatch verify(String code) {
        return new SubscriptionPatch(id("a"), code, null, null);
    }

    @Test
    void a_subscription_is_created_unverified() {
        assertThat(create(NOON, "a").events())
                .containsExactly(
                        new PushSubscriptionCreated(
                                id("a"), "app-p", "device", "sealed", "code", WEEK, null, NOON));
        assertThat(state.find(id("a")).verified()).isFalse();
    }

    @Test
    void the_right_code_verifies_once_and_a_wrong_one_does_not() {
        create(NOON, "a");
        assertThat(update("app-p", verify("other")).refused())
                .containsEntry(id("a"), new WrongVerificationCode());
        assertThat(update("app-p", verify("code")).events())
                .containsExactly(new PushSubscriptionVerified(id("a")));
        assertThat(update("app-p", verify("code")).events()).isEmpty();
        assertThat(update("app-p", verify("other")).refused()).hasSize(1);
    }

    @Test
    void who_signed_in_by_another_secret_sees_none_of_them() {
        create(NOON, "a");
        assertThat(update("main-x", verify("code")).refused())
                .containsEntry(id("a"), new NoSuchSubscription());
        var destroy =
                new ChangePushSubscriptions(
                        ALICE, "main-x", NOON, List.of(), List.of(), List.of(id("a")));
        assertThat(decide(it -> it.decide(destroy)).refused())
                .containsEntry(id("a"), new NoSuchSubscription());
    }

    @Test
    void expiry_and_types_change_together_and_only_when_they_change() {
        create(NOON, "a");
        Instant later = WEEK.plusSeconds(1);
        var patch = new SubscriptionPatch(id("a"), null, later, new Types(List.of("Email")));
        assertThat(update("app-p", patch).events())
                .containsExactly(new PushSubscriptionChanged(id("a"), later, List.of("Email")));
        assertThat(update("app-p", patch).events()).isEmpty();
    }

    @Test
    void what_is_expired_is_not_there() {
        create(NOON, "a");
        var destroy =
                new ChangePushSubscriptions(
                        ALICE, "app-p", WEEK, List.of(), List.of(), List.of(id("a")));
        assertThat(decide(it -> it.decide(destroy)).refused())
                .containsEntry(id("a"), new NoSuchSubscription());
    }

    @Test
    void a_user_makes_only_so_many_in_an_hour() {
        for (int i = 0; i < PushDecider.MAX_NEW; i++) {
            create(NOON, "s" + i);
        }
        assertThat(create(NOON, "more").refused()).containsEntry(id("more"), new TooManyNew());
        Instant later = NOON.plus(PushDecider.NEW);
        assertThat(create(later, "more").refused()).isEmpty();
    }

    @Test
    void a_user_has_only_so_many() {
        for (int i = 0; i < PushDecider.MAX_SUBSCRIPTIONS; i++) {
            create(NOON.plus(PushDecider.NEW.multipliedBy(i / 10)), "s" + i);
        }
        Instant later = NOON.plus(PushDecider.NEW.multipliedBy(20));
        assertThat(create(later, "more").refused())
                .containsEntry(id("more"), new TooManySubscriptions(PushDecider.MAX_SUBSCRIPTIONS));
    }

    @Test
    void that_the_code_was_sent_is_noted_once() {
        create(NOON, "a");
        var sent = new NoteVerificationSent(ALICE, id("a"));
        assertThat(decide(it -> it.decide(sent)).events())
                .containsExactly(new PushVerificationSent(id("a")));
        assertThat(decide(it -> it.decide(sent)).events()).isEmpty();
    }

    @Test
    void the_server_ends_what_is_there_and_nothing_else() {
        create(NOON, "a");
        var end = new EndPushSubscriptions(ALICE, List.of(id("a"), id("b")), Ending.GONE);
        assertThat(decide(it -> it.decide(end)).events())
                .containsExactly(new PushSubscriptionDestroyed(id("a"), "GONE"));
        assertThat(decide(it -> it.decide(end)).events()).isEmpty();
    }
}
