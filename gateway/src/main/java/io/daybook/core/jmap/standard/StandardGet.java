package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.standard.PropertyTable.Selection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The /get method (RFC 8620 section 5.1).
 *
 * @param parser reads an id of the type, null when the text is none
 */
public record StandardGet<I, R>(PropertyTable<R> properties, Function<String, @Nullable I> parser) {

    /** Where the records of a type come from. */
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

    /** Reads {@code properties}. */
    public Selection<R> selection(Arguments arguments) {
        return properties.select(arguments.textsOrNull("properties"));
    }

    /** Reads {@code ids}; null asks for all. */
    public @Nullable List<String> ids(Arguments arguments, Call call) {
        List<String> ids = arguments.textsOrNull("ids");
        requireAtMost(ids == null ? 0 : ids.size(), call.limits().maxObjectsInGet());
        return ids;
    }

    /** Answers a call whose arguments are all read. */
    public ObjectNode answer(
            AccountId account,
            @Nullable List<String> ids,
            Selection<R> selection,
            Call call,
            Records<I, R> records) {
        int limit = call.limits().maxObjectsInGet();
        KnownIds<I> wanted = ids == null ? null : KnownIds.of(ids, call, parser);
        Found<I, R> found = records.find(wanted == null ? null : wanted.known(), limit);
        // RFC 8620 section 5.1: null ids ask for all, unless there are too many.
        if (found.more()) {
            throw new MethodException(MethodError.of("requestTooLarge"));
        }
        ArrayNode list = Json.array();
        for (R record : found.records()) {
            list.add(selection.apply(record));
        }
        var answer = Json.object();
        answer.put("accountId", account.value());
        answer.put("state", found.state().toString());
        answer.set("list", list);
        answer.set(
                "notFound",
                wanted == null ? Json.array() : Json.texts(wanted.notFound(found.notFound())));
        return answer;
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
