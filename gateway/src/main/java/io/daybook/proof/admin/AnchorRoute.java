package io.daybook.proof.admin;

import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.Reply;
import io.daybook.core.admin.Type;
import io.daybook.core.http.Answer;
import io.daybook.proof.Anchor;
import io.daybook.proof.AnchorText;
import io.daybook.proof.Anchors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes an anchor and hands it out. */
public final class AnchorRoute {
    private AnchorRoute() {}

    static AdminRoute route(Anchors anchors) {
        return AdminRoute.post(
                        "/admin/anchors",
                        "makeAnchor",
                        "Makes an anchor of the journal, unless nothing has happened since the"
                                + " last one; answers with the last.")
                .answers(
                        Reply.json(
                                200,
                                "the anchor; text is what to keep in another place",
                                new Type.Any()))
                .by(_ -> Answer.json(200, json(anchors.anchor())));
    }

    public static ObjectNode json(Anchor anchor) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("number", anchor.number())
                .put("id", anchor.id())
                .put("time", anchor.at().toString())
                .put("streams", anchor.streams())
                .put("events", anchor.events())
                .put("root", anchor.root())
                .put("text", AnchorText.write(anchor));
    }
}
