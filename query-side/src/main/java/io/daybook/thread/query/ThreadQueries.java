package io.daybook.thread.query;

import io.daybook.thread.GetThreads;
import io.daybook.thread.GetThreads.Threads;
import io.daybook.thread.projection.ThreadReads;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link GetThreads}. */
public final class ThreadQueries {
    private final ThreadReads reads;

    public ThreadQueries(ThreadReads reads) {
        this.reads = reads;
    }

    @QueryHandler
    public Threads handle(GetThreads query) {
        return reads.threads(query.account(), query.ids(), query.limit());
    }
}
