package io.daybook.gateway;

import io.daybook.blob.BlobStore;
import io.daybook.blob.jmap.DownloadResource;
import io.daybook.blob.jmap.UploadResource;
import io.daybook.core.Shares;
import io.daybook.core.StreamHeads;
import io.daybook.core.admin.AdminApi;
import io.daybook.core.http.AdminDoor;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Doors;
import io.daybook.core.http.Route;
import io.daybook.core.http.Routes;
import io.daybook.core.http.SignInWatch;
import io.daybook.core.jmap.Api;
import io.daybook.core.jmap.Bus;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.RefusalWatch;
import io.daybook.health.Health;
import io.daybook.history.page.HistoryPage;
import io.daybook.push.PushVault;
import io.daybook.push.jmap.EventSourceResource;
import io.daybook.push.jmap.Hub;
import io.daybook.push.web.Courier;
import io.daybook.push.web.HttpsPost;
import io.daybook.push.web.Vapid;
import io.daybook.push.web.WebPush;
import io.daybook.session.jmap.Capabilities;
import io.daybook.session.jmap.HelpPage;
import io.daybook.session.jmap.SessionResource;
import io.daybook.user.TicketShelf;
import io.daybook.user.signin.AppPasswords;
import io.daybook.user.signin.SignIn;
import io.daybook.user.signin.Tickets;
import io.daybook.user.signin.UserAccounts;
import io.daybook.websocket.jmap.SignalResource;
import io.daybook.websocket.jmap.WebSocketResource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/** Everything that can be reached over HTTP, put together. */
final class Site implements AutoCloseable {
    private static final String SESSION = "/jmap/session";

    private final SignIn signIn;
    private final Doors doors;
    private final Hub hub;
    private final HttpsPost https;
    private final WebPush webPush;
    private final Routes routes;

    /** What the site is made of. */
    record Parts(
            Collection<Method> methods,
            Bus bus,
            StreamHeads heads,
            BlobStore blobs,
            Limits limits,
            Clock clock,
            SecureRandom random,
            PushServices push,
            TicketShelf tickets,
            Administration admin,
            Watches watches) {}

    /** Who hears of what was refused. */
    record Watches(SignInWatch signIns, RefusalWatch calls) {}

    /** What administrators can reach, and what watches over the server for them. */
    record Administration(AdminApi api, AdminDoor door, Health health) {}

    /**
     * How push services are reached.
     *
     * @param privateAddresses whether one may be on an address that is not of the public internet
     * @param shares whose subscriptions this node pushes to
     */
    record PushServices(
            PushVault vault,
            Vapid vapid,
            SSLSocketFactory tls,
            boolean privateAddresses,
            Shares shares) {}

    /**
     * @param threads runs what may block
     */
    Site(Parts parts, Executor threads) {
        this.signIn =
                new SignIn(
                        parts.bus(),
                        parts.heads(),
                        parts.clock(),
                        parts.random(),
                        parts.watches().signIns());
        var tickets = new Tickets(signIn, parts.tickets(), parts.clock(), parts.random());
        this.doors = new Doors(signIn, tickets, parts.admin().door());
        var accounts = new UserAccounts(parts.bus());
        this.hub =
                new Hub(
                        parts.bus(),
                        parts.heads(),
                        user -> accounts.of(user.user()),
                        signIn::stillHolds,
                        threads);
        var capabilities = new ArrayList<>(Capabilities.all(parts.limits()));
        capabilities.add(WebSocketResource.capability());
        capabilities.add(SignalResource.capability());
        capabilities.add(vapid(parts.push().vapid()));
        this.https =
                new HttpsPost(parts.push().tls(), parts.push().privateAddresses(), parts.clock());
        this.webPush = webPush(parts, threads);
        var session = new SessionResource(capabilities);
        var api =
                new Api(
                        parts.methods(),
                        capabilities.stream().map(Capability::urn).collect(Collectors.toSet()),
                        parts.limits(),
                        session,
                        parts.bus(),
                        parts.heads(),
                        parts.clock(),
                        parts.random(),
                        parts.watches().calls());
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
        var upload = new UploadResource(parts.blobs(), parts.limits(), parts.clock());
        all.add(Route.signedIn(UploadResource.PATH + "*", "POST", upload));
        var download = new DownloadResource(parts.blobs());
        all.add(Route.signedIn(DownloadResource.PATH + "*", "GET", download));
        all.add(Route.byTicket(EventSourceResource.PATH, "GET", new EventSourceResource(hub)));
        var socket = new WebSocketResource(api, hub, signIn, parts.limits(), threads);
        all.add(Route.byTicket(WebSocketResource.PATH, "GET", socket));
        all.add(Route.byTicket(SignalResource.PATH, "GET", new SignalResource(hub)));
        all.add(tickets.route());
        all.addAll(new AppPasswords(parts.bus(), parts.clock(), parts.random()).routes());
        all.addAll(parts.admin().api().routes());
        all.addAll(parts.admin().health().routes());
        all.add(Route.open("/", "GET", new HelpPage()));
        all.addAll(HistoryPage.routes());
        this.routes = new Routes(all);
    }

    // RFC 9749 section 3: the key that clients hand to their push service.
    private static Capability vapid(Vapid vapid) {
        var key =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("applicationServerKey", vapid.applicationServerKey());
        return new Capability("urn:ietf:params:jmap:webpush-vapid", key, null);
    }

    private WebPush webPush(Parts parts, Executor threads) {
        var courier = new Courier(https, parts.push().vapid(), parts.clock(), parts.random());
        return new WebPush(
                new WebPush.Means(
                        parts.bus(),
                        parts.heads(),
                        hub,
                        signIn::stillHolds,
                        parts.push().vault(),
                        courier,
                        parts.clock(),
                        parts.push().shares()),
                threads);
    }

    /** Begins what goes on by itself: not before all sides of the server are there. */
    void start() {
        webPush.start();
    }

    private static Answer redirect(String to) {
        return Answer.empty(307).with(Map.of("Location", to));
    }

    Doors doors() {
        return doors;
    }

    Routes routes() {
        return routes;
    }

    /** Ends what would go on for ever, so that the rest can finish. */
    @Override
    public void close() {
        webPush.close();
        https.close();
        hub.close();
        signIn.close();
    }
}
