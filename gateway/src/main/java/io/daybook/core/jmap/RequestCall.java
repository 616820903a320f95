package io.daybook.core.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.Command;
import io.daybook.core.StreamHeads;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import io.daybook.core.http.SignedIn;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the calls of one request share. Used by one thread. */
final class RequestCall implements Call {
    private final SignedIn signedIn;
    private final Set<String> using;
    private final Cause cause;
    private final Instant now;
    private final Limits limits;
    private final RandomGenerator random;
    private final Bus bus;
    private final StreamHeads heads;
    private final Dispatcher methods;
    private final Map<String, String> createdIds;

    RequestCall(
            SignedIn signedIn,
            Envelope envelope,
            Cause cause,
            Instant now,
            Limits limits,
            RandomGenerator random,
            Bus bus,
            StreamHeads heads,
            Dispatcher methods) {
        this.signedIn = signedIn;
        this.using = envelope.using();
        this.cause = cause;
        this.now = now;
        this.limits = limits;
        this.random = random;
        this.bus = bus;
        this.heads = heads;
        this.methods = methods;
        var given = envelope.createdIds();
        this.createdIds = given == null ? new HashMap<>() : new HashMap<>(given);
    }

    @Override
    public UserId user() {
        return signedIn.user();
    }

    @Override
    public String credential() {
        return signedIn.credential();
    }

    @Override
    public Set<String> using() {
        return using;
    }

    @Override
    public Cause cause() {
        return cause;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long random() {
        return random.nextLong();
    }

    @Override
    public AccountId account(ObjectNode arguments, String member) {
        JsonNode id = arguments.get(member);
        if (id == null || !id.isString()) {
            throw new MethodException(MethodError.invalidArguments(member + " is not an id"));
        }
        VisibleAccount account = signedIn.find(id.stringValue());
        if (account == null) {
            throw new MethodException(MethodError.notFound(member));
        }
        String movedTo = heads.movedTo(account.id().stream());
        if (movedTo != null) {
            throw new MethodException(MethodError.moved(member, movedTo));
        }
        return account.id();
    }

    @Override
    public AccountId accountToChange(ObjectNode arguments) {
        AccountId account = account(arguments);
        if (visible(account).readOnly()) {
            throw new MethodException(MethodError.of("accountReadOnly"));
        }
        return account;
    }

    @Override
    public VisibleAccount visible(AccountId account) {
        VisibleAccount visible = signedIn.find(account.value());
        if (visible == null) {
            throw new IllegalArgumentException(user() + " does not see " + account);
        }
        return visible;
    }

    @Override
    public List<Method.Response> carryOut(String method, ObjectNode arguments) {
        return methods.carryOut(method, arguments, this);
    }

    @Override
    public @Nullable String created(String creationId) {
        return createdIds.get(creationId);
    }

    @Override
    public Map<String, String> createdIds() {
        return Collections.unmodifiableMap(createdIds);
    }

    @Override
    public void remember(String creationId, String id) {
        createdIds.put(creationId, id);
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public <R> R query(Object query, Class<R> answer) {
        return bus.query(query, answer);
    }

    @Override
    public <R> R command(Command command, Class<R> answer) {
        return bus.command(command, cause, answer);
    }
}
