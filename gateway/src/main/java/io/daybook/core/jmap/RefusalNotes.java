package io.daybook.core.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.RefusalWatch.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds in a response what was refused: records of a /set, calls that wanted to change something,
 * and calls to what the caller may not see or change. A response that refuses nothing costs three
 * look-ups.
 */
final class RefusalNotes {
    private static final int SHOWN = 10;
    private static final Set<String> CHANGES =
            Set.of("set", "copy", "import", "send", "upload", "undo", "restore");
    private static final Set<String> ACCESS =
            Set.of("accountNotFound", "accountReadOnly", "forbidden");

    private final RefusalWatch watch;

    RefusalNotes(RefusalWatch watch) {
        this.watch = watch;
    }

    void look(Envelope.Invocation invocation, Method.Response response, Call call) {
        if (response.name().equals("error")) {
            failed(invocation, response.arguments(), call);
        } else if (isChange(response.name())) {
            records(response, "notCreated", "create", call);
            records(response, "notUpdated", "update", call);
            records(response, "notDestroyed", "destroy", call);
        }
    }

    private static boolean isChange(String method) {
        return CHANGES.contains(method.substring(method.indexOf('/') + 1));
    }

    private void failed(Envelope.Invocation invocation, ObjectNode error, Call call) {
        String type = text(error.get("type"));
        if (isChange(invocation.name()) || ACCESS.contains(type)) {
            var account =
                    type.equals("accountNotFound")
                            ? null
                            : account(invocation.arguments().get("accountId"));
            watch.refused(
                    call.cause(), new Refused(account, invocation.name(), type, List.of(), 1));
        }
    }

    private void records(Method.Response response, String member, String wish, Call call) {
        if (!(response.arguments().get(member) instanceof ObjectNode records)
                || records.isEmpty()) {
            return;
        }
        var groups = new LinkedHashMap<String, Group>();
        for (var record : records.properties()) {
            String type = text(record.getValue().get("type"));
            groups.computeIfAbsent(type, _ -> new Group()).add(wish + ":" + record.getKey());
        }
        var account = account(response.arguments().get("accountId"));
        groups.forEach((type, group) ->
                watch.refused(
                        call.cause(),
                        new Refused(account, response.name(), type, group.shown, group.count)));
    }

    /** Records that were refused for the same reason. */
    private static final class Group {
        private final List<String> shown = new ArrayList<>();
        private long count;

        void add(String record) {
            if (shown.size() < SHOWN) {
                shown.add(record);
            }
            count++;
        }
    }

    private static @Nullable AccountId account(@Nullable JsonNode id) {
        String text = text(id);
        return AccountId.isValid(text) ? new AccountId(text) : null;
    }

    private static String text(@Nullable JsonNode node) {
        return node != null && node.isString() ? node.stringValue() : "";
    }
}
