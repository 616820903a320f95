package io.daybook.core.jmap;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** One JMAP method (RFC 8620 section 3.2). Runs on a virtual thread and may block. */
public interface Method {
    /** The name on the wire, such as {@code Mailbox/get}. */
    String name();

    /** The capability that a request must name in {@code using}. */
    String capability();

    /**
     * Answers a call whose back-references are resolved already.
     *
     * @return one response or several, in order; the first usually has the name of the method
     * @throws MethodException for a method-level error; nothing was changed then
     */
    List<Response> call(ObjectNode arguments, Call call);

    /** The name and arguments of one response. */
    record Response(String name, ObjectNode arguments) {}
}
