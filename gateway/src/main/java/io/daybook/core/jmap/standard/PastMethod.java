package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.Moment;
import io.daybook.core.Moment.AtState;
import io.daybook.core.Moment.AtTime;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A method that reads an account, and with {@link Capability#HISTORY} also the account as it was:
 * the argument {@code asOf} is a state of the account or a UTCDate; null is now.
 */
public record PastMethod(Method method) implements Method {
    private static final String AS_OF = "asOf";

    @Override
    public String name() {
        return method.name();
    }

    @Override
    public String capability() {
        return method.capability();
    }

    @Override
    public List<Response> call(ObjectNode arguments, Call call) {
        JsonNode asOf = arguments.get(AS_OF);
        if (asOf == null || !call.using().contains(Capability.HISTORY)) {
            return method.call(arguments, call);
        }
        AccountId account = call.account(arguments);
        ObjectNode others = Json.object();
        others.setAll(arguments);
        others.remove(AS_OF);
        return method.call(
                others,
                asOf.isNull() ? call : new PastCall(call, account, moment(asOf, call.now())));
    }

    private static Moment moment(JsonNode asOf, Instant now) {
        String wire = Arguments.text(AS_OF, asOf);
        State state = State.parse(wire);
        if (state != null) {
            return new AtState(state);
        }
        Instant time = UtcDate.parse(wire);
        if (time == null) {
            throw Arguments.invalid("asOf is neither a state nor a UTCDate");
        }
        if (time.isAfter(now)) {
            throw noSuchMoment("the date is in the future");
        }
        return new AtTime(time);
    }

    /** The error of a moment that never was, or is not over yet. */
    static MethodException noSuchMoment(String description) {
        return new MethodException(new MethodError("noSuchMoment", description));
    }
}
