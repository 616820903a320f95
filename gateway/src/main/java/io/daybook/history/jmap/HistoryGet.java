package io.daybook.history.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.core.jmap.standard.StandardGet.Found;
import io.daybook.core.jmap.standard.StandardGet.Records;
import io.daybook.history.GetHistory;
import io.daybook.history.GetHistory.Events;
import io.daybook.history.HistoryId;

/** History/get. */
final class HistoryGet {
    private static final long SOME_OBJECTS = 10;
    private static final long MOST_OBJECTS = 500;

    private HistoryGet() {}

    static Method method() {
        return new StandardGet<>(HistoryProperties.TYPE, HistoryGet::records);
    }

    private static Records<HistoryId, HistoryRecord> records(
            AccountId account, Arguments arguments, Call call) {
        long most = Math.min(arguments.unsigned("maxObjects", SOME_OBJECTS), MOST_OBJECTS);
        var properties = arguments.textsOrNull("properties");
        boolean needsEvents =
                properties == null
                        || properties.stream().anyMatch(HistoryProperties.OF_THE_EVENT::contains);
        boolean isOwner = call.visible(account).personal();
        return (ids, limit) -> {
            var query = new GetHistory(account, ids, limit, needsEvents ? (int) most : -1);
            var found = call.query(query, Events.class);
            return new Found<>(
                    found.state(),
                    found.events().stream().map(view -> new HistoryRecord(view, isOwner)).toList(),
                    found.notFound(),
                    found.more());
        };
    }
}
