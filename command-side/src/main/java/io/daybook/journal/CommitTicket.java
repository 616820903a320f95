package io.daybook.journal;

import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The claim to durability of one unit of work. While a unit of work carries a ticket, an append
 * only joins the queue of the journal and returns; the ticket tells when it is durable.
 */
public final class CommitTicket {
    private static final String RESOURCE = CommitTicket.class.getName();

    private CompletableFuture<Void> durable = CompletableFuture.completedFuture(null);

    /** Makes appends of this unit of work, nested ones included, follow the ticket. */
    public void attachTo(UnitOfWork<?> unitOfWork) {
        unitOfWork.root().resources().put(RESOURCE, this);
    }

    /** The ticket of the current unit of work, or null. */
    public static @Nullable CommitTicket current() {
        return CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get().root().getResource(RESOURCE)
                : null;
    }

    /**
     * Completes after the sync of everything that was appended under the ticket so far, or with the
     * failure of any of it; at once when nothing was appended.
     */
    public synchronized CompletableFuture<Void> durable() {
        return durable;
    }

    /** Makes the ticket wait for this commit too. */
    public synchronized void follow(CompletableFuture<Void> commit) {
        durable =
                durable.isDone() && !durable.isCompletedExceptionally()
                        ? commit
                        : CompletableFuture.allOf(durable, commit);
    }
}
