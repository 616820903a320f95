package io.daybook.account.projection;

import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.ThreadId;
import io.daybook.thread.GetThreads.ThreadView;
import io.daybook.thread.GetThreads.Threads;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads threads out of the columns. */
final class ThreadPages {
    private ThreadPages() {}

    static Threads read(MailState state, @Nullable List<ThreadId> ids, int limit) {
        return ids == null ? all(state, limit) : these(state, ids, limit);
    }

    private static Threads these(MailState state, List<ThreadId> ids, int limit) {
        var found = new ArrayList<ThreadView>();
        var notFound = new ArrayList<ThreadId>();
        for (var id : new LinkedHashSet<>(ids)) {
            if (!state.index.threads().has(id.value())) {
                notFound.add(id);
            } else if (found.size() < limit) {
                found.add(view(state, id));
            } else {
                return new Threads(state.state(DataType.THREAD), found, notFound, true);
            }
        }
        return new Threads(state.state(DataType.THREAD), found, notFound, false);
    }

    private static Threads all(MailState state, int limit) {
        var found = new ArrayList<ThreadView>();
        int next = state.index.threads().next(1);
        while (next > 0 && found.size() < limit) {
            found.add(view(state, new ThreadId(next)));
            next = state.index.threads().next(next + 1);
        }
        return new Threads(state.state(DataType.THREAD), found, List.of(), next > 0);
    }

    private static ThreadView view(MailState state, ThreadId thread) {
        int[] emails = state.index.threadEmails(thread.value());
        return new ThreadView(thread, IntStream.of(emails).mapToObj(EmailId::new).toList());
    }
}
