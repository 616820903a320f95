package io.daybook.core.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.Command;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a method knows of the request that it is part of. */
public interface Call {
    UserId user();

    /** Names the secret by which the user signed in. */
    String credential();

    /** The capabilities of {@code using}. */
    Set<String> using();

    Cause cause();

    /** The time of the request. */
    Instant now();

    /** Whether it reads an account as it once was. */
    default boolean isPast() {
        return false;
    }

    /** A random number from the one source of randomness. */
    long random();

    /**
     * The account that the arguments name in {@code accountId}.
     *
     * @throws MethodException invalidArguments when it is absent or no text, accountNotFound when
     *     the user can see no such account
     */
    default AccountId account(ObjectNode arguments) {
        return account(arguments, "accountId");
    }

    /**
     * The account that the arguments name in {@code member}, one of those that the user can see.
     *
     * @throws MethodException invalidArguments when it is absent or no text; accountNotFound when
     *     the user can see no such account, or fromAccountNotFound for {@code fromAccountId}
     */
    AccountId account(ObjectNode arguments, String member);

    /**
     * The account of {@code accountId}, which the method is about to change.
     *
     * @throws MethodException as {@link #account(ObjectNode)}, and accountReadOnly
     */
    AccountId accountToChange(ObjectNode arguments);

    /**
     * How the user sees an account, which is one of the user's.
     *
     * @throws IllegalArgumentException when it is none
     */
    VisibleAccount visible(AccountId account);

    /**
     * Carries out another method as a part of this call, such as the implicit Email/set of RFC 8620
     * section 5.4 and RFC 8621 section 7.5; its errors are responses.
     */
    List<Method.Response> carryOut(String method, ObjectNode arguments);

    /**
     * The id that a creation id of this request stands for, without {@code #}; null when it was not
     * created.
     */
    @Nullable String created(String creationId);

    /** Creation ids of this request and their ids, for those who come after. */
    Map<String, String> createdIds();

    void remember(String creationId, String id);

    Limits limits();

    /** Answers a query, waiting for what it must see. */
    <R> R query(Object query, Class<R> answer);

    /** Carries out a command; its events are durable when this returns. */
    <R> R command(Command command, Class<R> answer);
}
