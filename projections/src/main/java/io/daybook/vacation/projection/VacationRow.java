package io.daybook.vacation.projection;

import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.RecordCodec;
import io.daybook.vacation.VacationSetting;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The view of the vacation response; no row until somebody sets it. */
public final class VacationRow {
    public static final View<Only, VacationSetting> VIEW =
            new View<>(
                    "vacation",
                    KeyCodec.only(Only.ROW),
                    RecordCodec.of(VacationRow::write, VacationRow::read));

    private VacationRow() {}

    /** The key of the one row. */
    public enum Only {
        ROW
    }

    private static void write(VacationSetting setting, FieldWriter out) {
        out.flag("isEnabled", setting.isEnabled());
        write("fromDate", setting.fromDate(), out);
        write("toDate", setting.toDate(), out);
        out.text("subject", setting.subject());
        out.text("textBody", setting.textBody());
        out.text("htmlBody", setting.htmlBody());
    }

    private static VacationSetting read(FieldReader in) {
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
        out.number(name, instant == null ? 0 : instant.getEpochSecond());
        out.number(name + "Nanos", instant == null ? 0 : instant.getNano());
    }

    private static @Nullable Instant instant(String name, FieldReader in) {
        boolean given = in.flag(name + "Given");
        var instant = Instant.ofEpochSecond(in.number(name), in.number(name + "Nanos"));
        return given ? instant : null;
    }
}
