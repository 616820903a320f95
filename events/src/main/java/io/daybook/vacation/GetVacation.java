package io.daybook.vacation;

import io.daybook.core.AccountId;
import io.daybook.core.State;

/** Asks for the vacation response of an account. */
public record GetVacation(AccountId account) {
    public record Vacation(State state, VacationSetting setting) {}
}
