package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The /get method of a type (RFC 8620 section 5.1). */
public record StandardGet<I, R>(StandardType<I, R> type, Source<I, R> source) implements Method {

    /** Where the records of a type come from. */
    @FunctionalInterface
    public interface Source<I, R> {
        /** Reads the arguments that only this type has, if it has any, and asks for nothing yet. */
        Records<I, R> records(AccountId account, Arguments arguments, Call call);
    }

    /** The records of an account, after all arguments were read. */
    @FunctionalInterface
    public interface Records<I, R> {
        /**
         * @param ids each once; null asks for all, of which at most {@code limit} are answered
         */
        Found<I, R> find(@Nullable List<I> ids, int limit);
    }

    /**
     * @param more whether there are more records than the limit
     */
    public record Found<I, R>(State state, List<R> records, List<I> notFound, boolean more) {}

    @Override
    public String name() {
        return type.method("get");
    }

    @Override
    public String capability() {
        return type.capability();
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        AccountId account = call.account(node);
        var arguments = new Arguments(node);
        int limit = call.limits().maxObjectsInGet();
        List<String> ids = arguments.textsOrNull("ids");
        requireAtMost(ids == null ? 0 : ids.size(), limit);
        var selection = type.properties().select(arguments.textsOrNull("properties"));
        var records = source.records(account, arguments, call);
        arguments.noOthers();
        KnownIds<I> wanted = ids == null ? null : KnownIds.of(ids, call, type.parser());
        Found<I, R> found = records.find(wanted == null ? null : wanted.known(), limit);
        // RFC 8620 section 5.1: null ids ask for all, unless there are too many.
        if (found.more()) {
            throw new MethodException(MethodError.of("requestTooLarge"));
        }
        ArrayNode list = Json.array();
        var gone = new ArrayList<String>();
        for (R record : found.records()) {
            try {
                list.add(selection.apply(record));
            } catch (ContentGone e) {
                if (!call.isPast()) {
                    throw e;
                }
                gone.add(type.properties().idOf(record));
            }
        }
        var answer = Json.object();
        answer.put("accountId", account.value());
        answer.put("state", found.state().toString());
        answer.set("list", list);
        ArrayNode notFound =
                wanted == null ? Json.array() : Json.texts(wanted.notFound(found.notFound()));
        gone.forEach(notFound::add);
        answer.set("notFound", notFound);
        return List.of(new Response(name(), answer));
    }

    /** What is asked for of a type of which an account has few records: {@code all} of them. */
    public static <I, R> Found<I, R> among(
            State state, List<R> all, PropertyTable<R> properties, @Nullable List<I> ids) {
        if (ids == null) {
            return new Found<>(state, all, List.of(), false);
        }
        var byId = HashMap.<String, R>newHashMap(all.size());
        all.forEach(record -> byId.put(properties.idOf(record), record));
        var found = new ArrayList<R>();
        var notFound = new ArrayList<I>();
        for (I id : ids) {
            R record = byId.get(id.toString());
            if (record == null) {
                notFound.add(id);
            } else {
                found.add(record);
            }
        }
        return new Found<>(state, found, notFound, false);
    }

    /**
     * @throws MethodException requestTooLarge when there are more than the maximum
     */
    public static void requireAtMost(int count, int maximum) {
        if (count > maximum) {
            throw new MethodException(
                    new MethodError("requestTooLarge", "at most " + maximum + " in one call"));
        }
    }
}
