package io.daybook.push.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.State;
import io.daybook.core.http.SignedIn;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/**
 * One open EventSource connection. Changes that the client is too slow to take are merged, never
 * queued.
 */
final class Subscriber implements Listener {
    private final SignedIn user;
    private final Wish wish;
    private final FluxSink<String> sink;
    private final News news;
    private long lastEvent = System.nanoTime();

    /**
     * What the client asked for.
     *
     * @param types null for all
     * @param pingSeconds 0 for no pings
     * @param missed the id of the event that the client saw last; null when it starts anew
     */
    record Wish(
            @Nullable Set<String> types,
            boolean closeAfterState,
            int pingSeconds,
            @Nullable String missed) {}

    /**
     * @param states of all accounts: those that the client knows, or learns by what it missed
     */
    Subscriber(
            SignedIn user,
            Wish wish,
            Map<AccountId, Map<DataType, State>> states,
            FluxSink<String> sink) {
        this.user = user;
        this.wish = wish;
        this.sink = sink;
        this.news = new News(wish.types(), wish.missed());
        states.forEach(news::begin);
    }

    Wish wish() {
        return wish;
    }

    @Override
    public SignedIn user() {
        return user;
    }

    @Override
    public Set<AccountId> wanted(Set<AccountId> visible) {
        return visible;
    }

    @Override
    public synchronized void retain(Set<AccountId> accounts) {
        news.retain(accounts);
    }

    /** Tells the client its place, so that it can resume from here, and what it missed. */
    synchronized void begin() {
        // An event without data sets the id and is not dispatched (the HTML standard, 9.2.6).
        String id = news.state();
        sink.next(id.isEmpty() ? ": ready\n\n" : "id: " + id + "\n\n");
        sink.onRequest(_ -> flush());
        flush();
    }

    @Override
    public synchronized void offer(AccountId account, Map<DataType, State> states) {
        news.offer(account, states);
        flush();
    }

    private synchronized void flush() {
        if (news.isEmpty() || sink.isCancelled() || sink.requestedFromDownstream() == 0) {
            return;
        }
        lastEvent = System.nanoTime();
        // RFC 8620 section 7.3: the id encodes the entire state visible to the user.
        sink.next(
                "event: state\nid: " + news.state() + "\ndata: " + news.takeStateChange() + "\n\n");
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

    @Override
    public void dismiss() {
        sink.complete();
    }
}
