package io.daybook.submission.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.SubmissionId;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.ListQueries;
import io.daybook.core.jmap.standard.ListQueries.All;
import io.daybook.core.jmap.standard.StandardChanges;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.core.jmap.standard.StandardGet.Found;
import io.daybook.core.jmap.standard.StandardQuery;
import io.daybook.core.jmap.standard.StandardQueryChanges;
import io.daybook.email.jmap.MessageReading;
import io.daybook.submission.GetSubmissions;
import io.daybook.submission.GetSubmissions.Submissions;
import io.daybook.submission.ListSubmissions;
import io.daybook.submission.ListSubmissions.Brief;
import io.daybook.submission.ListSubmissions.Listed;
import io.daybook.submission.Sending;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of submissions. */
@AutoConfiguration
public class SubmissionJmapConfiguration {
    private static final ListQueries<SubmissionId, Brief> QUERIES =
            new ListQueries<>(
                    SubmissionProperties.QUERIED,
                    (account, call) -> {
                        var listed = call.query(new ListSubmissions(account), Listed.class);
                        return new All<>(listed.state(), listed.submissions());
                    },
                    new SubmissionTerms());

    @Bean
    Method submissionGet() {
        return new StandardGet<>(
                SubmissionProperties.TYPE,
                (account, _, call) ->
                        (ids, limit) -> {
                            var query = new GetSubmissions(account, ids, limit);
                            var found = call.query(query, Submissions.class);
                            return new Found<>(
                                    found.state(),
                                    found.submissions(),
                                    found.notFound(),
                                    found.more());
                        });
    }

    @Bean
    Method submissionChanges() {
        return new StandardChanges(SubmissionProperties.TYPE);
    }

    @Bean
    Method submissionQuery() {
        return new StandardQuery<>(SubmissionProperties.QUERIED, QUERIES);
    }

    @Bean
    Method submissionQueryChanges() {
        return new StandardQueryChanges<>(SubmissionProperties.QUERIED, QUERIES);
    }

    @Bean
    Method submissionSet(BlobStore blobs, MessageReading reading, Sending sending) {
        return new SubmissionSet(blobs, reading, sending);
    }
}
