package io.daybook.core.jmap.standard;

import io.daybook.core.DataType;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the standard methods need to know of a type (RFC 8620 section 5). A slice declares it once
 * and has each method for a few lines of its own:
 *
 * <pre>{@code
 * static final StandardType<FooId, FooView> TYPE =
 *         StandardType.of(DataType.FOO, Capability.FOO, TABLE, FooId::parse, FooId.PREFIX);
 *
 * new StandardGet<>(TYPE, (account, arguments, call) -> (ids, limit) -> ...)  // Foo/get
 * new StandardChanges(TYPE)                                                   // Foo/changes
 * new StandardQuery<>(TYPE, queries)                                          // Foo/query
 * new StandardQueryChanges<>(TYPE, queries)                                   // Foo/queryChanges
 * }</pre>
 *
 * where {@code queries} is a {@link ListQueries} when an account has few records of the type.
 * /changes and /queryChanges need the type in the account's log of changes, under {@code type}.
 *
 * @param capability the one that a request must name in {@code using}
 * @param parser reads an id of the type, null when the text is none
 * @param wire the id, on the wire, of the record that the log of changes knows by this number
 */
public record StandardType<I, R>(
        DataType type,
        String capability,
        PropertyTable<R> properties,
        Function<String, @Nullable I> parser,
        IntFunction<String> wire) {

    /** A type whose ids are counters: a letter and the number by which the log knows the record. */
    public static <I, R> StandardType<I, R> of(
            DataType type,
            String capability,
            PropertyTable<R> properties,
            Function<String, @Nullable I> parser,
            char prefix) {
        return new StandardType<>(
                type, capability, properties, parser, id -> prefix + Integer.toString(id));
    }

    /** The name of a method of the type, such as {@code Foo/get}. */
    public String method(String verb) {
        return type.name() + "/" + verb;
    }
}
