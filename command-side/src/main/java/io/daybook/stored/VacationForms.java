package io.daybook.stored;

import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.journal.EventCodec;
import io.daybook.vacation.VacationEvent.VacationResponseChanged;
import io.daybook.vacation.VacationSetting;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class VacationForms {
    static final List<EventCodec<?>> ALL =
            List.of(
                    EventCodec.first(
                            "vacation",
                            VacationResponseChanged.class,
                            (e, out) -> write(e.setting(), out),
                            in -> new VacationResponseChanged(setting(in))));

    private VacationForms() {}

    private static void write(VacationSetting setting, FieldWriter out) {
        out.flag("isEnabled", setting.isEnabled());
        write("fromDate", setting.fromDate(), out);
        write("toDate", setting.toDate(), out);
        out.text("subject", setting.subject());
        out.text("textBody", setting.textBody());
        out.text("htmlBody", setting.htmlBody());
    }

    private static VacationSetting setting(FieldReader in) {
        return new VacationSetting(
                in.flag("isEnabled"),
                instant("fromDate", in),
                instant("toDate", in),
                in.text("subject"),
                in.text("textBody"),
                in.text("htmlBody"));
    }

    private static void write(String name, @Nullable Instant instant, FieldWriter out) {
        out.flag(name + "Given", instant != null);
        if (instant != null) {
            StoredInstant.write(out, name, instant);
        }
    }

    private static @Nullable Instant instant(String name, FieldReader in) {
        return in.flag(name + "Given") ? StoredInstant.read(in, name) : null;
    }
}
