package io.daybook.rebuild.admin;

import io.daybook.core.admin.AccountNames;
import io.daybook.core.admin.Desk;
import io.daybook.core.admin.Type;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.rebuild.RebuildOrder;
import io.daybook.rebuild.RebuildOrder.Action;
import io.daybook.rebuild.RebuildProgress;
import io.daybook.rebuild.Rebuilds;
import io.daybook.rebuild.Rebuilds.Begun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes orders for rebuilds. */
public final class RebuildDesk implements Desk {
    private static final int MOST_NAMES = 10_000;

    private final Rebuilds rebuilds;
    private final AccountNames accounts;

    public RebuildDesk(Rebuilds rebuilds, AccountNames accounts) {
        this.rebuilds = rebuilds;
        this.accounts = accounts;
    }

    @Override
    public List<Type.Field> order() {
        return List.of(
                Type.Field.optional(
                        "action",
                        Type.choice("rebuild", "confirm", "rollback"),
                        "what to do with the views; rebuild by default"),
                Type.Field.optional(
                        "views",
                        new Type.Many(Type.text(100), 100),
                        "by name; all of them without this"),
                Type.Field.optional(
                        "accounts",
                        new Type.Many(Type.text(320), MOST_NAMES),
                        "ids of accounts or addresses of users; all of them without this"),
                Type.Field.optional(
                        "compare",
                        new Type.Flag(),
                        "whether to tell in what the new views differ from those before"),
                Type.Field.optional(
                        "redigest",
                        new Type.Flag(),
                        "whether the parser of now reads every message again before"),
                Type.Field.optional(
                        "fromMessages",
                        new Type.Flag(),
                        "whether to read messages rather than their digests"));
    }

    @Override
    public Type progress() {
        return new Type.Any();
    }

    @Override
    public ObjectNode begin(ObjectNode order) {
        var begun =
                rebuilds.begin(
                        new RebuildOrder(
                                action(order.path("action").asString("rebuild")),
                                texts(order, "views"),
                                accounts.streams(texts(order, "accounts")),
                                order.path("compare").asBoolean(false),
                                order.path("redigest").asBoolean(false),
                                order.path("fromMessages").asBoolean(false)));
        return switch (begun) {
            case Begun.Started(var id) -> look(id);
            case Begun.Busy(var id) ->
                    throw problem(
                            409,
                            "Conflict",
                            "Rebuild " + id + " is not over; wait for it, or cancel it.");
            case Begun.NoSuchView(var view) ->
                    throw problem(
                            404,
                            "Not Found",
                            "There is no view "
                                    + view
                                    + "; there are "
                                    + String.join(", ", rebuilds.views())
                                    + ".");
            case Begun.NoSuchStream(var stream) ->
                    throw problem(404, "Not Found", "There is no stream " + stream + ".");
        };
    }

    private static Action action(String word) {
        return Action.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static List<String> texts(ObjectNode order, String name) {
        var texts = new ArrayList<String>();
        order.path(name).forEach(text -> texts.add(text.asString()));
        return texts;
    }

    @Override
    public ObjectNode look(String id) {
        return json(found(id, rebuilds.find(id)));
    }

    @Override
    public List<ObjectNode> all() {
        return rebuilds.all().stream().map(RebuildDesk::json).toList();
    }

    @Override
    public ObjectNode cancel(String id) {
        rebuilds.cancel(id);
        return look(id);
    }

    private static RebuildProgress found(String id, @Nullable RebuildProgress progress) {
        if (progress == null) {
            throw problem(404, "Not Found", "There was no rebuild " + id + " since the start.");
        }
        return progress;
    }

    private static ProblemException problem(int status, String title, String detail) {
        return new ProblemException(Problem.of(status, title, detail));
    }

    private static ObjectNode json(RebuildProgress progress) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", progress.id())
                .put("action", word(progress.order().action()))
                .put("stage", word(progress.stage()))
                .put("began", progress.began().toString())
                .put("seconds", Math.round(progress.seconds() * 1000) / 1000.0)
                .put("secondsLeft", progress.left().toSeconds())
                .put("streams", progress.streams())
                .put("streamsInAll", progress.streamsInAll())
                .put("events", progress.events())
                .put("eventsInAll", progress.eventsInAll())
                .put("eventsPerSecond", Math.round(progress.eventsPerSecond()))
                .put("messages", progress.messages())
                .put("messagesPerSecond", Math.round(progress.messagesPerSecond()))
                .put("redigested", progress.redigested())
                .put("changed", progress.changed())
                .put("compared", progress.compared());
        fill(json.putArray("views"), progress.order().views());
        fill(json.putArray("differences"), progress.differences());
        fill(json.putArray("failures"), progress.failures());
        return json;
    }

    private static void fill(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The progress in a line. */
    public static String line(JsonNode progress) {
        var line = new StringBuilder();
        line.append(
                "%,d of %,d events (%,d/s)"
                        .formatted(
                                progress.path("events").asLong(),
                                progress.path("eventsInAll").asLong(),
                                progress.path("eventsPerSecond").asLong()));
        if (progress.path("messages").asLong() > 0) {
            line.append(
                    ", %,d messages (%,d/s)"
                            .formatted(
                                    progress.path("messages").asLong(),
                                    progress.path("messagesPerSecond").asLong()));
        }
        if (progress.path("redigested").asLong() > 0) {
            line.append(
                    ", %,d read again, of which %,d show something else"
                            .formatted(
                                    progress.path("redigested").asLong(),
                                    progress.path("changed").asLong()));
        }
        line.append(
                ", %,d of %,d streams"
                        .formatted(
                                progress.path("streams").asLong(),
                                progress.path("streamsInAll").asLong()));
        long left = progress.path("secondsLeft").asLong();
        return left > 0
                ? line.append(", %d:%02d left".formatted(left / 60, left % 60)).toString()
                : line.toString();
    }
}
