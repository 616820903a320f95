package io.daybook.mime;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree that a new body is written as.
 *
 * @param properties which Email property each part of the client came in
 */
record BodyPlan(NewPart root, Map<NewPart, String> properties) {

    static BodyPlan of(NewBody body) {
        var properties = new IdentityHashMap<NewPart, String>();
        NewPart root =
                switch (body) {
                    case NewBody.Structure(NewPart tree) -> {
                        name(tree, "bodyStructure", properties);
                        yield tree;
                    }
                    case NewBody.Flat flat -> tree(flat, properties);
                };
        return new BodyPlan(root, properties);
    }

    private static void name(NewPart part, String property, Map<NewPart, String> properties) {
        properties.put(part, property);
        part.subParts().forEach(child -> name(child, property, properties));
    }

    private static NewPart tree(NewBody.Flat flat, Map<NewPart, String> properties) {
        var related = new ArrayList<NewPart>();
        var mixed = new ArrayList<NewPart>();
        for (var attachment : flat.attachments()) {
            name(attachment, "attachments", properties);
            boolean embedded =
                    flat.html() != null
                            && attachment.cid() != null
                            && !"attachment".equals(attachment.disposition());
            (embedded ? related : mixed).add(attachment);
        }
        var bodies = new ArrayList<NewPart>();
        if (flat.text() != null) {
            name(flat.text(), "textBody", properties);
            bodies.add(flat.text());
        }
        if (flat.html() != null) {
            name(flat.html(), "htmlBody", properties);
            bodies.add(
                    related.isEmpty()
                            ? flat.html()
                            : together("multipart/related", flat.html(), related));
        }
        if (bodies.size() == 2) {
            mixed.addFirst(NewPart.multipart("multipart/alternative", bodies));
        } else {
            mixed.addAll(0, bodies);
        }
        if (mixed.isEmpty()) {
            return NewPart.text("", "text/plain");
        }
        return mixed.size() == 1 ? mixed.getFirst() : NewPart.multipart("multipart/mixed", mixed);
    }

    private static NewPart together(String type, NewPart first, List<NewPart> rest) {
        var all = new ArrayList<NewPart>();
        all.add(first);
        all.addAll(rest);
        return NewPart.multipart(type, all);
    }

    /** The Email property that a part came in. */
    String property(NewPart part) {
        return properties.getOrDefault(part, "bodyStructure");
    }
}
