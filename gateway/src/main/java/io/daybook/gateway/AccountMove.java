package io.daybook.gateway;

import io.daybook.launch.AdminClient;
import io.daybook.launch.AdminClient.Refused;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies an account, follows what happens to it meanwhile, and changes over: the old server holds
 * it, the rest is copied, the old one lets it go, the new one opens it. In this order, so that it
 * is never open at both. A move that was cut off goes on where the old server says it is: nothing
 * of that is remembered here.
 */
final class AccountMove {
    private static final int ROUNDS = 20;
    private static final long SMALL = 20;
    private static final int HOLD_SECONDS = 30;

    /** A server that is started again has so many times the pause to come back. */
    private static final int TRIES = 60;

    private static final long PAUSE_MILLIS = 500;
    private static final int COPIES = 3;

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
     * @return how long nobody could change the account; null when an earlier move had let it go
     * @throws Refused when a server refuses: then the account is at the old server as before,
     *     unless the message says otherwise
     */
    @Nullable Duration run(String name) throws Refused, IOException, InterruptedException {
        JsonNode found = from.get("/admin/accounts/" + encoded(name) + "/departure");
        account = found.path("account").asString();
        if (!found.has("to")) {
            return move();
        }
        if (!found.path("to").asString().equals(target)) {
            throw new IOException(
                    "the account has moved to " + found.path("to").asString() + " already");
        }
        mayHaveLeft = true;
        events = found.path("events").asLong();
        head = found.path("head").asString();
        open();
        return null;
    }

    private Duration move() throws Refused, IOException, InterruptedException {
        boolean done = false;
        try {
            copy("arrive", false);
            long before = -1;
            for (int round = 0; round < ROUNDS && events - before > SMALL; round++) {
                before = events;
                copy("follow", false);
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
        copy("follow", true);
        if (!held.path("head").asString().equals(head)) {
            throw new IOException("the two servers do not have the same account: nothing was done");
        }
        letGo();
        open();
    }

    /** Asks again when there is no answer: it may have been done, and is done once. */
    private void letGo() throws Refused, IOException, InterruptedException {
        String failure = "";
        for (int i = 0; i < TRIES; i++) {
            try {
                from.post(path("departure"), object().put("head", head).put("to", target));
                mayHaveLeft = true;
                return;
            } catch (Refused e) {
                mayHaveLeft = e.status() == 0;
                if (!mayHaveLeft) {
                    throw e;
                }
                failure = String.valueOf(e.getMessage());
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        throw new IOException(
                "it is not known whether the account has left the old server ("
                        + failure
                        + "); nothing is lost. Run this command again when that server answers.");
    }

    /** Opens it at the new server, and copies it again when that has lost what had arrived. */
    private void open() throws IOException, InterruptedException {
        String failure = "";
        int copies = 0;
        for (int i = 0; i < TRIES && copies <= COPIES; i++) {
            try {
                to.post(
                        "/admin/arrivals/" + account + "/open",
                        object().put("head", head).put("events", events));
                return;
            } catch (Refused e) {
                failure = String.valueOf(e.getMessage());
                if (e.status() == 409) {
                    failure = copyAgain(failure);
                    copies++;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        throw new IOException(
                "the account has left the old server and is not open at the new one ("
                        + failure
                        + "); nothing is lost. Run this command again when both servers answer. To"
                        + " go back instead: DELETE /admin/arrivals/"
                        + account
                        + " at the new server, then DELETE "
                        + path("departure")
                        + " at the old one.");
    }

    /** The old server has all of it, and nobody changes it there any more. */
    private String copyAgain(String why) throws InterruptedException {
        long end = events;
        String last = head;
        try {
            events = 0;
            copy("arrive", false);
            copy("follow", true);
            return why;
        } catch (Refused | IOException e) {
            return String.valueOf(e.getMessage());
        } finally {
            events = end;
            head = last;
        }
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

    /** Copies the account from the first event that the new server has not: through, to no file. */
    private void copy(String step, boolean withUser)
            throws Refused, IOException, InterruptedException {
        var what =
                object().put("unprotected", true)
                        .put("fromEvent", events)
                        .put("withUser", withUser);
        try (var source = new Passing(from.download(path("archive"), what), 0, display)) {
            String upload = upload(source);
            JsonNode taken = to.post("/admin/archives/" + upload + "/" + step, object());
            head = taken.path("head").asString();
            events += taken.path("events").asLong();
        } finally {
            display.end();
        }
    }

    private String upload(Passing source) throws Refused, IOException, InterruptedException {
        try {
            return to.upload(
                            "/admin/archives",
                            "application/octet-stream",
                            BodyPublishers.ofInputStream(() -> source))
                    .path("archive")
                    .asString();
        } catch (Refused e) {
            if (source.failure() != null) {
                throw new IOException(
                        "the copy from the old server broke off (" + source.failure() + ")", e);
            }
            throw e;
        }
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private String path(String what) {
        return "/admin/accounts/" + account + "/" + what;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
