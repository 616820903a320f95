package io.daybook.vacation;

import io.daybook.core.AccountId;
import io.daybook.core.Command;
import io.daybook.core.State;

/**
 * Sets the vacation response as a whole.
 *
 * @param ifInState the state of the type VacationResponse of which the setting was made
 */
public record ChangeVacation(AccountId account, State ifInState, VacationSetting setting)
        implements Command {
    @Override
    public String stream() {
        return account.stream();
    }

    public sealed interface Answer {}

    /** The state of the type is not {@code ifInState}; nothing was done. */
    public record StateMismatch(State current) implements Answer {}

    public record VacationChanged(State oldState, State newState) implements Answer {}
}
