package io.daybook.history.jmap;

import io.daybook.core.jmap.Method;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of history. */
@AutoConfiguration
public class HistoryJmapConfiguration {
    @Bean
    Method historyGet() {
        return HistoryGet.method();
    }

    @Bean
    Method historyQuery() {
        return HistoryQuery.method();
    }
}
