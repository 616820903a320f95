package io.daybook.thread.jmap;

import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.StandardChanges;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of threads. */
@AutoConfiguration
public class ThreadJmapConfiguration {
    @Bean
    Method threadGet() {
        return ThreadGet.method();
    }

    @Bean
    Method threadChanges() {
        return new StandardChanges(ThreadGet.TYPE);
    }
}
