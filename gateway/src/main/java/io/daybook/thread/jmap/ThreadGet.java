package io.daybook.thread.jmap;

import io.daybook.core.ThreadId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.core.jmap.standard.StandardGet.Found;
import io.daybook.thread.GetThreads;
import io.daybook.thread.GetThreads.ThreadView;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Thread/get (RFC 8621 section 3.1). */
final class ThreadGet implements Method {
    private static final StandardGet<ThreadId, ThreadView> GET =
            new StandardGet<>(
                    PropertyTable.of(
                            List.of(
                                    Property.serverSet(
                                            "id", thread -> Json.text(thread.id().toString())),
                                    Property.serverSet(
                                            "emailIds", thread -> Json.texts(thread.emails())))),
                    ThreadId::parse);

    @Override
    public String name() {
        return "Thread/get";
    }

    @Override
    public String capability() {
        return Capability.MAIL;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.account(node);
        var arguments = new Arguments(node);
        var ids = GET.ids(arguments, call);
        var selection = GET.selection(arguments);
        arguments.noOthers();
        var answer =
                GET.answer(
                        account,
                        ids,
                        selection,
                        call,
                        (known, limit) -> {
                            var query = new GetThreads(account, known, limit);
                            var found = call.query(query, GetThreads.Threads.class);
                            return new Found<>(
                                    found.state(), found.threads(), found.notFound(), found.more());
                        });
        return List.of(new Response(name(), answer));
    }
}
