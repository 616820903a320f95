package io.daybook.core.jmap.fake;

import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.Command;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A request of Alice. Queries and commands are answered as a test registers it. */
public final class FakeCall implements Call {
    public static final AccountId ACCOUNT = new AccountId("a1");
    public static final UserId ALICE = new UserId("alice@example.test");
    public static final Instant NOW = Instant.parse("2026-11-22T10:11:12.345Z");

    private final Map<Class<?>, Function<Object, Object>> answers = new HashMap<>();
    private final Map<String, String> created = new HashMap<>();
    private final Random random = new Random(7);
    public final List<Object> asked = new ArrayList<>();
    public Set<String> using = Set.of(Capability.CORE, Capability.MAIL, Capability.QUOTA);
    public VisibleAccount seen = new VisibleAccount(ACCOUNT, ALICE, true, false);
    public Limits limits = Limits.DEFAULT;

    /** Answers queries and commands of a class. */
    public <Q> FakeCall on(Class<Q> question, Function<Q, Object> answer) {
        answers.put(question, asked -> answer.apply(question.cast(asked)));
        return this;
    }

    /** What was asked of a class, in order. */
    public <Q> List<Q> asked(Class<Q> question) {
        return asked.stream().filter(question::isInstance).map(question::cast).toList();
    }

    @Override
    public UserId user() {
        return ALICE;
    }

    @Override
    public String credential() {
        return "main-x";
    }

    @Override
    public Set<String> using() {
        return using;
    }

    @Override
    public Cause cause() {
        return new Cause(ALICE.value(), "jmap", "", "", "r1");
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public long random() {
        return random.nextLong();
    }

    @Override
    public AccountId account(ObjectNode arguments, String member) {
        var id = arguments.get(member);
        if (id == null || !id.isString()) {
            throw new MethodException(MethodError.invalidArguments("no " + member));
        }
        if (!id.stringValue().equals(ACCOUNT.value())) {
            throw new MethodException(MethodError.of("accountNotFound"));
        }
        return ACCOUNT;
    }

    @Override
    public VisibleAccount visible(AccountId account) {
        return seen;
    }

    @Override
    public AccountId accountToChange(ObjectNode arguments) {
        return account(arguments);
    }

    @Override
    public List<Method.Response> carryOut(String method, ObjectNode arguments) {
        throw new UnsupportedOperationException("a test that needs no " + method);
    }

    @Override
    public @Nullable String created(String creationId) {
        return created.get(creationId);
    }

    @Override
    public Map<String, String> createdIds() {
        return created;
    }

    @Override
    public void remember(String creationId, String id) {
        created.put(creationId, id);
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public <R> R query(Object query, Class<R> answer) {
        return answer.cast(answerTo(query));
    }

    @Override
    public <R> R command(Command command, Class<R> answer) {
        return answer.cast(answerTo(command));
    }

    /** What a question is answered with. */
    public Object answerTo(Object question) {
        asked.add(question);
        var answer = answers.get(question.getClass());
        if (answer == null) {
            throw new AssertionError("nobody answers " + question);
        }
        return answer.apply(question);
    }
}
