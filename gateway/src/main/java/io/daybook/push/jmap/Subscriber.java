package io.daybook.push.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.State;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One open EventSource connection. Changes that the client is too slow to take are merged, never
 * queued.
 */
final class Subscriber {
    private final Wish wish;
    private final AccountId account;
    private final FluxSink<String> sink;
    private final Map<DataType, State> known = new HashMap<>();
    private final Map<String, String> untold = new TreeMap<>();
    private @Nullable EventId id;
    private long lastEvent = System.nanoTime();

    /**
     * What the client asked for.
     *
     * @param types null for all
     * @param pingSeconds 0 for no pings
     */
    record Wish(@Nullable Set<String> types, boolean closeAfterState, int pingSeconds) {}

    /**
     * @param states those that the client knows, or will learn by what it missed
     * @param missed what the client saw last; null when it starts anew
     */
    Subscriber(
            Wish wish,
            AccountId account,
            FluxSink<String> sink,
            Map<DataType, State> states,
            @Nullable String missed) {
        this.wish = wish;
        this.account = account;
        this.sink = sink;
        known.putAll(states);
        id = EventId.of(account, states.values());
        if (missed != null) {
            EventId last = EventId.parse(missed);
            states.forEach((type, state) -> {
                boolean seen =
                        last != null
                                && last.account().equals(account.value())
                                && !last.isBefore(state);
                if (!seen) {
                    note(type, state);
                }
            });
        }
    }

    Wish wish() {
        return wish;
    }

    AccountId account() {
        return account;
    }

    /** Tells the client its place, so that it can resume from here, and what it missed. */
    synchronized void begin() {
        // An event without data sets the id and is not dispatched (the HTML standard, 9.2.6).
        sink.next(id == null ? ": ready\n\n" : "id: " + id + "\n\n");
        sink.onRequest(_ -> flush());
        flush();
    }

    /** Takes note of the states of the account; older ones change nothing. */
    synchronized void offer(Map<DataType, State> states) {
        states.forEach((type, state) -> {
            State before = known.get(type);
            if (before == null || new EventId("", before).isBefore(state)) {
                known.put(type, state);
                note(type, state);
            }
        });
        id = EventId.of(account, known.values());
        flush();
    }

    private void note(DataType type, State state) {
        if (wish.types() == null || wish.types().contains(type.name())) {
            untold.put(type.name(), state.toString());
        }
    }

    private synchronized void flush() {
        if (untold.isEmpty() || sink.isCancelled() || sink.requestedFromDownstream() == 0) {
            return;
        }
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("@type", "StateChange");
        ObjectNode types = change.putObject("changed").putObject(account.value());
        untold.forEach(types::put);
        untold.clear();
        lastEvent = System.nanoTime();
        sink.next("event: state\nid: " + id + "\ndata: " + change + "\n\n");
        if (wish.closeAfterState()) {
            sink.complete();
        }
    }

    /** Sends a ping if it is due; returns the seconds until the next may be. */
    synchronized long ping() {
        long quiet = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lastEvent);
        if (quiet < wish.pingSeconds()) {
            return wish.pingSeconds() - quiet;
        }
        if (sink.requestedFromDownstream() > 0) {
            // RFC 8620 section 7.3: a ping sets no event id.
            sink.next("event: ping\ndata: {\"interval\":" + wish.pingSeconds() + "}\n\n");
        }
        lastEvent = System.nanoTime();
        return wish.pingSeconds();
    }

    void close() {
        sink.complete();
    }
}
