package io.daybook.stored;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.account.AccountEvent.RetentionChanged;
import io.daybook.journal.EventCodec;
import java.util.List;

final class AccountForms {
    static final List<EventCodec<?>> ALL =
            List.of(
                    EventCodec.first(
                            "account",
                            AccountOpened.class,
                            (e, out) -> {
                                out.text("epoch", e.epoch());
                                out.number("salt", e.salt());
                                out.text("owner", e.owner());
                                out.number("quotaOctets", e.quotaOctets());
                            },
                            in ->
                                    new AccountOpened(
                                            in.requiredText("epoch"),
                                            in.number("salt"),
                                            in.requiredText("owner"),
                                            in.number("quotaOctets"))),
                    EventCodec.first(
                            "account",
                            QuotaChanged.class,
                            (e, out) -> out.number("quotaOctets", e.quotaOctets()),
                            in -> new QuotaChanged(in.number("quotaOctets"))),
                    EventCodec.first(
                            "account",
                            RetentionChanged.class,
                            (e, out) -> out.number("days", e.days()),
                            in -> new RetentionChanged(in.integer("days"))));

    private AccountForms() {}
}
