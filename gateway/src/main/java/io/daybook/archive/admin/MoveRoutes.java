package io.daybook.archive.admin;

import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Imported;
import io.daybook.archive.Moves;
import io.daybook.archive.Moves.CannotHold;
import io.daybook.archive.Moves.CannotLeave;
import io.daybook.archive.Moves.CannotOpen;
import io.daybook.archive.Moves.Departed;
import io.daybook.archive.Moves.HeldAt;
import io.daybook.archive.Moves.IsOpen;
import io.daybook.core.admin.AdminCall;
import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.Parameter;
import io.daybook.core.admin.Reply;
import io.daybook.core.admin.Type;
import io.daybook.core.admin.Type.Field;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What {@code ./daybook move} asks of the server that is left and of the one that is gone to. */
final class MoveRoutes {
    private static final Type COUNT = new Type.Whole(0, Long.MAX_VALUE);
    private static final Parameter ACCOUNT =
            Parameter.path(
                    "account", new Type.Text(1, 64, "[A-Za-z0-9_-]+"), "the id of an account");
    private static final Field HEAD =
            Field.required("head", new Type.Text(64, 64, "[0-9a-f]+"), "the end of its chain");

    private final Moves moves;
    private final Arrived arrived;

    MoveRoutes(Moves moves, Arrived arrived) {
        this.moves = moves;
        this.arrived = arrived;
    }

    AdminRoute hold() {
        return AdminRoute.post(
                        "/admin/accounts/{account}/hold",
                        "holdAccount",
                        "Lets nobody change an account for a moment, so that its end can be copied.")
                .takes(ACCOUNT)
                .reads(
                        Field.required(
                                "seconds", new Type.Whole(1, 600), "after which it goes on here"))
                .answers(
                        Reply.json(
                                200,
                                "it is held",
                                Type.thing(
                                        Field.required("events", COUNT, "how many it has"), HEAD)),
                        Reply.problem(409, "it cannot be held"))
                .by(call -> {
                    var atMost = Duration.ofSeconds(call.body().get("seconds").longValue());
                    return switch (moves.hold(account(call), atMost)) {
                        case HeldAt(var events, var head) ->
                                Answer.json(
                                        200,
                                        JsonNodeFactory.instance
                                                .objectNode()
                                                .put("events", events)
                                                .put("head", head));
                        case CannotHold(var why) -> throw conflict(why);
                    };
                });
    }

    AdminRoute release() {
        return AdminRoute.delete(
                        "/admin/accounts/{account}/hold",
                        "releaseAccount",
                        "Lets a held account be changed again.")
                .takes(ACCOUNT)
                .answers(Reply.empty(204, "it is not held"))
                .by(call -> {
                    moves.release(account(call));
                    return Answer.empty(204);
                });
    }

    AdminRoute leave() {
        return AdminRoute.post(
                        "/admin/accounts/{account}/departure",
                        "letAccountLeave",
                        "Closes a held account for ever, since it is at another server from now on.")
                .takes(ACCOUNT)
                .reads(HEAD, Field.required("to", Type.text(500), "the URL of that server"))
                .answers(
                        Reply.empty(204, "it has left"),
                        Reply.problem(409, "it is not held, or has another end"))
                .by(call -> {
                    String to = call.body().get("to").stringValue();
                    return switch (moves.leave(account(call), head(call), to)) {
                        case Departed() -> Answer.empty(204);
                        case CannotLeave(var why) -> throw conflict(why);
                    };
                });
    }

    AdminRoute whereabouts() {
        return AdminRoute.get(
                        "/admin/accounts/{account}/departure",
                        "findAccount",
                        "Tells whether an account is here or has moved to another server.")
                .takes(ExportRoute.ACCOUNT)
                .answers(
                        Reply.json(
                                200,
                                "where it is",
                                Type.thing(
                                        Field.required("account", Type.text(64), "its id"),
                                        Field.required("events", COUNT, "how many it has here"),
                                        HEAD,
                                        Field.optional(
                                                "to",
                                                Type.text(500),
                                                "the server that it has moved to"))),
                        Reply.problem(404, "there is no such account"))
                .by(call -> Answer.json(200, whereabouts(call.text("account"))));
    }

