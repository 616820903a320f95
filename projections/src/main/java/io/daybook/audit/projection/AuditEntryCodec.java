package io.daybook.audit.projection;

import io.daybook.audit.AuditEntity;
import io.daybook.audit.AuditEntry;
import io.daybook.audit.AuditEntry.Change;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.audit.AuditPlace;
import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.RecordCodec;

/** An entry as octets. */
public final class AuditEntryCodec {
    public static final RecordCodec<AuditEntry> CODEC =
            RecordCodec.of(AuditEntryCodec::write, AuditEntryCodec::read);

    private AuditEntryCodec() {}

    private static void write(AuditEntry entry, FieldWriter out) {
        out.text("stream", entry.stream());
        out.number("seq", entry.seq());
        out.number("at", entry.place().micros());
        out.text("actor", entry.cause().actor());
        out.text("source", entry.cause().source());
        out.text("address", entry.cause().address());
        out.text("client", entry.cause().client());
        out.text("requestId", entry.cause().requestId());
        AccountId account = entry.account();
        out.text("account", account == null ? null : account.value());
        out.text("operation", entry.operation());
        out.list(
                "entities",
                entry.entities(),
                (entity, each) -> {
                    each.text("type", entity.type());
                    each.text("id", entity.id());
                });
        out.number("entityCount", entry.entityCount());
        out.number("result", entry.result().ordinal());
        out.text("detail", entry.detail());
        out.list(
                "changes",
                entry.changes(),
                (change, each) -> {
                    each.text("name", change.name());
                    each.text("before", change.before());
                    each.text("after", change.after());
                });
    }

    private static AuditEntry read(FieldReader in) {
        String stream = in.requiredText("stream");
        long seq = in.number("seq");
        long at = in.number("at");
        var cause =
                new Cause(
                        in.requiredText("actor"),
                        in.requiredText("source"),
                        in.requiredText("address"),
                        in.requiredText("client"),
                        in.requiredText("requestId"));
        String account = in.text("account");
        return new AuditEntry(
                stream,
                seq,
                AuditPlace.instant(at),
                cause,
                account == null ? null : new AccountId(account),
                in.requiredText("operation"),
                in.list(
                        "entities",
                        each ->
                                new AuditEntity(
                                        each.requiredText("type"), each.requiredText("id"))),
                in.integer("entityCount"),
                Result.values()[in.integer("result")],
                in.requiredText("detail"),
                in.list(
                        "changes",
                        each ->
                                new Change(
                                        each.requiredText("name"),
                                        each.text("before"),
                                        each.text("after"))));
    }
}
