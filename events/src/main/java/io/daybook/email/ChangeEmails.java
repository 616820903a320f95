package io.daybook.email;

import io.daybook.core.AccountId;
import io.daybook.core.Command;
import io.daybook.core.EmailId;
import io.daybook.core.State;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.email.EmailCommand.UpdateEmail;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Email/set, import or copy call: adds, then updates, then destroys. Each record succeeds or is
 * refused by itself; all that succeed are one append.
 */
public record ChangeEmails(
        AccountId account,
        @Nullable State ifInState,
        List<AddEmail> create,
        List<UpdateEmail> update,
        List<DestroyEmail> destroy)
        implements Command {
    public ChangeEmails {
        create = List.copyOf(create);
        update = List.copyOf(update);
        destroy = List.copyOf(destroy);
    }

    @Override
    public String stream() {
        return account.stream();
    }

    public sealed interface Answer {}

    /** The Email state is not {@code ifInState}; nothing was done. */
    public record StateMismatch(State current) implements Answer {}

    /** The states are those of the type Email, before and after. */
    public record EmailsChanged(
            State oldState,
            State newState,
            Map<String, Created> created,
            Map<String, EmailRefusal> notCreated,
            List<EmailId> updated,
            Map<EmailId, EmailRefusal> notUpdated,
            List<EmailId> destroyed,
            Map<EmailId, EmailRefusal> notDestroyed)
            implements Answer {}

    public record Created(EmailId email, ThreadId thread) {}
}
