package io.daybook.identity.command;

import static io.daybook.account.command.SendingSamples.ALICE;
import static io.daybook.account.command.TestAccount.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.command.TestAccount;
import io.daybook.core.IdentityId;
import io.daybook.core.State;
import io.daybook.identity.ChangeIdentities;
import io.daybook.identity.ChangeIdentities.CreateIdentity;
import io.daybook.identity.ChangeIdentities.IdentitiesChanged;
import io.daybook.identity.ChangeIdentities.StateMismatch;
import io.daybook.identity.ChangeIdentities.UpdateIdentity;
import io.daybook.identity.IdentityEvent.IdentityChanged;
import io.daybook.identity.IdentityEvent.IdentityCreated;
import io.daybook.identity.IdentityEvent.IdentityDestroyed;
import io.daybook.identity.IdentityRefusal.ForbiddenFrom;
import io.daybook.identity.IdentityRefusal.MayNotDelete;
import io.daybook.identity.IdentityRefusal.NoSuchIdentity;
import io.daybook.identity.IdentityRefusal.TooManyIdentities;
import io.daybook.identity.IdentityRules;
import io.daybook.identity.IdentitySetting;
import io.daybook.identity.Senders;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdentityDeciderTest {
    private static final IdentitySetting WORK = new IdentitySetting("Work", null, null, "", "");

    private final TestAccount account = new TestAccount();

    private IdentitiesChanged change(
            List<CreateIdentity> create, List<UpdateIdentity> update, List<IdentityId> destroy) {
        return (IdentitiesChanged)
                account.handle(new ChangeIdentities(ID, null, ALICE, create, update, destroy));
    }

    private IdentitiesChanged create(String... emails) {
        return change(
                IntStream.range(0, emails.length)
                        .mapToObj(i -> new CreateIdentity("k" + i, emails[i], WORK))
                        .toList(),
                List.of(),
                List.of());
    }

    @Test
    void an_account_has_the_identity_of_its_owner_from_the_beginning() {
        assertThat(account.state().identities().has(IdentityRules.OWNER)).isTrue();
        assertThat(change(List.of(), List.of(), List.of(IdentityRules.OWNER)).notDestroyed())
                .containsEntry(IdentityRules.OWNER, new MayNotDelete());
        var update = new UpdateIdentity(IdentityRules.OWNER, WORK);
        change(List.of(), List.of(update), List.of());
        assertThat(account.events())
                .isEqualTo(List.of(new IdentityChanged(IdentityRules.OWNER, WORK)));
    }

    @Test
    void identities_are_for_addresses_of_the_user_only() {
        var changed =
                create(
                        "alice@example.test",
                        "Alice@Example.TEST",
                        "any@example.org",
                        "*@example.org",
                        "*@example.test",
                        "bob@example.test",
                        "example.org",
                        "@example.org");
        assertThat(changed.created()).containsOnlyKeys("k0", "k1", "k2", "k3");
        assertThat(changed.notCreated())
                .containsOnlyKeys("k4", "k5", "k6", "k7")
                .containsValue(new ForbiddenFrom());
        assertThat(account.events()).hasSize(4).hasOnlyElementsOfType(IdentityCreated.class);
    }

    @Test
    void an_identity_of_a_domain_is_for_every_address_of_it() {
        assertThat(Senders.covers("*@example.org", "a@Example.org")).isTrue();
        assertThat(Senders.covers("*@example.org", "a@b.example.org")).isFalse();
        assertThat(Senders.covers("A@example.org", "a@example.org")).isTrue();
        assertThat(Senders.covers("a@example.org", "b@example.org")).isFalse();
    }

    @Test
    void there_are_only_so_many() {
        String[] emails = new String[IdentityRules.MAX_IDENTITIES];
        Arrays.fill(emails, "alice@example.test");
        var changed = create(emails);
        assertThat(changed.created()).hasSize(IdentityRules.MAX_IDENTITIES - 1);
        assertThat(changed.notCreated())
                .containsEntry(
                        "k" + (emails.length - 1),
                        new TooManyIdentities(IdentityRules.MAX_IDENTITIES));
    }

    @Test
    void what_is_destroyed_is_gone_and_its_number_never_comes_back() {
        IdentityId id = create("alice@example.test").created().get("k0");
        change(List.of(), List.of(), List.of(id, id));
        assertThat(account.events()).isEqualTo(List.of(new IdentityDestroyed(id)));
        var changed = change(List.of(), List.of(new UpdateIdentity(id, WORK)), List.of(id));
        assertThat(changed.notUpdated()).containsEntry(id, new NoSuchIdentity());
        assertThat(changed.notDestroyed()).containsEntry(id, new NoSuchIdentity());
        assertThat(changed.newState()).isEqualTo(changed.oldState());
        assertThat(create("alice@example.test").created().get("k0")).isNotEqualTo(id);
    }

    @Test
    void the_state_moves_with_identities_only() {
        State before = account.state().identityState();
        account.receive("subject");
        assertThat(account.state().identityState()).isEqualTo(before);
        var changed = create("alice@example.test", "any@example.org");
        assertThat(changed.oldState()).isEqualTo(before);
        assertThat(changed.newState()).isEqualTo(account.state().identityState());
        var late = new ChangeIdentities(ID, before, ALICE, List.of(), List.of(), List.of());
        assertThat(account.handle(late)).isEqualTo(new StateMismatch(changed.newState()));
    }
}