    private ObjectNode whereabouts(String name) {
        var found = moves.find(name);
        if (found == null) {
            throw new ProblemException(
                    Problem.of(404, "Not Found", "There is no account of " + name + " here."));
        }
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("account", found.account())
                        .put("events", found.events())
                        .put("head", found.head());
        return found.to() == null ? json : json.put("to", found.to());
    }

    AdminRoute comeBack() {
        return AdminRoute.delete(
                        "/admin/accounts/{account}/departure",
                        "takeAccountBack",
                        "Opens an account again that left, but is open at no other server.")
                .takes(ACCOUNT)
                .answers(
                        Reply.empty(204, "it is here again"), Reply.problem(409, "it had not left"))
                .by(call -> {
                    if (!moves.comeBack(account(call))) {
                        throw conflict("the account had not left");
                    }
                    return Answer.empty(204);
                });
    }

    AdminRoute arrive() {
        return take(
                "/admin/archives/{archive}/arrive",
                "beginArrival",
                "Begins an account with an uploaded archive. Nobody sees it before it is opened.",
                moves::arrive);
    }

    AdminRoute follow() {
        return take(
                "/admin/archives/{archive}/follow",
                "continueArrival",
                "Adds what an uploaded archive has more to an account that arrives.",
                moves::follow);
    }

    private interface Step {
        Imported take(Path archive, @Nullable String passphrase) throws IOException;
    }

    private AdminRoute take(String path, String operation, String summary, Step step) {
        return AdminRoute.post(path, operation, summary)
                .takes(ImportRoutes.ARCHIVE)
                .reads(
                        Field.optional("passphrase", Type.text(1000), "opens the archive")
                                .asSecret())
                .answers(
                        Reply.json(
                                200,
                                "it is stored",
                                Type.thing(
                                        Field.required("account", Type.text(64), "its id"),
                                        Field.required("events", COUNT, "of the archive"),
                                        Field.required("blobs", COUNT, "of the archive"),
                                        HEAD)),
                        Reply.problem(404, "there is no such upload"),
                        Reply.problem(409, "the account or the user is there already"),
                        Reply.problem(422, "the archive cannot be used"))
                .by(call -> {
                    String name = call.text("archive");
                    try {
                        var outcome =
                                step.take(
                                        arrived.find(name),
                                        ImportRoutes.text(call.body(), "passphrase"));
                        if (outcome instanceof Done(var contents)) {
                            return Answer.json(200, ImportRoutes.json(contents));
                        }
                        throw new ProblemException(ImportRoutes.problem(outcome));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        arrived.drop(name);
                    }
                });
    }

    AdminRoute open() {
        return AdminRoute.post(
                        "/admin/arrivals/{account}/open",
                        "openArrival",
                        "Makes an account visible that arrived as a whole.")
                .takes(ACCOUNT)
                .reads(HEAD, Field.required("events", COUNT, "how many it has"))
                .answers(
                        Reply.empty(204, "it is open"),
                        Reply.problem(409, "it has not arrived, or not as a whole"))
                .by(this::open);
    }

    private Answer open(AdminCall call) {
        try {
            long events = call.body().get("events").longValue();
            return switch (moves.open(account(call), events, head(call))) {
                case IsOpen() -> Answer.empty(204);
                case CannotOpen(var why) -> throw conflict(why);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AdminRoute abandon() {
        return AdminRoute.delete(
                        "/admin/arrivals/{account}",
                        "abandonArrival",
                        "Takes away what arrived of an account that was not opened.")
                .takes(ACCOUNT)
                .answers(
                        Reply.empty(204, "nothing of it is there"),
                        Reply.problem(409, "it arrives at another node of the cluster"))
                .by(call -> {
                    try {
                        if (!moves.abandon(account(call))) {
                            throw conflict(
                                    "The account arrives at another node of the cluster: ask that"
                                            + " one, or end it.");
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return Answer.empty(204);
                });
    }

    private static String account(AdminCall call) {
        return call.text("account");
    }

    private static String head(AdminCall call) {
        return call.body().get("head").stringValue();
    }

    private static ProblemException conflict(String why) {
        return new ProblemException(Problem.of(409, "Conflict", why));
    }
}
