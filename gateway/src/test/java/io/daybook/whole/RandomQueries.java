package io.daybook.whole;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random filters and sorts of every type that can be queried. */
final class RandomQueries {
    private static final List<String> KEYWORDS = List.of("$seen", "$flagged", "$draft", "project");
    private static final List<String> COLLATIONS =
            List.of("i;ascii-casemap", "i;unicode-casemap", "i;ascii-numeric");
    private static final List<String> SORTS =
            List.of(
                    "receivedAt",
                    "size",
                    "from",
                    "to",
                    "subject",
                    "sentAt",
                    "hasKeyword",
                    "allInThreadHaveKeyword",
                    "someInThreadHaveKeyword");

    private final Random random;

    RandomQueries(Random random) {
        this.random = random;
    }

    CachedQuery next(JmapSession session) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> new CachedQuery(session, random, "Mailbox", mailboxes());
            case 2 -> new CachedQuery(session, random, "Quota", quotas());
            default -> new CachedQuery(session, random, "Email", emails());
        };
    }

    private ObjectNode emails() {
        ObjectNode query = JmapSession.JSON.createObjectNode();
        if (random.nextInt(6) > 0) {
            query.set("filter", filter(2));
        }
        ArrayNode sort = query.putArray("sort");
        for (int i = random.nextInt(3); i > 0; i--) {
            ObjectNode comparator = sort.addObject();
            String property = any(SORTS);
            comparator.put("property", property).put("isAscending", random.nextBoolean());
            if (property.endsWith("Keyword")) {
                comparator.put("keyword", any(KEYWORDS));
            } else if (random.nextInt(3) == 0) {
                comparator.put("collation", any(COLLATIONS));
            }
        }
        return query.put("collapseThreads", random.nextBoolean());
    }

    private ObjectNode filter(int depth) {
        ObjectNode filter = JmapSession.JSON.createObjectNode();
        if (depth > 0 && random.nextInt(3) == 0) {
            filter.put("operator", any(List.of("AND", "OR", "NOT")));
            ArrayNode conditions = filter.putArray("conditions");
            for (int i = random.nextInt(3); i >= 0; i--) {
                conditions.add(filter(depth - 1));
            }
            return filter;
        }
        for (int i = random.nextInt(2); i >= 0; i--) {
            condition(filter);
        }
        return filter;
    }

    private void condition(ObjectNode filter) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> filter.put("inMailbox", "m" + (1 + random.nextInt(7)));
            case 3 ->
                    filter.putArray("inMailboxOtherThan")
                            .add("m" + (1 + random.nextInt(3)))
                            .add("m5");
            case 4 -> filter.put("hasKeyword", any(KEYWORDS));
            case 5 -> filter.put("notKeyword", any(KEYWORDS));
            case 6 -> filter.put("someInThreadHaveKeyword", any(KEYWORDS));
            case 7 -> filter.put("allInThreadHaveKeyword", any(KEYWORDS));
            case 8 -> filter.put("noneInThreadHaveKeyword", any(KEYWORDS));
            case 9 -> filter.put("subject", "topic " + random.nextInt(3));
            case 10 -> filter.put("minSize", 150 + random.nextInt(150));
            default -> filter.putArray("header").add("References");
        }
    }

    private ObjectNode mailboxes() {
        ObjectNode query = JmapSession.JSON.createObjectNode();
        switch (random.nextInt(4)) {
            case 0 -> query.putObject("filter").put("name", "1");
            case 1 -> query.putObject("filter").putNull("parentId");
            case 2 -> query.putObject("filter").put("hasAnyRole", random.nextBoolean());
            default -> query.putNull("filter");
        }
        ArrayNode sort = query.putArray("sort");
        for (int i = random.nextInt(3); i > 0; i--) {
            sort.addObject()
                    .put("property", any(List.of("name", "sortOrder", "parentId")))
                    .put("isAscending", random.nextBoolean());
        }
        return query.put("sortAsTree", random.nextBoolean())
                .put("filterAsTree", random.nextBoolean());
    }

    private ObjectNode quotas() {
        ObjectNode query = JmapSession.JSON.createObjectNode();
        query.putArray("sort")
                .addObject()
                .put("property", any(List.of("name", "used")))
                .put("isAscending", random.nextBoolean());
        return query;
    }

    private String any(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
