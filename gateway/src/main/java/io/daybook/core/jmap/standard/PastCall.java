package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.AsOf;
import io.daybook.core.AsOf.NoSuchMoment;
import io.daybook.core.AsOf.Reason;
import io.daybook.core.AsOf.Then;
import io.daybook.core.Cause;
import io.daybook.core.Command;
import io.daybook.core.Moment;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A call whose queries are answered as of a moment of the past. */
record PastCall(Call call, AccountId account, Moment moment) implements Call {
    @Override
    public <R> R query(Object query, Class<R> answer) {
        return switch (call.query(new AsOf(account, moment, query), AsOf.Answer.class)) {
            case Then(var then) -> answer.cast(then);
            case NoSuchMoment(var reason) -> throw PastMethod.noSuchMoment(describe(reason));
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

    @Override
    public boolean isPast() {
        return true;
    }

    @Override
    public UserId user() {
        return call.user();
    }

    @Override
    public String credential() {
        return call.credential();
    }

    @Override
    public Set<String> using() {
        return call.using();
    }

    @Override
    public Cause cause() {
        return call.cause();
    }

    @Override
    public Instant now() {
        return call.now();
    }

    @Override
    public long random() {
        return call.random();
    }

    @Override
    public AccountId account(ObjectNode arguments, String member) {
        return call.account(arguments, member);
    }

    @Override
    public AccountId accountToChange(ObjectNode arguments) {
        return call.accountToChange(arguments);
    }

    @Override
    public VisibleAccount visible(AccountId of) {
        return call.visible(of);
    }

    @Override
    public List<Method.Response> carryOut(String method, ObjectNode arguments) {
        return call.carryOut(method, arguments);
    }

    @Override
    public @Nullable String created(String creationId) {
        return call.created(creationId);
    }

    @Override
    public Map<String, String> createdIds() {
        return call.createdIds();
    }

    @Override
    public void remember(String creationId, String id) {
        call.remember(creationId, id);
    }

    @Override
    public Limits limits() {
        return call.limits();
    }

    @Override
    public <R> R command(Command command, Class<R> answer) {
        throw new IllegalStateException("the past does not change");
    }
}
