package io.daybook.mailbox.command;

import io.daybook.core.MailboxId;
import io.daybook.mailbox.MailboxCommand;
import io.daybook.mailbox.MailboxCommand.DestroyMailbox;
import io.daybook.mailbox.MailboxCommand.RestoreMailbox;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import io.daybook.mailbox.MailboxRef;
import io.daybook.mailbox.MailboxRefusal.HasEmail;
import io.daybook.mailbox.MailboxRevert;
import io.daybook.mailbox.MailboxRevert.BringBack;
import io.daybook.mailbox.MailboxRevert.ChangeBack;
import io.daybook.mailbox.MailboxRevert.Changed;
import io.daybook.mailbox.MailboxRevert.Content;
import io.daybook.mailbox.MailboxRevert.Forbidden;
import io.daybook.mailbox.MailboxRevert.Gone;
import io.daybook.mailbox.MailboxRevert.Refusal;
import io.daybook.mailbox.MailboxRevert.TakeAway;
import io.daybook.mailbox.command.MailboxTree.Mailbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides which mailboxes come back to what they were: those that still are what was left of them,
 * as far as the rules of {@link MailboxDecider} allow it. Pure.
 */
public final class MailboxReverting {
    private final MailboxTree tree;
    private final ToIntFunction<MailboxId> closedUid;
    private final Map<MailboxId, MailboxCommand> wishes = new LinkedHashMap<>();
    private final List<MailboxId> unchanged = new ArrayList<>();
    private final Map<MailboxId, Refusal> refused = new LinkedHashMap<>();
    private int lastUidValidity;

    /**
     * @param closedUid the next UID of a destroyed mailbox, 0 when it is not known
     */
    public MailboxReverting(
            List<MailboxRevert> reverts, MailboxTree tree, ToIntFunction<MailboxId> closedUid) {
        this.tree = tree;
        this.closedUid = closedUid;
        this.lastUidValidity = tree.lastUidValidity();
        reverts.forEach(this::wish);
    }

    /** What is to be done; those that go are taken to have no mail. */
    public MailboxOutcome decide() {
        return MailboxDecider.decide(wishes, tree, any -> 0);
    }

    /** Lets a mailbox stay that would go with mail in it. */
    public void keep(MailboxId mailbox, int emails) {
        wishes.remove(mailbox);
        refused.put(mailbox, new Forbidden(new HasEmail(emails)));
    }

    public List<MailboxId> unchanged() {
        return unchanged;
    }

    /** Those that the outcome reverts. */
    public List<MailboxId> reverted(MailboxOutcome outcome) {
        var refusals = refused(outcome);
        return wishes.keySet().stream().filter(id -> !refusals.containsKey(id)).toList();
    }

    public Map<MailboxId, Refusal> refused(MailboxOutcome outcome) {
        Map<MailboxId, Refusal> all = new LinkedHashMap<>(refused);
        outcome.notUpdated().forEach((id, why) -> all.put(id, new Forbidden(why)));
        outcome.notDestroyed().forEach((id, why) -> all.put(id, new Forbidden(why)));
        return all;
    }

    private void wish(MailboxRevert revert) {
        MailboxId id = revert.mailbox();
        Mailbox mailbox = tree.find(id);
        Content now = mailbox == null ? null : content(mailbox);
        switch (revert) {
            case BringBack(_, var before, _) when now != null ->
                    settled(id, before.equals(now), now);
            case BringBack back -> wishes.put(id, restore(back));
            case TakeAway _ when now == null -> unchanged.add(id);
            case TakeAway(_, var left) when !left.equals(now) ->
                    refused.put(id, new Changed(left, now));
            case TakeAway _ -> wishes.put(id, new DestroyMailbox(id, false));
            case ChangeBack _ when now == null -> refused.put(id, new Gone());
            case ChangeBack back -> change(back, now);
        }
    }

    private void settled(MailboxId id, boolean asWanted, Content now) {
        if (asWanted) {
            unchanged.add(id);
        } else {
            refused.put(id, new Changed(null, now));
        }
    }

    private RestoreMailbox restore(BringBack back) {
        int nextUid = closedUid.applyAsInt(back.mailbox());
        if (nextUid > 0) {
            return new RestoreMailbox(back.mailbox(), back.before(), back.uidValidity(), nextUid);
        }
        // RFC 3501 section 2.3.1.1: UIDs that may come again need another UIDVALIDITY.
        lastUidValidity = Math.addExact(lastUidValidity, 1);
        return new RestoreMailbox(back.mailbox(), back.before(), lastUidValidity, 1);
    }

    private void change(ChangeBack back, Content now) {
        Content left = back.left();
        Content before = back.before();
        var properties =
                List.of(
                        new Property<>(left.name(), before.name(), now.name()),
                        new Property<>(left.parent(), before.parent(), now.parent()),
                        new Property<>(left.role(), before.role(), now.role()),
                        new Property<>(left.sortOrder(), before.sortOrder(), now.sortOrder()),
                        new Property<>(
                                left.isSubscribed(), before.isSubscribed(), now.isSubscribed()));
        if (properties.stream().anyMatch(Property::isContradicted)) {
            refused.put(back.mailbox(), new Changed(left, now));
        } else if (properties.stream().noneMatch(Property::changes)) {
            unchanged.add(back.mailbox());
        } else {
            wishes.put(back.mailbox(), update(back.mailbox(), properties, before));
        }
    }

    private static UpdateMailbox update(
            MailboxId mailbox, List<? extends Property<?>> properties, Content before) {
        return new UpdateMailbox(
                mailbox,
                properties.get(0).changes() ? before.name() : null,
                properties.get(1).changes() ? parent(before) : null,
                properties.get(2).changes() ? Optional.ofNullable(before.role()) : null,
                properties.get(3).changes() ? (Integer) before.sortOrder() : null,
                properties.get(4).changes() ? (Boolean) before.isSubscribed() : null);
    }

    private static Optional<MailboxRef> parent(Content before) {
        return Optional.ofNullable(before.parent()).map(MailboxRef.Existing::new);
    }

    /** One property as the undone changes left it, as it was before them, and as it is. */
    private record Property<T>(@Nullable T left, @Nullable T before, @Nullable T now) {
        private boolean isTouched() {
            return !Objects.equals(left, before);
        }

        boolean isContradicted() {
            return isTouched() && !Objects.equals(now, left) && !Objects.equals(now, before);
        }

        boolean changes() {
            return isTouched() && !Objects.equals(now, before);
        }
    }

    static Content content(Mailbox mailbox) {
        return new Content(
                mailbox.name(),
                mailbox.parent(),
                mailbox.role(),
                mailbox.sortOrder(),
                mailbox.isSubscribed());
    }
}
