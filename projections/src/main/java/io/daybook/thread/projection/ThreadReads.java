package io.daybook.thread.projection;

import io.daybook.core.AccountId;
import io.daybook.core.ThreadId;
import io.daybook.thread.GetThreads.Threads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads threads, never behind what the account's stream had when the read began. */
public interface ThreadReads {
    /**
     * The threads asked for, each once, or all up to the limit.
     *
     * @throws io.daybook.core.Unavailable when the view could not be caught up within the bound
     */
    Threads threads(AccountId account, @Nullable List<ThreadId> ids, int limit);
}
