package io.daybook.gateway;

import io.daybook.launch.AdminClient;
import io.daybook.launch.AdminClient.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies an account, follows what happens to it meanwhile, and changes over: the old server holds
 * it, the rest is copied, the old one lets it go, the new one opens it. In this order, so that it
 * is never open at both.
 */
final class AccountMove {
    private static final int ROUNDS = 20;
    private static final long SMALL = 20;
    private static final int HOLD_SECONDS = 30;
    private static final int TRIES = 10;
    private static final long PAUSE_MILLIS = 500;

    private final AdminClient from;
    private final AdminClient to;
    private final String target;
    private final StepDisplay display;
    private String account = "";
    private String head = "";
    private long events;
    private boolean mayHaveLeft;

    /**
     * @param target the URL of the new server
     */
    AccountMove(AdminClient from, AdminClient to, String target, StepDisplay display) {
        this.from = from;
        this.to = to;
        this.target = target;
        this.display = display;
    }

    String account() {
        return account;
    }

    /** How many it has, once it is there. */
    long events() {
        return events;
    }

    /**
     * @return how long nobody could change the account
     * @throws Refused when a server refuses: then the account is at the old server as before,
     *     unless the message says otherwise
     */
    Duration run(String name) throws Refused, IOException, InterruptedException {
        copy(name, "arrive", false);
        boolean done = false;
        try {
            long before = -1;
            for (int round = 0; round < ROUNDS && events - before > SMALL; round++) {
                before = events;
                copy(account, "follow", false);
            }
            long start = System.nanoTime();
            changeOver();
            done = true;
            return Duration.ofNanos(System.nanoTime() - start);
        } finally {
            if (!done && !mayHaveLeft) {
                giveUp();
            }
        }
    }

    private void changeOver() throws Refused, IOException, InterruptedException {
        JsonNode held = from.post(path("hold"), object().put("seconds", HOLD_SECONDS));
        copy(account, "follow", true);
        String end = held.path("head").asString();
        if (!end.equals(head)) {
            throw new IOException("the two servers do not have the same account: nothing was done");
        }
        letGo(end);
        open(end);
    }

    /** Asks again when there is no answer: it may have been done, and is done once. */
    private void letGo(String end) throws Refused, IOException, InterruptedException {
        String failure = "";
        for (int i = 0; i < TRIES; i++) {
            try {
                from.post(path("departure"), object().put("head", end).put("to", target));
                mayHaveLeft = true;
                return;
            } catch (Refused e) {
                if (e.status() != 0) {
                    throw e;
                }
                mayHaveLeft = true;
                failure = String.valueOf(e.getMessage());
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        throw unfinished(failure, end);
    }

    private void open(String end) throws IOException, InterruptedException {
        String failure = "";
        for (int i = 0; i < TRIES; i++) {
            try {
                to.post("/admin/arrivals/" + account + "/open", object().put("head", end));
                return;
            } catch (Refused e) {
                failure = String.valueOf(e.getMessage());
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        throw unfinished(failure, end);
    }

    private IOException unfinished(String failure, String end) {
        return new IOException(
                "the account has left the old server, and it is not known to be open at the new one ("
                        + failure
                        + "); nothing is lost. Ask the new one again, with POST /admin/arrivals/"
                        + account
                        + "/open and {\"head\": \""
                        + end
                        + "\"}; only if it has no such account, take it back at the old one with"
                        + " DELETE "
                        + path("departure"));
    }

    private void giveUp() throws InterruptedException {
        try {
            from.delete(path("hold"));
        } catch (Refused e) {
            // It releases the account by itself after a while.
            display.end();
        }
        try {
            to.delete("/admin/arrivals/" + account);
        } catch (Refused e) {
            // It takes away what it has at its next start.
            display.end();
        }
    }

    /** Copies the account from the first event that the new server has not. */
    private void copy(String name, String step, boolean withUser)
            throws Refused, IOException, InterruptedException {
        Path archive = Files.createTempFile("daybook-move", ".archive");
        try {
            var what =
                    object().put("unprotected", true)
                            .put("fromEvent", events)
                            .put("withUser", withUser);
            String source =
                    "/admin/accounts/"
                            + URLEncoder.encode(name, StandardCharsets.UTF_8)
                            + "/archive";
            try (InputStream in = from.download(source, what)) {
                try (var out = Files.newOutputStream(archive)) {
                    in.transferTo(out);
                }
            }
            display.octets(Files.size(archive));
            String upload =
                    to.upload(
                                    "/admin/archives",
                                    "application/octet-stream",
                                    BodyPublishers.ofFile(archive))
                            .path("archive")
                            .asString();
            JsonNode taken = to.post("/admin/archives/" + upload + "/" + step, object());
            account = taken.path("account").asString();
            head = taken.path("head").asString();
            events += taken.path("events").asLong();
        } finally {
            display.end();
            Files.delete(archive);
        }
    }

    private String path(String what) {
        return "/admin/accounts/" + account + "/" + what;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
