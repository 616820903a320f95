package io.daybook.submission.query;

import io.daybook.submission.GetDelivery;
import io.daybook.submission.GetDue;
import io.daybook.submission.GetDue.Due;
import io.daybook.submission.GetSubmissions;
import io.daybook.submission.GetSubmissions.Submissions;
import io.daybook.submission.ListSubmissions;
import io.daybook.submission.ListSubmissions.Listed;
import io.daybook.submission.projection.SubmissionReads;
import org.axonframework.queryhandling.QueryHandler;

/** Answers what clients ask of submissions, and what the relay policy asks of deliveries. */
public final class SubmissionQueries {
    private final SubmissionReads reads;

    public SubmissionQueries(SubmissionReads reads) {
        this.reads = reads;
    }

    @QueryHandler
    public Submissions handle(GetSubmissions query) {
        return reads.submissions(query.account(), query.ids(), query.limit());
    }

    @QueryHandler
    public Listed handle(ListSubmissions query) {
        return reads.list(query.account());
    }

    @QueryHandler
    public GetDelivery.Answer handle(GetDelivery query) {
        return reads.delivery(query.account(), query.submission());
    }

    @QueryHandler
    public Due handle(GetDue query) {
        return reads.due(query);
    }
}
