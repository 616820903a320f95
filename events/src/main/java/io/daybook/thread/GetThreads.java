package io.daybook.thread;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.State;
import io.daybook.core.ThreadId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for threads; null ids ask for all, of which at most {@code limit} are answered. */
public record GetThreads(AccountId account, @Nullable List<ThreadId> ids, int limit) {
    /**
     * @param more whether there were more than the limit
     */
    public record Threads(
            State state, List<ThreadView> threads, List<ThreadId> notFound, boolean more) {
        public Threads {
            threads = List.copyOf(threads);
            notFound = List.copyOf(notFound);
        }
    }

    /**
     * A thread's emails, oldest received first, equal times by ascending id (RFC 8621 section 3).
     */
    public record ThreadView(ThreadId id, List<EmailId> emails) {
        public ThreadView {
            emails = List.copyOf(emails);
        }
    }
}
