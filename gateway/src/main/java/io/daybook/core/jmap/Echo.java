package io.daybook.core.jmap;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Core/echo (RFC 8620 section 4): the arguments come back as they are. */
public final class Echo implements Method {
    @Override
    public String name() {
        return "Core/echo";
    }

    @Override
    public String capability() {
        return Capability.CORE;
    }

    @Override
    public List<Response> call(ObjectNode arguments, Call call) {
        return List.of(new Response(name(), arguments));
    }
}
