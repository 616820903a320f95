package io.daybook.user.signin;

import io.daybook.core.SeenHeads;
import io.daybook.core.StreamHeads;
import io.daybook.core.UserId;
import io.daybook.core.http.Backoff;
import io.daybook.core.http.Doorkeeper;
import io.daybook.core.http.Network;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.core.http.Recognition;
import io.daybook.core.http.Request;
import io.daybook.core.http.SignInWatch;
import io.daybook.core.http.SignedIn;
import io.daybook.core.jmap.Bus;
import io.daybook.user.GetUser;
import io.daybook.user.GetUser.NoSuchUser;
import io.daybook.user.GetUser.UserView;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Signs users in by password, app password or token. A verified header is known for some minutes,
 * unless the user's stream moves; several requests that bring the same one are verified once.
 */
public final class SignIn implements Doorkeeper, Recognition, AutoCloseable {
    private static final int LONGEST_HEADER = 4096;
    private static final String CHALLENGE = "Basic realm=\"Daybook\", charset=\"UTF-8\"";

    private final Bus bus;
    private final StreamHeads heads;
    private final SignInWatch watch;
    private final Verified verified;
    private final Hashing hashing;
    private final Backoff<UserId> byUser;
    private final Backoff<InetAddress> byAddress;
    private final ConcurrentHashMap<Verified.Key, CompletableFuture<SignedIn>> underWay =
            new ConcurrentHashMap<>();

    public SignIn(
            Bus bus, StreamHeads heads, Clock clock, RandomGenerator random, SignInWatch watch) {
        this.bus = bus;
        this.heads = heads;
        this.watch = watch;
        this.verified = new Verified(clock, random);
        this.hashing = new Hashing(Runtime.getRuntime().availableProcessors());
        this.byUser = new Backoff<>(8, Duration.ofSeconds(30), clock);
        this.byAddress = new Backoff<>(20, Duration.ofMinutes(2), clock);
    }

    @Override
    public SignedIn signIn(Request request) {
        String header = request.header("Authorization");
        if (header == null || header.length() > LONGEST_HEADER) {
            throw unauthorized("Sign in with an address and a password, or with a token.");
        }
        Verified.Key key = verified.key(header);
        SignedIn known = verified.find(key, heads);
        if (known != null) {
            return known;
        }
        var mine = new CompletableFuture<SignedIn>();
        var first = underWay.putIfAbsent(key, mine);
        if (first == null) {
            return verify(header, request, key, mine);
        }
        outcome(first);
        // It began before this request did: the user may have changed in between.
        known = verified.find(key, heads);
        return known == null ? verify(header, request, key) : known;
    }

    private static void outcome(CompletableFuture<SignedIn> verification) {
        try {
            verification.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private SignedIn verify(
            String header, Request request, Verified.Key key, CompletableFuture<SignedIn> promise) {
        try {
            SignedIn user = verify(header, request, key);
            promise.complete(user);
            return user;
        } catch (RuntimeException | Error e) {
            promise.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(key, promise);
        }
    }

    private SignedIn verify(String header, Request request, Verified.Key key) {
        InetAddress network = Network.of(request.client());
        demandPatience(byAddress.seconds(network));
        Credentials credentials = Credentials.read(header);
        if (credentials == null) {
            byAddress.failed(network);
            watch.failed(request, null, SignInWatch.Tried.OTHER);
            throw unauthorized("The Authorization header is none that this server understands.");
        }
        UserId user = credentials.user();
        long head = SeenHeads.of(user.stream(), heads);
        GetUser.Answer found = bus.query(new GetUser(user), GetUser.Answer.class);
        SignedIn signedIn =
                switch (credentials) {
                    case Credentials.Token(_, AppToken token) -> byToken(found, token);
                    case Credentials.Password(_, String password) -> {
                        demandPatience(byUser.seconds(user));
                        yield byPassword(found, password);
                    }
                };
        if (signedIn == null) {
            byAddress.failed(network);
            if (credentials instanceof Credentials.Password) {
                byUser.failed(user);
            }
            watch.failed(request, found instanceof UserView ? user : null, tried(credentials));
            throw unauthorized("Address and password, or the token, are not valid here.");
        }
        byUser.succeeded(user);
        verified.put(key, signedIn, head);
        return signedIn;
    }

    private static SignInWatch.Tried tried(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Password _ -> SignInWatch.Tried.PASSWORD;
            case Credentials.Token _ -> SignInWatch.Tried.APP_PASSWORD;
        };
    }

    private @Nullable SignedIn byPassword(GetUser.Answer found, String password) {
        return switch (found) {
            case UserView user -> {
                boolean right = hashing.run(() -> Argon2.matches(user.passwordHash(), password));
                yield right ? signedIn(user, true, Secrets.main(user)) : null;
            }
            case NoSuchUser() -> {
                hashing.run(() -> {
                    Argon2.pretend(password);
                    return Boolean.FALSE;
                });
                yield null;
            }
        };
    }

    private static @Nullable SignedIn byToken(GetUser.Answer found, AppToken token) {
        return switch (found) {
            case UserView user -> {
                boolean right =
                        user.appPasswords().stream()
                                .anyMatch(one ->
                                        one.id().equals(token.id())
                                                && token.hasHash(one.secretHash()));
                yield right ? signedIn(user, false, Secrets.app(token.id())) : null;
            }
            case NoSuchUser() -> null;
        };
    }

    private static SignedIn signedIn(UserView user, boolean mainPassword, String credential) {
        return new SignedIn(user.user(), user.accounts(), mainPassword, credential, user.version());
    }

    @Override
    public @Nullable SignedIn again(SignedIn before) {
        UserId user = before.user();
        if (Verified.head(before, heads) == before.version()) {
            return before;
        }
        return switch (bus.query(new GetUser(user), GetUser.Answer.class)) {
            case UserView view ->
                    Secrets.of(view).contains(before.credential())
                            ? signedIn(view, before.mainPassword(), before.credential())
                            : null;
            case NoSuchUser() -> null;
        };
    }

    /** Whether the secret by which the user signed in is still good. */
    public boolean stillHolds(UserId user, String credential) {
        return switch (bus.query(new GetUser(user), GetUser.Answer.class)) {
            case UserView view -> Secrets.of(view).contains(credential);
            case NoSuchUser() -> false;
        };
    }

    private static void demandPatience(long seconds) {
        if (seconds > 0) {
            throw new ProblemException(
                    Problem.busy(429, "Too many attempts to sign in failed.", seconds));
        }
    }

    private static ProblemException unauthorized(String detail) {
        return new ProblemException(
                Problem.of(401, "Unauthorized", detail)
                        .with("WWW-Authenticate", CHALLENGE + ", Bearer realm=\"Daybook\""));
    }

    @Override
    public void close() {
        hashing.close();
    }
}
