package io.daybook.gateway;

import io.daybook.blob.BlobStore;
import io.daybook.core.StreamHeads;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Route;
import io.daybook.core.http.Routes;
import io.daybook.core.jmap.Api;
import io.daybook.core.jmap.Bus;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import io.daybook.session.jmap.Capabilities;
import io.daybook.session.jmap.HelpPage;
import io.daybook.session.jmap.SessionResource;
import io.daybook.user.signin.SignIn;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything that can be reached over HTTP, put together. */
final class Site implements AutoCloseable {
    private static final String SESSION = "/jmap/session";

    private final SignIn signIn;
    private final Routes routes;

    /** What the site is made of. */
    record Parts(
            Collection<Method> methods,
            Bus bus,
            StreamHeads heads,
            BlobStore blobs,
            Limits limits,
            Clock clock,
            SecureRandom random) {}

    Site(Parts parts) {
        this.signIn = new SignIn(parts.bus(), parts.heads(), parts.clock(), parts.random());
        List<Capability> capabilities = Capabilities.all(parts.limits());
        var session = new SessionResource(capabilities);
        var api =
                new Api(
                        parts.methods(),
                        capabilities.stream().map(Capability::urn).collect(Collectors.toSet()),
                        parts.limits(),
                        session,
                        parts.bus(),
                        parts.clock(),
                        parts.random());
        var all = new ArrayList<Route>();
        for (String path : List.of("/.well-known/jmap", SESSION)) {
            all.add(Route.signedIn(path, "GET", session));
        }
        for (String path : List.of("/.well-known/jmap/", SESSION + "/", "/jmap", "/jmap/")) {
            all.add(Route.open(path, "GET", request -> redirect(request.baseUrl() + SESSION)));
        }
        for (String path : List.of("/jmap/api", "/jmap/api/")) {
            all.add(Route.signedIn(path, "POST", api));
        }
        all.add(Route.open("/", "GET", new HelpPage()));
        this.routes = new Routes(all);
    }

    private static Answer redirect(String to) {
        return Answer.empty(307).with(Map.of("Location", to));
    }

    SignIn signIn() {
        return signIn;
    }

    Routes routes() {
        return routes;
    }

    @Override
    public void close() {
        signIn.close();
    }
}
