package io.daybook.identity.projection;

import io.daybook.core.IdentityId;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.RecordCodec;
import io.daybook.identity.GetIdentities.IdentityView;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.IdentityEvent.IdentityChanged;
import io.daybook.identity.IdentityEvent.IdentityCreated;
import io.daybook.identity.IdentityEvent.IdentityDestroyed;
import io.daybook.identity.IdentityRules;
import io.daybook.identity.IdentitySetting;
import io.daybook.identity.IdentitySetting.Correspondent;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The view of identities. */
public final class IdentityRows {
    public static final View<IdentityId, IdentityView> VIEW =
            new View<>(
                    "identity",
                    KeyCodec.counter(IdentityId::value, IdentityId::new),
                    RecordCodec.of(IdentityRows::write, IdentityRows::read));

    private IdentityRows() {}

    /** The identity that comes with the account (RFC 8621 section 6: the default address). */
    public static IdentityView owner(String address) {
        return new IdentityView(IdentityRules.OWNER, address, IdentitySetting.NONE, false);
    }

    /** The identity after the event; null when it is gone, or never was there. */
    public static @Nullable IdentityView apply(@Nullable IdentityView before, IdentityEvent event) {
        return switch (event) {
            case IdentityCreated(var id, var email, var setting) ->
                    new IdentityView(id, email, setting, true);
            case IdentityChanged(var id, var setting) ->
                    before == null
                            ? null
                            : new IdentityView(id, before.email(), setting, before.mayDelete());
            case IdentityDestroyed _ -> null;
        };
    }

    private static void write(IdentityView identity, FieldWriter out) {
        IdentitySetting setting = identity.setting();
        out.number("id", identity.id().value());
        out.text("email", identity.email());
        out.flag("mayDelete", identity.mayDelete());
        out.text("name", setting.name());
        write("replyTo", setting.replyTo(), out);
        write("bcc", setting.bcc(), out);
        out.text("textSignature", setting.textSignature());
        out.text("htmlSignature", setting.htmlSignature());
    }

    private static IdentityView read(FieldReader in) {
        var id = new IdentityId(in.integer("id"));
        String email = in.requiredText("email");
        boolean mayDelete = in.flag("mayDelete");
        var setting =
                new IdentitySetting(
                        in.requiredText("name"),
                        correspondents("replyTo", in),
                        correspondents("bcc", in),
                        in.requiredText("textSignature"),
                        in.requiredText("htmlSignature"));
        return new IdentityView(id, email, setting, mayDelete);
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
        var correspondents =
                in.list(
                        name,
                        each -> new Correspondent(each.text("name"), each.requiredText("email")));
        return given ? correspondents : null;
    }
}
