package io.daybook.undo.query;

import io.daybook.undo.RevertPlan.Vacation;
import io.daybook.undo.query.AccountPast.Past;
import io.daybook.vacation.VacationEvent;
import io.daybook.vacation.VacationEvent.VacationResponseChanged;
import io.daybook.vacation.VacationSetting;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The vacation response through the undone changes, compared with that of now. */
final class VacationUndo {
    private static final List<String> NAMES =
            List.of("isEnabled", "fromDate", "toDate", "subject", "textBody", "htmlBody");

    private VacationUndo() {}

    /**
     * @param undone the sequence numbers of the events that are undone
     */
    static Vacation plan(Set<Long> undone, AccountPast past) {
        var properties = new Properties(NAMES.size());
        VacationSetting was = VacationSetting.OFF;
        for (Past<VacationEvent> event : past.vacation()) {
            VacationSetting is =
                    switch (event.event()) {
                        case VacationResponseChanged(var setting) -> setting;
                    };
            if (undone.contains(event.seq())) {
                properties.change(values(was), values(is));
            }
            was = is;
        }
        var now = past.vacationNow();
        List<@Nullable Object> values = values(now.setting());
        List<String> contradicted =
                properties.contradicted(values).stream().map(NAMES::get).toList();
        List<@Nullable Object> wanted = properties.reverted(values);
        boolean stays = !contradicted.isEmpty() || wanted.equals(values);
        return new Vacation(now.state(), stays ? null : setting(wanted), contradicted);
    }

    private static List<@Nullable Object> values(VacationSetting it) {
        return Arrays.asList(
                it.isEnabled(),
                it.fromDate(),
                it.toDate(),
                it.subject(),
                it.textBody(),
                it.htmlBody());
    }

    private static VacationSetting setting(List<@Nullable Object> values) {
        return new VacationSetting(
                Boolean.TRUE.equals(values.get(0)),
                (Instant) values.get(1),
                (Instant) values.get(2),
                (String) values.get(3),
                (String) values.get(4),
                (String) values.get(5));
    }
}
