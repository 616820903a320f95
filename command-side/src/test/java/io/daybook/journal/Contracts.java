package io.daybook.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Proves of a contract that it asks for something. */
public final class Contracts {
    private Contracts() {}

    /**
     * Runs every test of the contract on an adapter that does nothing: all of them must fail, by
     * what they ask for.
     */
    public static <C> void assertNothingIsNotEnough(Class<C> contract, C nothing) {
        var tests =
                Arrays.stream(contract.getMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .toList();
        assertThat(tests).hasSizeGreaterThan(3);
        for (var test : tests) {
            assertThatThrownBy(() -> test.invoke(nothing))
                    .as(test.getName())
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCauseInstanceOf(AssertionError.class);
        }
    }
}
