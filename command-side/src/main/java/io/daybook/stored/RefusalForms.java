package io.daybook.stored;

import io.daybook.core.AccountId;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.journal.EventCodec;
import io.daybook.refusal.RefusalEvent;
import io.daybook.refusal.RefusalEvent.CallsRefused;
import io.daybook.refusal.RefusalEvent.Secret;
import io.daybook.refusal.RefusalEvent.SignInsFailed;
import java.time.Instant;
import java.util.List;

final class RefusalForms {
    private static final String SLICE = "refusal";

    static final List<EventCodec<?>> ALL =
            List.of(
                    EventCodec.first(
                            SLICE,
                            CallsRefused.class,
                            (e, out) -> {
                                out.text(
                                        "account",
                                        e.account() == null ? null : e.account().value());
                                out.text("method", e.method());
                                out.text("error", e.error());
                                out.texts("records", e.records());
                                count(e, out);
                            },
                            RefusalForms::calls),
                    EventCodec.first(
                            SLICE,
                            SignInsFailed.class,
                            (e, out) -> {
                                out.text("user", e.user());
                                out.text("secret", e.secret().name());
                                count(e, out);
                            },
                            RefusalForms::signIns));

    private RefusalForms() {}

    private static void count(RefusalEvent event, FieldWriter out) {
        out.number("count", event.count());
        out.number("first", event.first().toEpochMilli());
        out.number("last", event.last().toEpochMilli());
    }

    private static CallsRefused calls(FieldReader in) {
        String account = in.text("account");
        return new CallsRefused(
                account == null ? null : new AccountId(account),
                in.requiredText("method"),
                in.requiredText("error"),
                in.texts("records"),
                in.number("count"),
                Instant.ofEpochMilli(in.number("first")),
                Instant.ofEpochMilli(in.number("last")));
    }

    private static SignInsFailed signIns(FieldReader in) {
        return new SignInsFailed(
                in.text("user"),
                Secret.valueOf(in.requiredText("secret")),
                in.number("count"),
                Instant.ofEpochMilli(in.number("first")),
                Instant.ofEpochMilli(in.number("last")));
    }
}
