package io.daybook.admin.access;

import io.daybook.admin.AdminCommand;
import io.daybook.admin.GetAdminToken;
import io.daybook.core.StreamHeads;
import io.daybook.core.http.AdminDoor;
import io.daybook.core.http.Backoff;
import io.daybook.core.http.Network;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.core.http.Request;
import io.daybook.core.http.SignInWatch;
import io.daybook.core.jmap.Bus;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who brings the token. Whoever fails has to wait; who brings the right one never has to,
 * because others may share the address.
 */
public final class TokenDoor implements AdminDoor {
    private static final int FREE_FAILURES = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Bus bus;
    private final StreamHeads heads;
    private final SignInWatch watch;
    private final Backoff<InetAddress> byAddress;
    private volatile @Nullable Known known;

    /**
     * @param head of the stream that the answer is as of, or of an event before
     */
    private record Known(long head, GetAdminToken.Answer answer) {}

    public TokenDoor(Bus bus, StreamHeads heads, Clock clock, SignInWatch watch) {
        this.bus = bus;
        this.heads = heads;
        this.watch = watch;
        this.byAddress = new Backoff<>(FREE_FAILURES, LONGEST_WAIT, clock);
    }

    @Override
    public void admit(Request request) {
        String header = request.header("Authorization");
        if (header == null) {
            throw unauthorized();
        }
        InetAddress network = Network.of(request.client());
        AdminToken token = AdminToken.ofHeader(header);
        if (token != null && isGood(token)) {
            byAddress.succeeded(network);
            return;
        }
        watch.failed(request, null, SignInWatch.Tried.ADMIN_TOKEN);
        long seconds = byAddress.seconds(network);
        if (seconds > 0) {
            throw new ProblemException(
                    Problem.busy(429, "Too many attempts with a wrong token.", seconds));
        }
        byAddress.failed(network);
        throw unauthorized();
    }

    private boolean isGood(AdminToken token) {
        return switch (current()) {
            case GetAdminToken.AdminToken(_, var hash) -> token.hasHash(hash);
            case GetAdminToken.NoAdminToken() -> false;
        };
    }

    private GetAdminToken.Answer current() {
        long head = heads.head(AdminCommand.STREAM);
        Known last = known;
        if (last != null && last.head() == head) {
            return last.answer();
        }
        var answer = bus.query(new GetAdminToken(), GetAdminToken.Answer.class);
        known = new Known(head, answer);
        return answer;
    }

    private static ProblemException unauthorized() {
        return new ProblemException(
                Problem.of(
                                401,
                                "Unauthorized",
                                "This takes the admin token, which was printed at the first start:"
                                        + " send it as Authorization: Bearer TOKEN. If it is lost,"
                                        + " stop the server and run ./daybook admin-token.")
                        .with("WWW-Authenticate", "Bearer realm=\"Daybook admin\""));
    }
}
