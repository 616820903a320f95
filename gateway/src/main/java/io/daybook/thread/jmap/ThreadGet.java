package io.daybook.thread.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.ThreadId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.PastMethod;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.core.jmap.standard.StandardGet.Found;
import io.daybook.core.jmap.standard.StandardType;
import io.daybook.thread.GetThreads;
import io.daybook.thread.GetThreads.ThreadView;
import java.util.List;

/** Thread/get (RFC 8621 section 3.1). */
final class ThreadGet {
    static final StandardType<ThreadId, ThreadView> TYPE =
            StandardType.of(
                    DataType.THREAD,
                    Capability.MAIL,
                    PropertyTable.of(
                            List.of(
                                    Property.serverSet(
                                            "id", thread -> Json.text(thread.id().toString())),
                                    Property.serverSet(
                                            "emailIds", thread -> Json.texts(thread.emails())))),
                    ThreadId::parse,
                    ThreadId.PREFIX);

    private ThreadGet() {}

    static Method method() {
        return new PastMethod(new StandardGet<>(TYPE, ThreadGet::records));
    }

    private static StandardGet.Records<ThreadId, ThreadView> records(
            AccountId account, Arguments arguments, Call call) {
        return (ids, limit) -> {
            var query = new GetThreads(account, ids, limit);
            var found = call.query(query, GetThreads.Threads.class);
            return new Found<>(found.state(), found.threads(), found.notFound(), found.more());
        };
    }
}
