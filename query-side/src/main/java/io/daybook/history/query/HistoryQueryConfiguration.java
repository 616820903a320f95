package io.daybook.history.query;

import io.daybook.history.projection.HistoryReads;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class HistoryQueryConfiguration {
    @Bean
    HistoryQueries historyQueries(HistoryReads reads) {
        return new HistoryQueries(reads);
    }
}
