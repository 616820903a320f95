package io.daybook.aggregate;

import org.axonframework.modelling.command.CommandTargetResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** What all aggregates share. */
@AutoConfiguration
public class AggregateAutoConfiguration {
    /** Named by the aggregates' annotations. */
    @Bean
    CommandTargetResolver commandStream() {
        return new CommandStream();
    }
}
