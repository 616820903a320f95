package io.daybook.stored;

import io.daybook.core.IdentityId;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.identity.IdentityEvent.IdentityChanged;
import io.daybook.identity.IdentityEvent.IdentityCreated;
import io.daybook.identity.IdentityEvent.IdentityDestroyed;
import io.daybook.identity.IdentitySetting;
import io.daybook.identity.IdentitySetting.Correspondent;
import io.daybook.journal.EventCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class IdentityForms {
    private static final String SLICE = "identity";

    static final List<EventCodec<?>> ALL =
            List.of(
                    EventCodec.first(
                            SLICE,
                            IdentityCreated.class,
                            (e, out) -> {
                                out.number("identity", e.identity().value());
                                out.text("email", e.email());
                                write(e.setting(), out);
                            },
                            in ->
                                    new IdentityCreated(
                                            identity(in), in.requiredText("email"), setting(in))),
                    EventCodec.first(
                            SLICE,
                            IdentityChanged.class,
                            (e, out) -> {
                                out.number("identity", e.identity().value());
                                write(e.setting(), out);
                            },
                            in -> new IdentityChanged(identity(in), setting(in))),
                    EventCodec.first(
                            SLICE,
                            IdentityDestroyed.class,
                            (e, out) -> out.number("identity", e.identity().value()),
                            in -> new IdentityDestroyed(identity(in))));

    private IdentityForms() {}

    private static IdentityId identity(FieldReader in) {
        return new IdentityId(in.integer("identity"));
    }

    private static void write(IdentitySetting setting, FieldWriter out) {
        out.text("name", setting.name());
        write("replyTo", setting.replyTo(), out);
        write("bcc", setting.bcc(), out);
        out.text("textSignature", setting.textSignature());
        out.text("htmlSignature", setting.htmlSignature());
    }

    private static IdentitySetting setting(FieldReader in) {
        return new IdentitySetting(
                in.requiredText("name"),
                correspondents("replyTo", in),
                correspondents("bcc", in),
                in.requiredText("textSignature"),
                in.requiredText("htmlSignature"));
    }

    private static void write(
            String name, @Nullable List<Correspondent> correspondents, FieldWriter out) {
        out.flag(name + "Given", correspondents != null);
        out.list(
                name,
                correspondents == null ? List.of() : correspondents,
                (correspondent, each) -> {
                    each.text("name", correspondent.name());
                    each.text("email", correspondent.email());
                });
    }

    private static @Nullable List<Correspondent> correspondents(String name, FieldReader in) {
        boolean given = in.flag(name + "Given");
        List<Correspondent> correspondents =
                in.list(
                        name,
                        each -> new Correspondent(each.text("name"), each.requiredText("email")));
        return given ? correspondents : null;
    }
}
