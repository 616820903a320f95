package io.daybook.vacation.query;

import io.daybook.vacation.projection.VacationReads;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class VacationQueryConfiguration {
    @Bean
    VacationQueries vacationQueries(VacationReads reads) {
        return new VacationQueries(reads);
    }
}
