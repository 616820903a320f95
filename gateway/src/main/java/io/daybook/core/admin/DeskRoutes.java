package io.daybook.core.admin;

import io.daybook.core.http.Answer;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The routes of a desk: to order, to look, to list, to cancel. */
public final class DeskRoutes {
    private static final Parameter ID =
            Parameter.path("id", new Type.Text(1, 40, "[a-z0-9]+"), "from the answer to the order");

    private DeskRoutes() {}

    /**
     * @param path such as {@code /admin/rebuilds}
     * @param thing in the names of the operations, such as {@code Rebuild}
     * @param does what an order does, as a sentence
     */
    public static AdminRoutes of(String path, String thing, String does, Desk desk) {
        var fields = desk.order().toArray(Type.Field[]::new);
        var one = path + "/{id}";
        var list =
                Type.thing(
                        Type.Field.required(
                                "list", new Type.Many(desk.progress(), 100), "the newest first"));
        var routes =
                List.of(
                        AdminRoute.post(path, "begin" + thing, does)
                                .reads(fields)
                                .answers(
                                        Reply.json(202, "it has begun", desk.progress()),
                                        Reply.problem(404, "what it names is not there"),
                                        Reply.problem(409, "another one is not over"))
                                .by(call -> Answer.json(202, desk.begin(call.body()))),
                        AdminRoute.get(
                                        path,
                                        "list" + thing + "s",
                                        "Those since the start of the server.")
                                .answers(Reply.json(200, "how far each is", list))
                                .by(_ -> Answer.json(200, list(desk))),
                        AdminRoute.get(one, "get" + thing, "How far one is.")
                                .takes(ID)
                                .answers(
                                        Reply.json(200, "how far it is", desk.progress()),
                                        Reply.problem(404, "there was none since the start"))
                                .by(call -> Answer.json(200, desk.look(call.text("id")))),
                        AdminRoute.delete(one, "cancel" + thing, "Ends one early.")
                                .takes(ID)
                                .answers(
                                        Reply.json(200, "how far it is", desk.progress()),
                                        Reply.problem(404, "there was none since the start"))
                                .by(call -> Answer.json(200, desk.cancel(call.text("id")))));
        return () -> routes;
    }

    private static ObjectNode list(Desk desk) {
        var json = JsonNodeFactory.instance.objectNode();
        var all = json.putArray("list");
        desk.all().forEach(all::add);
        return json;
    }
}
