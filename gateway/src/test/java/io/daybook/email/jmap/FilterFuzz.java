package io.daybook.email.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fuzz.Input;
import io.daybook.core.jmap.standard.Arguments;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Any filter and sort are read, or refused with one of their errors. */
public final class FilterFuzz {
    private static final Set<String> ERRORS =
            Set.of("invalidArguments", "unsupportedFilter", "unsupportedSort");

    private FilterFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        ObjectNode object = Input.object(input);
        if (object != null) {
            var arguments = new Arguments(object);
            try {
                EmailConditions.read(arguments, new FakeCall());
                EmailComparators.read(arguments);
            } catch (MethodException refused) {
                assertThat(ERRORS).contains(refused.error().type());
            }
        }
    }
}
