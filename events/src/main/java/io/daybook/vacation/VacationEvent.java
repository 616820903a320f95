package io.daybook.vacation;

import io.daybook.core.MailEvent;

/** What can happen to the vacation response. */
public sealed interface VacationEvent extends MailEvent {
    record VacationResponseChanged(VacationSetting setting) implements VacationEvent {}
}
