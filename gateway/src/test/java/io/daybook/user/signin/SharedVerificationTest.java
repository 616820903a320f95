package io.daybook.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.http.Body;
import io.daybook.core.http.ProblemException;
import io.daybook.core.http.Request;
import io.daybook.core.http.SignInWatch;
import io.daybook.core.http.SignedIn;
import io.daybook.gateway.FakeSides;
import io.daybook.gateway.TestServer;
import io.daybook.user.GetUser;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that bring the same header while it is verified. */
@Timeout(30)
class SharedVerificationTest {
    private final FakeSides sides = new FakeSides();
    private final AtomicInteger lookups = new AtomicInteger();
    private final CountDownLatch found = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** A request of Alice. */
    private record Knock() implements Request {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public String query() {
            return "";
        }

        @Override
        public @Nullable String header(String name) {
            return name.equals("Authorization") ? TestServer.AUTHORIZATION : null;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public InetAddress client() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public String baseUrl() {
            return "";
        }

        @Override
        public String id() {
            return "1";
        }

        @Override
        public SignedIn user() {
            throw new IllegalStateException("not signed in");
        }

        @Override
        public Body body() {
            throw new IllegalStateException("without a body");
        }
    }

    /** The first look finds the user as long as it takes, those after it find nobody. */
    private GetUser.Answer look(GetUser query) {
        if (lookups.incrementAndGet() > 1) {
            return new GetUser.NoSuchUser();
        }
        found.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return TestServer.user(query.user());
    }

    private static int status(SignIn signIn) {
        try {
            signIn.signIn(new Knock());
            return 200;
        } catch (ProblemException e) {
            return e.problem().status();
        }
    }

    @Test
    void who_comes_after_the_user_has_gone_is_not_let_in_by_a_look_from_before() throws Exception {
        sides.answer(GetUser.class, GetUser.Answer.class, this::look);
        SignInWatch nobody = (_, _, _) -> {};
        try (var signIn =
                new SignIn(sides.bus(), sides, Clock.systemUTC(), new SecureRandom(), nobody)) {
            var before = new CompletableFuture<Integer>();
            Thread.ofPlatform().start(() -> before.complete(status(signIn)));
            found.await();
            sides.move(TestServer.ALICE.stream());
            var after = new CompletableFuture<Integer>();
            var waiting = Thread.ofPlatform().start(() -> after.complete(status(signIn)));
            while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            assertThat(before.join()).isEqualTo(200);
            assertThat(after.join()).isEqualTo(401);
            assertThat(lookups).hasValue(2);
        }
    }
}
