package io.daybook.vacation.query;

import io.daybook.vacation.GetVacation;
import io.daybook.vacation.GetVacation.Vacation;
import io.daybook.vacation.projection.VacationReads;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link GetVacation}. */
public final class VacationQueries {
    private final VacationReads reads;

    public VacationQueries(VacationReads reads) {
        this.reads = reads;
    }

    @QueryHandler
    public Vacation handle(GetVacation query) {
        return reads.vacation(query.account());
    }
}
