package io.daybook.identity;

import io.daybook.core.AccountId;
import io.daybook.core.Command;
import io.daybook.core.IdentityId;
import io.daybook.core.State;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Identity/set call: creates, then updates, then destroys. Each record succeeds or is refused
 * by itself; all that succeed are one append.
 *
 * @param ifInState the state of the type Identity that is needed, null for any
 * @param senders as whom the user of the call may send
 */
public record ChangeIdentities(
        AccountId account,
        @Nullable State ifInState,
        Senders senders,
        List<CreateIdentity> create,
        List<UpdateIdentity> update,
        List<IdentityId> destroy)
        implements Command {
    public ChangeIdentities {
        create = List.copyOf(create);
        update = List.copyOf(update);
        destroy = List.copyOf(destroy);
    }

    @Override
    public String stream() {
        return account.stream();
    }

    public record CreateIdentity(String creationId, String email, IdentitySetting setting) {}

    /**
     * @param setting all of it, as it will be
     */
    public record UpdateIdentity(IdentityId identity, IdentitySetting setting) {}

    public sealed interface Answer {}

    /** The state of the type is not {@code ifInState}; nothing was done. */
    public record StateMismatch(State current) implements Answer {}

    /** The states are those of the type Identity, before and after. */
    public record IdentitiesChanged(
            State oldState,
            State newState,
            Map<String, IdentityId> created,
            Map<String, IdentityRefusal> notCreated,
            List<IdentityId> updated,
            Map<IdentityId, IdentityRefusal> notUpdated,
            List<IdentityId> destroyed,
            Map<IdentityId, IdentityRefusal> notDestroyed)
            implements Answer {}
}
