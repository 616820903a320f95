package io.daybook.push.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Endpoint;
import io.daybook.core.http.Percent;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.core.http.Request;
import io.daybook.core.http.SignedIn;
import io.daybook.core.jmap.Crowd;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** The event-source resource (RFC 8620 section 7.3). */
public final class EventSourceResource implements Endpoint {
    public static final String PATH = "/jmap/eventsource";

    private static final int MOST_PER_USER = 1000;
    private static final int SHORTEST_PING = 5;
    private static final int LONGEST_PING = 900;
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "text/event-stream", "X-Accel-Buffering", "no");

    private final Hub hub;
    private final Crowd<UserId> crowd = new Crowd<>(MOST_PER_USER);

    public EventSourceResource(Hub hub) {
        this.hub = hub;
    }

    @Override
    public Answer answer(Request request) {
        Subscriber.Wish wish = wish(request.query(), request.header("Last-Event-ID"));
        SignedIn user = request.user();
        if (crowd.isFull(user.user())) {
            return Problem.busy(429, "This user has too many of these open.", 60).answer();
        }
        var states = hub.states(hub.visibleTo(user));
        Flux<String> events =
                Flux.create(
                        sink -> {
                            var subscriber = new Subscriber(user, wish, states, sink);
                            subscribe(sink, subscriber, states.keySet());
                        },
                        // The subscriber looks at the demand itself, and merges meanwhile.
                        FluxSink.OverflowStrategy.BUFFER);
        return new Answer(200, HEADERS, new Answer.Events(events));
    }

    private void subscribe(FluxSink<String> sink, Subscriber subscriber, Set<AccountId> accounts) {
        UserId user = subscriber.user().user();
        if (!crowd.enter(user)) {
            // Several came at once; it is too late for a status.
            sink.next("retry: 60000\n\n");
            sink.complete();
            return;
        }
        subscriber.begin();
        hub.add(subscriber, accounts);
        if (subscriber.wish().pingSeconds() > 0) {
            pingLater(subscriber, subscriber.wish().pingSeconds());
        }
        // Runs at once when the client is gone already.
        sink.onDispose(() -> {
            hub.remove(subscriber);
            crowd.leave(user);
        });
    }

    private void pingLater(Subscriber subscriber, long seconds) {
        hub.later(
                () -> {
                    if (hub.has(subscriber)) {
                        pingLater(subscriber, subscriber.ping());
                    }
                },
                seconds);
    }

    private static Subscriber.Wish wish(String query, @Nullable String lastEvent) {
        String types = Percent.parameter(query, "types");
        String closeAfter = Percent.parameter(query, "closeafter");
        String ping = Percent.parameter(query, "ping");
        if (types != null && !types.matches("\\*|[A-Za-z]{1,64}(,[A-Za-z]{1,64}){0,63}")) {
            throw bad("types is * or a list of type names.");
        }
        if (closeAfter != null && !closeAfter.equals("state") && !closeAfter.equals("no")) {
            throw bad("closeafter is state or no.");
        }
        if (ping != null && !ping.matches("[0-9]{1,9}")) {
            throw bad("ping is a number of seconds.");
        }
        // A ticket goes with a URL; what was missed can stand there too.
        String missed = lastEvent == null ? Percent.parameter(query, "lastEventId") : lastEvent;
        return new Subscriber.Wish(types(types), "state".equals(closeAfter), seconds(ping), missed);
    }

    private static @Nullable Set<String> types(@Nullable String types) {
        return types == null || types.equals("*") ? null : new HashSet<>(List.of(types.split(",")));
    }

    // RFC 8620 section 7.3: the server may clamp the interval, but not above 30 nor below 300.
    private static int seconds(@Nullable String ping) {
        int asked = ping == null ? 0 : Integer.parseInt(ping);
        return asked == 0 ? 0 : Math.clamp(asked, SHORTEST_PING, LONGEST_PING);
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(Problem.of(400, "Bad Request", detail));
    }
}
