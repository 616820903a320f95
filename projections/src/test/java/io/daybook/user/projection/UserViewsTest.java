package io.daybook.user.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import io.daybook.user.GetUser.AppPassword;
import io.daybook.user.GetUser.UserView;
import io.daybook.user.UserEvent.AccountGranted;
import io.daybook.user.UserEvent.AccountWithdrawn;
import io.daybook.user.UserEvent.AppPasswordAdded;
import io.daybook.user.UserEvent.AppPasswordRevoked;
import io.daybook.user.UserEvent.PasswordChanged;
import io.daybook.user.UserEvent.UserRegistered;
import io.daybook.view.Followers;
import io.daybook.view.MemoryJournal;
import io.daybook.view.memory.MemoryViewStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserViewsTest {
    private static final UserId ALICE = new UserId("alice@example.test");
    private static final AccountId ACCOUNT = new AccountId("a1");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

    private final MemoryJournal journal = new MemoryJournal();
    private final UserProjection projection = new UserProjection(new MemoryViewStore());
    private final Followers followers = new Followers(journal, journal, List.of(projection));
    private final UserViews views = new UserViews(projection, followers, journal);

    @AfterEach
    void close() {
        followers.close();
    }

    @Test
    void a_user_is_what_the_events_say() {
        assertThat(views.find(ALICE)).isNull();
        journal.append(ALICE.stream(), new UserRegistered(ALICE.value(), ACCOUNT, "hash1"));
        assertThat(views.find(ALICE))
                .isEqualTo(new UserView(ALICE, ACCOUNT, List.of(), "hash1", List.of(), 0));
        journal.append(ALICE.stream(), new AppPasswordAdded("p1", "phone", "s1", NOON));
        journal.append(ALICE.stream(), new AppPasswordAdded("p2", "laptop", "s2", NOON));
        journal.append(ALICE.stream(), new AppPasswordRevoked("p1"));
        journal.append(ALICE.stream(), new PasswordChanged("hash2"));
        var laptop = new AppPassword("p2", "laptop", "s2", NOON);
        assertThat(views.find(ALICE))
                .isEqualTo(new UserView(ALICE, ACCOUNT, List.of(), "hash2", List.of(laptop), 4));
    }

    @Test
    void the_accounts_of_a_user_are_the_own_one_and_those_that_are_granted() {
        var bobs = new AccountId("b1");
        var carols = new AccountId("c1");
        var carol = new UserId("carol@example.test");
        journal.append(ALICE.stream(), new UserRegistered(ALICE.value(), ACCOUNT, "hash1"));
        journal.append(ALICE.stream(), new AccountGranted(bobs, "bob@example.test", true));
        journal.append(ALICE.stream(), new AccountGranted(carols, "carol@example.test", true));
        journal.append(ALICE.stream(), new AccountGranted(carols, "carol@example.test", false));
        journal.append(ALICE.stream(), new PasswordChanged("hash2"));
        journal.append(ALICE.stream(), new AppPasswordAdded("p1", "phone", "s1", NOON));
        journal.append(ALICE.stream(), new AccountWithdrawn(bobs));
        assertThat(views.find(ALICE).accounts())
                .containsExactly(
                        new VisibleAccount(ACCOUNT, ALICE, true, false),
                        new VisibleAccount(carols, carol, false, false));
        assertThat(views.find(ALICE).version()).isEqualTo(6);
    }

    @Test
    void users_are_apart() {
        journal.append(ALICE.stream(), new UserRegistered(ALICE.value(), ACCOUNT, "hash1"));
        var bob = new UserId("bob@example.test");
        assertThat(views.find(bob)).isNull();
        journal.append(bob.stream(), new UserRegistered(bob.value(), new AccountId("b1"), "hash2"));
        assertThat(views.find(bob).account()).isEqualTo(new AccountId("b1"));
        assertThat(views.find(ALICE).account()).isEqualTo(ACCOUNT);
    }
}
