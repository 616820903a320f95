package io.daybook.user.signin;

import io.daybook.core.Cause;
import io.daybook.core.UserId;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.core.http.Request;
import io.daybook.core.http.Route;
import io.daybook.core.jmap.Bus;
import io.daybook.core.jmap.StrictJson;
import io.daybook.user.GetUser;
import io.daybook.user.UserCommand;
import io.daybook.user.UserCommand.AddAppPassword;
import io.daybook.user.UserCommand.AlreadyRegistered;
import io.daybook.user.UserCommand.Done;
import io.daybook.user.UserCommand.NoSuchAppPassword;
import io.daybook.user.UserCommand.NoSuchUser;
import io.daybook.user.UserCommand.OwnAccount;
import io.daybook.user.UserCommand.RevokeAppPassword;
import io.daybook.user.UserCommand.TooManyAccounts;
import io.daybook.user.UserCommand.TooManyAppPasswords;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes, lists and revokes app passwords. Only the main password may: a lost device cannot make
 * itself another key.
 */
public final class AppPasswords {
    public static final String PATH = "/account/app-passwords";

    private static final int BODY_OCTETS = 4096;
    private static final int LABEL_LENGTH = 100;
    private static final int ID_BITS = 50;

    private final Bus bus;
    private final Clock clock;
    private final RandomGenerator random;

    public AppPasswords(Bus bus, Clock clock, RandomGenerator random) {
        this.bus = bus;
        this.clock = clock;
        this.random = random;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        PATH,
                        Route.Access.SIGNED_IN,
                        Map.of("GET", this::list, "POST", this::create)),
                Route.signedIn(PATH + "/*", "DELETE", this::revoke));
    }

    private Answer list(Request request) {
        UserId user = mainUser(request);
        var list = JsonNodeFactory.instance.arrayNode();
        switch (bus.query(new GetUser(user), GetUser.Answer.class)) {
            case GetUser.UserView view -> view.appPasswords().forEach(one -> list.add(json(one)));
            case GetUser.NoSuchUser() -> {
                return Problem.notFound().answer();
            }
        }
        return Answer.json(200, JsonNodeFactory.instance.objectNode().set("list", list));
    }

    private static ObjectNode json(GetUser.AppPassword one) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", one.id())
                .put("label", one.label())
                .put("createdAt", one.at().toString());
    }

    private Answer create(Request request) {
        UserId user = mainUser(request);
        String label = label(request);
        String id = Long.toString((random.nextLong() >>> (64 - ID_BITS)) | 1L << ID_BITS, 36);
        byte[] secret = new byte[AppToken.SECRET_OCTETS];
        random.nextBytes(secret);
        var token = AppToken.of(user, id, secret);
        var at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var add = new AddAppPassword(user, id, label, token.secretHash(), at);
        var answer = bus.command(add, cause(request), UserCommand.Answer.class);
        ObjectNode json = json(new GetUser.AppPassword(id, label, "", at));
        return answer(answer, Answer.json(201, json.put("token", token.text())));
    }

    private Answer revoke(Request request) {
        UserId user = mainUser(request);
        String id = request.path().substring(PATH.length() + 1);
        var revoke = new RevokeAppPassword(user, id);
        var answer = bus.command(revoke, cause(request), UserCommand.Answer.class);
        return answer(answer, Answer.empty(204));
    }

    private static Answer answer(UserCommand.Answer outcome, Answer done) {
        return switch (outcome) {
            case Done(_) -> done;
            case NoSuchUser(), NoSuchAppPassword() -> Problem.notFound().answer();
            case TooManyAppPasswords(int max) ->
                    Problem.of(409, "Conflict", "There are " + max + " already; revoke one first.")
                            .answer();
            case AlreadyRegistered(), OwnAccount(), TooManyAccounts(_) ->
                    throw new IllegalStateException("not asked for: " + outcome);
        };
    }

    private static UserId mainUser(Request request) {
        if (!request.user().mainPassword()) {
            throw new ProblemException(
                    Problem.of(403, "Forbidden", "This takes the main password."));
        }
        return request.user().user();
    }

    private static String label(Request request) {
        if (!StrictJson.isType(request.header("Content-Type"))) {
            throw new ProblemException(
                    Problem.unsupportedMediaType("The body must be application/json."));
        }
        byte[] body = request.body().readAll(BODY_OCTETS);
        if (body == null) {
            throw new ProblemException(
                    Problem.of(413, "Content Too Large", "A label is shorter than that."));
        }
        try {
            JsonNode label = StrictJson.read(body).get("label");
            if (label != null && label.isString()) {
                String text = label.stringValue().strip();
                boolean plain = text.chars().noneMatch(Character::isISOControl);
                if (!text.isEmpty() && text.length() <= LABEL_LENGTH && plain) {
                    return text;
                }
            }
        } catch (StrictJson.NotJson e) {
            throw new ProblemException(
                    Problem.of(400, "Bad Request", String.valueOf(e.getMessage())));
        }
        throw new ProblemException(
                Problem.of(
                        400,
                        "Bad Request",
                        "Give a label of 1 to " + LABEL_LENGTH + " characters without controls."));
    }

    private static Cause cause(Request request) {
        return new Cause(
                request.user().user().value(),
                "account",
                request.client().getHostAddress(),
                request.agent(),
                request.id());
    }
}
