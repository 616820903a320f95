package io.daybook.push.projection;

import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.RecordCodec;
import io.daybook.push.GetPushSubscriptions.PushSubscriptionView;
import io.daybook.push.GetPushSubscriptions.Subscriptions;
import io.daybook.push.PushEvent;
import io.daybook.push.PushEvent.PushSubscriptionChanged;
import io.daybook.push.PushEvent.PushSubscriptionCreated;
import io.daybook.push.PushEvent.PushSubscriptionDestroyed;
import io.daybook.push.PushEvent.PushSubscriptionVerified;
import io.daybook.push.PushEvent.PushVerificationSent;
import io.daybook.push.PushSubscriptionId;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The one row of a stream of push subscriptions. */
final class PushRow {
    static final String GROUP = "push.1";

    private static final RecordCodec<PushSubscriptionView> SUBSCRIPTION =
            RecordCodec.of(PushRow::write, PushRow::read);

    static final View<Only, Subscriptions> VIEW =
            new View<>(
                    "push",
                    KeyCodec.only(Only.ROW),
                    RecordCodec.of(
                            (all, out) -> out.list("subscriptions", all.list(), SUBSCRIPTION),
                            in -> new Subscriptions(in.list("subscriptions", SUBSCRIPTION))));

    private PushRow() {}

    /** The key of the one row. */
    enum Only {
        ROW
    }

    static Subscriptions apply(Subscriptions before, PushEvent event) {
        var list = new ArrayList<>(before.list());
        switch (event) {
            case PushSubscriptionCreated it -> list.add(created(it));
            case PushVerificationSent(var id) ->
                    change(list, id, s -> with(s, true, s.verified(), s.expires(), s.types()));
            case PushSubscriptionVerified(var id) ->
                    change(
                            list,
                            id,
                            s -> with(s, s.verificationSent(), true, s.expires(), s.types()));
            case PushSubscriptionChanged(var id, var expires, var types) ->
                    change(
                            list,
                            id,
                            s -> with(s, s.verificationSent(), s.verified(), expires, types));
            case PushSubscriptionDestroyed(var id, _) -> list.removeIf(s -> s.id().equals(id));
        }
        return new Subscriptions(list);
    }

    private static void change(
            List<PushSubscriptionView> list,
            PushSubscriptionId id,
            UnaryOperator<PushSubscriptionView> by) {
        list.replaceAll(one -> one.id().equals(id) ? by.apply(one) : one);
    }

    private static PushSubscriptionView created(PushSubscriptionCreated it) {
        return new PushSubscriptionView(
                it.id(),
                it.credential(),
                it.deviceClientId(),
                it.endpoint(),
                it.verificationCode(),
                false,
                false,
                it.expires(),
                it.types());
    }

    private static PushSubscriptionView with(
            PushSubscriptionView s,
            boolean sent,
            boolean verified,
            Instant expires,
            @Nullable List<String> types) {
        return new PushSubscriptionView(
                s.id(),
                s.credential(),
                s.deviceClientId(),
                s.endpoint(),
                s.verificationCode(),
                sent,
                verified,
                expires,
                types);
    }

    private static void write(PushSubscriptionView s, FieldWriter out) {
        out.text("id", s.id().value());
        out.text("credential", s.credential());
        out.text("deviceClientId", s.deviceClientId());
        out.text("endpoint", s.endpoint());
        out.text("verificationCode", s.verificationCode());
        out.flag("verificationSent", s.verificationSent());
        out.flag("verified", s.verified());
        out.number("expires", s.expires().getEpochSecond());
        List<String> types = s.types();
        out.flag("allTypes", types == null);
        out.texts("types", types == null ? List.of() : types);
    }

    private static PushSubscriptionView read(FieldReader in) {
        return new PushSubscriptionView(
                new PushSubscriptionId(in.requiredText("id")),
                in.requiredText("credential"),
                in.requiredText("deviceClientId"),
                in.requiredText("endpoint"),
                in.requiredText("verificationCode"),
                in.flag("verificationSent"),
                in.flag("verified"),
                Instant.ofEpochSecond(in.number("expires")),
                readTypes(in));
    }

    private static @Nullable List<String> readTypes(FieldReader in) {
        boolean all = in.flag("allTypes");
        List<String> types = in.texts("types");
        return all ? null : types;
    }
}
