package io.daybook.launch;

import java.util.function.Function;

/**
 * What became of a text from the command line: a value, or one line that says what is wrong and
 * what to do.
 */
public sealed interface Parsed<T> {
    record Ok<T>(T value) implements Parsed<T> {}

    record Wrong<T>(String message) implements Parsed<T> {}

    static <T> Parsed<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Parsed<T> wrong(String message) {
        return new Wrong<>(message);
    }

    default <R> Parsed<R> then(Function<T, Parsed<R>> next) {
        return switch (this) {
            case Ok<T>(var value) -> next.apply(value);
            case Wrong<T>(var message) -> wrong(message);
        };
    }
}
