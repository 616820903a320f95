package io.daybook.view.admin;

import io.daybook.core.GetFollowers;
import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.Reply;
import io.daybook.core.admin.Type;
import io.daybook.core.admin.Type.Field;
import io.daybook.core.http.Answer;
import io.daybook.core.jmap.Bus;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How far everything that follows the journal has come. */
final class FollowersRoute {
    private static final Type COUNT = new Type.Whole(0, Long.MAX_VALUE);

    private FollowersRoute() {}

    static AdminRoute route(Bus bus) {
        var follower =
                Type.thing(
                        Field.required("name", Type.text(100), "of the view"),
                        Field.required("streams", COUNT, "that it follows"),
                        Field.required("behind", COUNT, "streams that it is behind on"),
                        Field.required("eventsBehind", COUNT, "events still to apply"),
                        Field.required("parked", COUNT, "streams that it fails on, and retries"));
        return AdminRoute.get(
                        "/admin/followers",
                        "listFollowers",
                        "How far each view and each policy has come. Looks at every stream.")
                .answers(
                        Reply.json(
                                200,
                                "all of them",
                                Type.thing(
                                        Field.required(
                                                "followers",
                                                new Type.Many(follower, 1000),
                                                "in no order"))))
                .by(_ ->
                        Answer.json(
                                200,
                                json(bus.query(new GetFollowers(), GetFollowers.Followers.class))));
    }

    private static ObjectNode json(GetFollowers.Followers all) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("followers");
        all.followers()
                .forEach(one ->
                        list.addObject()
                                .put("name", one.name())
                                .put("streams", one.streams())
                                .put("behind", one.behind())
                                .put("eventsBehind", one.eventsBehind())
                                .put("parked", one.parked()));
        return json;
    }
}
