package io.daybook.vacation.projection;

import io.daybook.core.AccountId;
import io.daybook.vacation.GetVacation.Vacation;

/** Reads the vacation response, never behind what the stream had when the read began. */
public interface VacationReads {
    /**
     * @throws io.daybook.core.Unavailable when the view could not be caught up within the bound
     */
    Vacation vacation(AccountId account);
}
