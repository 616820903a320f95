package io.daybook.undo.jmap;

import io.daybook.account.RevertChanges;
import io.daybook.account.RevertChanges.Identities;
import io.daybook.account.RevertChanges.Overtaken;
import io.daybook.account.RevertChanges.Reverted;
import io.daybook.account.RevertChanges.StateMismatch;
import io.daybook.account.RevertChanges.Vacation;
import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.AsOf.Reason;
import io.daybook.core.EmailId;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.email.EmailRevert;
import io.daybook.email.EmailRevert.BringBack;
import io.daybook.identity.jmap.UserSenders;
import io.daybook.mailbox.MailboxRevert;
import io.daybook.mailbox.MailboxRevert.ChangeBack;
import io.daybook.undo.RevertPlan;
import io.daybook.undo.RevertPlan.NoSuchMoment;
import io.daybook.undo.RevertPlan.Planned;
import io.daybook.undo.RevertPlan.TooMany;
import io.daybook.undo.UndoRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Carries out what was planned to go back, for both methods that do. */
record Reverting(BlobStore blobs) {
    /** How often a call starts again because others changed the settings meanwhile. */
    private static final int ATTEMPTS = 20;

    /**
     * What both methods take.
     *
     * @param ifInState a state of the account that it must still be in
     */
    record Request(AccountId account, @Nullable State ifInState, boolean dryRun) {
        static Request read(AccountId account, Arguments arguments) {
            String state = arguments.text("ifInState");
            State ifInState = state == null ? null : State.parse(state);
            if (state != null && ifInState == null) {
                throw SetRequest.stateMismatch();
            }
            return new Request(account, ifInState, arguments.bool("dryRun", false));
        }
    }

    /**
     * @param query plans it anew each time that it is asked
     * @throws MethodException stateMismatch, noSuchMoment, requestTooLarge; nothing was done then
     */
    ObjectNode carryOut(Request request, Object query, Call call) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Planned plan = plan(query, call);
            List<EmailId> expired = new ArrayList<>(plan.missing().expired());
            var command = command(request, plan, linked(request, plan, expired, call), call);
            switch (call.command(command, RevertChanges.Answer.class)) {
                case Reverted reverted -> {
                    return RevertAnswer.of(request, plan, expired, reverted);
                }
                case StateMismatch(_) -> throw SetRequest.stateMismatch();
                // Identities and the vacation response are compared again.
                case Overtaken() -> {}
            }
        }
        throw new MethodException(
                new MethodError("serverUnavailable", "the account changes all the time"));
    }

    private static Planned plan(Object query, Call call) {
        return switch (call.query(query, RevertPlan.class)) {
            case Planned planned -> planned;
            case TooMany(var records) ->
                    throw new MethodException(
                            new MethodError(
                                    "requestTooLarge",
                                    records
                                            + " records; at most "
                                            + UndoRules.MAX_RECORDS
                                            + " at once"));
            case NoSuchMoment(var reason) ->
                    throw new MethodException(new MethodError("noSuchMoment", describe(reason)));
        };
    }

    private static String describe(Reason reason) {
        return switch (reason) {
            case OTHER_EPOCH -> "the state is not one of this account";
            case BEYOND_HEAD -> "the state is in the future";
            case WITHIN_EVENT -> "the state is within a change, not after one";
            case BEFORE_ACCOUNT -> "the account did not exist yet";
        };
    }

    /** Subscriptions are the owner's: nobody else's undo changes them. */
    private static List<MailboxRevert> mailboxes(Request request, Planned plan, Call call) {
        boolean own = call.visible(request.account()).personal();
        return own ? plan.mailboxes() : plan.mailboxes().stream().map(Reverting::shared).toList();
    }

    private static MailboxRevert shared(MailboxRevert revert) {
        return revert instanceof ChangeBack(var mailbox, var left, var before)
                ? new ChangeBack(
                        mailbox,
                        left,
                        new MailboxRevert.Content(
                                before.name(),
                                before.parent(),
                                before.role(),
                                before.sortOrder(),
                                left.isSubscribed()))
                : revert;
    }

    /** The emails whose messages are there; no event names a message that is not. */
    private List<EmailRevert> linked(
            Request request, Planned plan, List<EmailId> expired, Call call) {
        if (request.dryRun()) {
            return plan.emails();
        }
        List<EmailRevert> linked = new ArrayList<>(plan.emails().size());
        for (EmailRevert revert : plan.emails()) {
            if (revert instanceof BringBack back
                    && !blobs.link(request.account(), call.user().value(), back.blob())) {
                expired.add(back.email());
            } else {
                linked.add(revert);
            }
        }
        return linked;
    }

    private static RevertChanges command(
            Request request, Planned plan, List<EmailRevert> emails, Call call) {
        var identities = plan.identities();
        var vacation = plan.vacation();
        return new RevertChanges(
                request.account(),
                request.ifInState(),
                mailboxes(request, plan, call),
                emails,
                identities == null || identities.reverts().isEmpty()
                        ? null
                        : new Identities(
                                identities.seen(), UserSenders.of(call), identities.reverts()),
                vacation == null || vacation.before() == null
                        ? null
                        : new Vacation(vacation.seen(), vacation.before()),
                request.dryRun());
    }
}
