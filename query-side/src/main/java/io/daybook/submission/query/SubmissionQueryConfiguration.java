package io.daybook.submission.query;

import io.daybook.submission.projection.SubmissionReads;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class SubmissionQueryConfiguration {
    @Bean
    SubmissionQueries submissionQueries(SubmissionReads reads) {
        return new SubmissionQueries(reads);
    }
}
