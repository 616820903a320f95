package io.daybook.stored;

import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.journal.EventCodec;
import io.daybook.push.PushEvent.PushSubscriptionChanged;
import io.daybook.push.PushEvent.PushSubscriptionCreated;
import io.daybook.push.PushEvent.PushSubscriptionDestroyed;
import io.daybook.push.PushEvent.PushSubscriptionVerified;
import io.daybook.push.PushEvent.PushVerificationSent;
import io.daybook.push.PushSubscriptionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class PushForms {
    private static final String SLICE = "push";

    static final List<EventCodec<?>> ALL =
            List.of(
                    EventCodec.first(
                            SLICE,
                            PushSubscriptionCreated.class,
                            PushForms::writeCreated,
                            in ->
                                    new PushSubscriptionCreated(
                                            id(in),
                                            in.requiredText("credential"),
                                            in.requiredText("deviceClientId"),
                                            in.requiredText("endpoint"),
                                            in.requiredText("verificationCode"),
                                            StoredInstant.read(in, "expires"),
                                            readTypes(in),
                                            StoredInstant.read(in, "at"))),
                    EventCodec.first(
                            SLICE,
                            PushVerificationSent.class,
                            (e, out) -> id(e.id(), out),
                            in -> new PushVerificationSent(id(in))),
                    EventCodec.first(
                            SLICE,
                            PushSubscriptionVerified.class,
                            (e, out) -> id(e.id(), out),
                            in -> new PushSubscriptionVerified(id(in))),
                    EventCodec.first(
                            SLICE,
                            PushSubscriptionChanged.class,
                            (e, out) -> {
                                id(e.id(), out);
                                StoredInstant.write(out, "expires", e.expires());
                                writeTypes(e.types(), out);
                            },
                            in ->
                                    new PushSubscriptionChanged(
                                            id(in),
                                            StoredInstant.read(in, "expires"),
                                            readTypes(in))),
                    EventCodec.first(
                            SLICE,
                            PushSubscriptionDestroyed.class,
                            (e, out) -> {
                                id(e.id(), out);
                                out.text("why", e.why());
                            },
                            in -> new PushSubscriptionDestroyed(id(in), in.requiredText("why"))));

    private PushForms() {}

    private static void writeCreated(PushSubscriptionCreated e, FieldWriter out) {
        id(e.id(), out);
        out.text("credential", e.credential());
        out.text("deviceClientId", e.deviceClientId());
        out.text("endpoint", e.endpoint());
        out.text("verificationCode", e.verificationCode());
        StoredInstant.write(out, "expires", e.expires());
        writeTypes(e.types(), out);
        StoredInstant.write(out, "at", e.at());
    }

    private static void id(PushSubscriptionId id, FieldWriter out) {
        out.text("id", id.value());
    }

    private static PushSubscriptionId id(FieldReader in) {
        return new PushSubscriptionId(in.requiredText("id"));
    }

    private static void writeTypes(@Nullable List<String> types, FieldWriter out) {
        out.flag("allTypes", types == null);
        out.texts("types", types == null ? List.of() : types);
    }

    private static @Nullable List<String> readTypes(FieldReader in) {
        boolean all = in.flag("allTypes");
        List<String> types = in.texts("types");
        return all ? null : types;
    }
}
