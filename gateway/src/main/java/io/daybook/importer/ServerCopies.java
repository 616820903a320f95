package io.daybook.importer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How many emails of each content an account has in its mailboxes at one Email state. */
final class ServerCopies {
    private static final int MOST_TRIES = 8;

    private final JmapAccount account;
    private final Map<String, Map<String, Integer>> byMailbox = new HashMap<>();
    private Optional<String> state = Optional.empty();

    ServerCopies(JmapAccount account) {
        this.account = account;
    }

    /**
     * Makes the counts of the mailboxes agree with one state, reading those that are not yet known.
     */
    String read(Iterable<String> mailboxes) throws InterruptedException, CannotImport {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            boolean steady = true;
            for (String mailbox : mailboxes) {
                steady = steady && (byMailbox.containsKey(mailbox) || readOne(mailbox));
            }
            if (steady && state.isPresent()) {
                return state.get();
            }
            forget();
        }
        throw new CannotImport(
                "the account changes all the time; run the same command again when it is quieter");
    }

    int count(String mailbox, String blob) {
        return byMailbox.getOrDefault(mailbox, Map.of()).getOrDefault(blob, 0);
    }

    /** Own imports move the counts on, as long as nobody else changed the account in between. */
    void imported(String oldState, String newState, Map<String, List<String>> blobsByMailbox) {
        if (!state.equals(Optional.of(oldState))) {
            forget();
            return;
        }
        state = Optional.of(newState);
        blobsByMailbox.forEach((mailbox, blobs) -> {
            var counts = byMailbox.get(mailbox);
            if (counts != null) {
                blobs.forEach(blob -> counts.merge(blob, 1, Integer::sum));
            }
        });
    }

    void forget() {
        byMailbox.clear();
        state = Optional.empty();
    }

    /**
     * @return false when the account changed while it was read
     */
    private boolean readOne(String mailbox) throws InterruptedException, CannotImport {
        var counts = new HashMap<String, Integer>();
        int position = 0;
        while (true) {
            List<JsonNode> answers = page(mailbox, position);
            String seen = answers.getLast().path("state").asString("");
            // The account may change between the methods of one request: what the query saw is
            // what the answer says only when the state before it was the same.
            boolean moved = !answers.getFirst().path("state").asString("").equals(seen);
            if (moved || state.isPresent() && !state.get().equals(seen)) {
                return false;
            }
            state = Optional.of(seen);
            for (JsonNode email : answers.getLast().path("list").values()) {
                counts.merge(email.path("blobId").asString(""), 1, Integer::sum);
            }
            int ids = answers.get(1).path("ids").size();
            if (ids == 0) {
                byMailbox.put(mailbox, counts);
                return true;
            }
            position += ids;
        }
    }

    private List<JsonNode> page(String mailbox, int position)
            throws InterruptedException, CannotImport {
        var query = account.arguments();
        query.putObject("filter").put("inMailbox", mailbox);
        query.putArray("sort").addObject().put("property", "receivedAt");
        query.put("position", position)
                .put("limit", Math.min(500, account.limits().maxObjectsInGet()));
        var before = account.arguments();
        before.putArray("ids");
        var get = account.arguments();
        get.putObject("#ids").put("resultOf", "1").put("name", "Email/query").put("path", "/ids");
        get.putArray("properties").add("blobId");
        return account.repeatable(
                List.of(
                        new JmapCall.Method("Email/get", before),
                        new JmapCall.Method("Email/query", query),
                        new JmapCall.Method("Email/get", get)));
    }
}
