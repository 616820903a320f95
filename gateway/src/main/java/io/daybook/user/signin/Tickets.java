package io.daybook.user.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.core.BlobId;
import io.daybook.core.UserId;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Doorkeeper;
import io.daybook.core.http.Percent;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.core.http.Request;
import io.daybook.core.http.Route;
import io.daybook.core.http.SignedIn;
import io.daybook.core.jmap.Crowd;
import io.daybook.user.TicketShelf;
import io.daybook.user.TicketShelf.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Tickets for where a browser cannot set a header: who signed in gets one, good once within half a
 * minute, and puts it into the URL of an EventSource or a WebSocket. Kept as hashes, so that
 * looking one up tells nothing of another by the time it takes.
 */
public final class Tickets implements Doorkeeper {
    public static final String PATH = "/account/tickets";

    private static final String PARAMETER = "ticket";
    static final Duration LIFE = Duration.ofSeconds(30);

    private static final int MOST = 20_000;
    private static final int MOST_PER_USER = 200;
    private static final int OCTETS = 32;

    private final SignIn signIn;
    private final TicketShelf shelf;
    private final Clock clock;
    private final RandomGenerator random;
    private final Crowd<UserId> crowd = new Crowd<>(MOST_PER_USER);
    private final Cache<String, UserId> issued;

    /**
     * @param signIn lets in whoever brings no ticket
     */
    public Tickets(SignIn signIn, TicketShelf shelf, Clock clock, RandomGenerator random) {
        this.signIn = signIn;
        this.shelf = shelf;
        this.clock = clock;
        this.random = random;
        this.issued =
                Caffeine.newBuilder()
                        .maximumSize(MOST)
                        .expireAfterWrite(LIFE)
                        .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                        .executor(Runnable::run)
                        .<String, UserId>removalListener((_, user, _) -> forget(user))
                        .build();
    }

    private void forget(@Nullable UserId user) {
        if (user != null) {
            crowd.leave(user);
        }
    }

    public Route route() {
        return Route.signedIn(PATH, "POST", this::issue);
    }

    private Answer issue(Request request) {
        SignedIn user = request.user();
        if (!crowd.enter(user.user())) {
            issued.cleanUp();
            if (!crowd.enter(user.user())) {
                return Problem.busy(429, "This user has too many unused tickets.", 30).answer();
            }
        }
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        Instant until = clock.instant().plus(LIFE);
        String hash = hash(text);
        issued.put(hash, user.user());
        shelf.put(hash, new Ticket(user.user(), user.credential(), user.mainPassword(), until));
        var json = JsonNodeFactory.instance.objectNode();
        json.put("ticket", text).put("expires", until.truncatedTo(ChronoUnit.SECONDS).toString());
        return Answer.json(201, json);
    }

    @Override
    public SignedIn signIn(Request request) {
        String text = Percent.parameter(request.query(), PARAMETER);
        if (text == null || request.header("Authorization") != null) {
            return signIn.signIn(request);
        }
        String hash = hash(text);
        issued.invalidate(hash);
        Ticket ticket = shelf.take(hash);
        SignedIn user =
                ticket == null || !clock.instant().isBefore(ticket.until())
                        ? null
                        : signIn.again(unknown(ticket));
        if (user == null) {
            throw new ProblemException(
                    Problem.of(401, "Unauthorized", "The ticket is not valid any more."));
        }
        return user;
    }

    /** As of a time before all times, so that everything of the user is looked up. */
    private static SignedIn unknown(Ticket ticket) {
        return new SignedIn(
                ticket.user(), List.of(), ticket.mainPassword(), ticket.credential(), -1);
    }

    private static String hash(String text) {
        return HexFormat.of()
                .formatHex(BlobId.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
