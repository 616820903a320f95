package io.daybook.thread.query;

import io.daybook.thread.projection.ThreadReads;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class ThreadQueryConfiguration {
    @Bean
    ThreadQueries threadQueries(ThreadReads reads) {
        return new ThreadQueries(reads);
    }
}
