package io.daybook.audit.admin;

import io.daybook.audit.AuditEntity;
import io.daybook.audit.AuditEntry.ActorType;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.audit.AuditFilter;
import io.daybook.core.AccountId;
import io.daybook.core.admin.AdminCall;
import io.daybook.core.admin.Parameter;
import io.daybook.core.admin.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The conditions on entries as parameters; an entry fulfils all that are given. */
final class AuditFilters {
    static final List<Parameter> PARAMETERS =
            List.of(
                    Parameter.optional(
                            "account", new Type.Text(1, 64, "[A-Za-z0-9_-]+"), "whose it is"),
                    Parameter.optional(
                            "actor",
                            Type.text(320),
                            "who did it: the address of a user, admin or system"),
                    Parameter.optional(
                            "actorType", words(ActorType.values()), "which kind of actor"),
                    Parameter.optional(
                            "operation",
                            Type.text(100),
                            "what was done, such as MailboxRenamed; see /admin/audit/operations"),
                    Parameter.optional(
                            "source",
                            Type.text(100),
                            "the way in, such as jmap; see /admin/audit/sources"),
                    Parameter.optional("result", words(Result.values()), "what became of it"),
                    Parameter.optional(
                            "entityType", Type.text(50), "a kind of thing, such as mailbox"),
                    Parameter.optional(
                            "entity",
                            new Type.Text(3, 400, "[A-Za-z]+:.+"),
                            "a thing, such as mailbox:m12; of one account together with account"),
                    Parameter.optional("after", new Type.Moment(), "at this moment or later"),
                    Parameter.optional("before", new Type.Moment(), "before this moment"));

    private AuditFilters() {}

    static AuditFilter of(AdminCall call) {
        String account = call.textOrNull("account");
        String entity = call.textOrNull("entity");
        return new AuditFilter(
                account == null ? null : new AccountId(account),
                call.textOrNull("actor"),
                word(ActorType.values(), call.textOrNull("actorType")),
                call.textOrNull("operation"),
                call.textOrNull("source"),
                word(Result.values(), call.textOrNull("result")),
                call.textOrNull("entityType"),
                entity == null ? null : Objects.requireNonNull(AuditEntity.parse(entity)),
                call.momentOrNull("after"),
                call.momentOrNull("before"));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Type words(Enum<?>[] values) {
        return new Type.Choice(Arrays.stream(values).map(AuditFilters::word).toList());
    }

    private static <E extends Enum<E>> @Nullable E word(E[] values, @Nullable String word) {
        return Arrays.stream(values)
                .filter(value -> word(value).equals(word))
                .findFirst()
                .orElse(null);
    }
}
