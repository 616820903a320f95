package io.daybook.audit.projection;

import io.daybook.audit.AuditEntity;
import io.daybook.audit.AuditEntry;
import io.daybook.audit.AuditEntry.Change;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.view.Sequenced;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entry while it is written. */
final class AuditDraft {
    private final String stream;
    private final Sequenced event;
    private final AuditMemory memory;
    private final Set<AuditEntity> entities = new LinkedHashSet<>();
    private final List<Change> changes = new ArrayList<>();
    private @Nullable AccountId account;
    private String operation;
    private Result result = Result.DONE;
    private String detail = "";

    AuditDraft(String stream, Sequenced event, AuditMemory memory) {
        this.stream = stream;
        this.event = event;
        this.memory = memory;
        this.account = AccountId.ofStream(stream);
        this.operation = event.event().getClass().getSimpleName();
    }

    String stream() {
        return stream;
    }

    AuditMemory memory() {
        return memory;
    }

    void of(@Nullable AccountId whose) {
        account = whose;
    }

    void called(String name) {
        operation = name;
    }

    void ended(Result how, String why) {
        result = how;
        detail = why;
    }

    AuditEntity on(String type, Object id) {
        var entity = new AuditEntity(type, id.toString());
        entities.add(entity);
        return entity;
    }

    AuditEntity on(MailboxId mailbox) {
        return on("mailbox", mailbox);
    }

    void onMailboxes(Ids mailboxes) {
        mailboxes.forEach(id -> on(new MailboxId(id)));
    }

    void onEmails(Ids emails) {
        emails.forEach(id -> on("email", new EmailId(id)));
    }

    /** A property of something that is remembered: what it was before comes from memory. */
    void becomes(AuditEntity of, String name, @Nullable Object after) {
        String text = after == null ? null : after.toString();
        String before = memory.put(of.toString(), name, text);
        if (!Objects.equals(before, text)) {
            changes.add(new Change(name, before, text));
        }
    }

    /** What a property is before any event tells of it. */
    void assumes(AuditEntity of, String name, Object value) {
        if (memory.find(of.toString(), name) == null) {
            memory.put(of.toString(), name, value.toString());
        }
    }

    /** Everything that is remembered of something is gone. */
    void isGone(AuditEntity entity) {
        memory.forget(entity.toString())
                .forEach((name, before) -> changes.add(new Change(name, before, null)));
    }

    /** A property of which the event says all. */
    void tells(String name, @Nullable Object before, @Nullable Object after) {
        changes.add(
                new Change(
                        name,
                        before == null ? null : before.toString(),
                        after == null ? null : after.toString()));
    }

    void tells(String name, @Nullable Object after) {
        tells(name, null, after);
    }

    AuditPosting posting() {
        var all = List.copyOf(entities);
        var shown = all.subList(0, Math.min(all.size(), AuditEntry.SHOWN_ENTITIES));
        var told = changes.subList(0, Math.min(changes.size(), AuditEntry.SHOWN_CHANGES));
        return new AuditPosting(
                new AuditEntry(
                        stream,
                        event.seq(),
                        event.at(),
                        event.cause(),
                        account,
                        operation,
                        shown,
                        all.size(),
                        result,
                        detail,
                        told),
                all);
    }
}
