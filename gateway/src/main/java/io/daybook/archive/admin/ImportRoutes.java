package io.daybook.archive.admin;

import io.daybook.archive.Archives;
import io.daybook.archive.Archives.AccountExists;
import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Import;
import io.daybook.archive.Archives.Imported;
import io.daybook.archive.Archives.NewUser;
import io.daybook.archive.Archives.Refused;
import io.daybook.archive.Archives.UserExists;
import io.daybook.archive.Archives.UserNeeded;
import io.daybook.archive.Contents;
import io.daybook.archive.Progress;
import io.daybook.core.UserId;
import io.daybook.core.admin.AdminCall;
import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.Parameter;
import io.daybook.core.admin.Reply;
import io.daybook.core.admin.Type;
import io.daybook.core.admin.Type.Field;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.user.signin.Passwords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes an archive, and makes its account in a second step: then the passphrase is at hand. */
final class ImportRoutes {
    static final Parameter ARCHIVE =
            Parameter.path("archive", new Type.Text(1, 64, "[0-9a-f]+"), "of the upload");
    private static final Type COUNT = new Type.Whole(0, Long.MAX_VALUE);

    private final Archives archives;
    private final Arrived arrived;
    private final RandomGenerator random;

    /** The imports that go on, by the names of their archives. */
    private final Map<String, UnderWay> underWay = new ConcurrentHashMap<>();

    /** How far one is, as the thread that works says. */
    private static final class UnderWay implements Progress {
        private volatile Reached reached = new Reached(Step.PROVING, 0, 0);

        private record Reached(Step step, long done, long all) {}

        @Override
        public void at(Step step, long done, long all) {
            reached = new Reached(step, done, all);
        }

        ObjectNode json() {
            Reached now = reached;
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("step", now.step().name().toLowerCase(Locale.ROOT))
                    .put("done", now.done())
                    .put("all", now.all());
        }
    }

    ImportRoutes(Archives archives, Arrived arrived, RandomGenerator random) {
        this.archives = archives;
        this.arrived = arrived;
        this.random = random;
    }

    AdminRoute upload() {
        return AdminRoute.post(
                        "/admin/archives",
                        "uploadArchive",
                        "Takes an archive of an account, to be imported in a second step.")
                .reads("application/octet-stream", "the archive")
                .answers(
                        Reply.json(
                                201,
                                "it is here",
                                Type.thing(
                                        Field.required(
                                                "archive", Type.text(32), "names it from now on"))))
                .by(call -> {
                    String name = arrived.take(call.request().body());
                    return Answer.json(
                            201, JsonNodeFactory.instance.objectNode().put("archive", name));
                });
    }

    AdminRoute drop() {
        return AdminRoute.delete(
                        "/admin/archives/{archive}",
                        "dropArchive",
                        "Throws an uploaded archive away.")
                .takes(ARCHIVE)
                .answers(Reply.empty(204, "it is gone"))
                .by(call -> {
                    arrived.drop(call.text("archive"));
                    return Answer.empty(204);
                });
    }

    AdminRoute bring() {
        return AdminRoute.post(
                        "/admin/archives/{archive}/import",
                        "importArchive",
                        "Proves an uploaded archive and makes its account: all of it or nothing.")
                .takes(ARCHIVE)
                .reads(
                        Field.optional("passphrase", Type.text(1000), "opens the archive")
                                .asSecret(),
                        Field.optional(
                                "user",
                                Type.text(254),
                                "the address of the new user whose account it becomes; needed"
                                        + " unless the archive brings its user"),
                        Field.optional("password", Type.text(1000), "of that user").asSecret())
                .answers(
                        Reply.json(
                                200,
                                "the account is there",
                                Type.thing(
                                        Field.required("account", Type.text(64), "its id"),
                                        Field.required("events", COUNT, "of the account"),
                                        Field.required("blobs", COUNT, "that came with it"),
                                        Field.required(
                                                "head", Type.text(64), "the end of the chain"),
                                        Field.required("message", Type.text(1000), "in words"))),
                        Reply.problem(404, "there is no such upload"),
                        Reply.problem(409, "the account or the user is there already"),
                        Reply.problem(422, "the archive cannot be used"))
                .by(this::bring);
    }

    AdminRoute progress() {
        return AdminRoute.get(
                        "/admin/archives/{archive}/import",
                        "getImport",
                        "Tells how far the import of an uploaded archive is.")
                .takes(ARCHIVE)
                .answers(
                        Reply.json(
                                200,
                                "how far it is",
                                Type.thing(
                                        Field.required(
                                                "step",
                                                new Type.Choice(List.of("proving", "storing")),
                                                "what it does: first one, then the other"),
                                        Field.required(
                                                "done", COUNT, "blobs and events of this step"),
                                        Field.required(
                                                "all", COUNT, "of them; 0 while nobody knows"))),
                        Reply.problem(404, "no such import goes on"))
                .by(call -> {
                    var found = underWay.get(call.text("archive"));
                    if (found == null) {
                        throw new ProblemException(
                                Problem.of(404, "Not Found", "No import of that archive goes on."));
                    }
                    return Answer.json(200, found.json());
                });
    }

    private Answer bring(AdminCall call) {
        String name = call.text("archive");
        JsonNode body = call.body();
        var what = new Import(arrived.find(name), text(body, "passphrase"), user(body));
        Imported outcome;
        try {
            var under = new UnderWay();
            underWay.put(name, under);
            outcome = archives.bring(what, under);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            underWay.remove(name);
        }
        if (!(outcome instanceof Done(var contents))) {
            throw new ProblemException(problem(outcome));
        }
        arrived.drop(name);
        return Answer.json(200, json(contents).put("message", Messages.of(outcome)));
    }

    static ObjectNode json(Contents contents) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("account", contents.account())
                .put("events", contents.events())
                .put("blobs", contents.blobs())
                .put("head", contents.head());
    }

    private @Nullable NewUser user(JsonNode body) {
        String address = text(body, "user");
        String password = text(body, "password");
        if ((address == null) != (password == null)) {
            throw badRequest("Give user and password, or neither.");
        }
        if (address == null || password == null) {
            return null;
        }
        try {
            return new NewUser(UserId.of(address).value(), Passwords.hash(password, random));
        } catch (IllegalArgumentException e) {
            throw badRequest("user: " + e.getMessage());
        }
    }

    private static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.of(400, "Bad Request", detail));
    }

    static @Nullable String text(JsonNode body, String name) {
        JsonNode value = body.get(name);
        return value == null ? null : value.stringValue();
    }

    static Problem problem(Imported refusal) {
        String detail = Messages.of(refusal);
        return switch (refusal) {
            case AccountExists _, UserExists _ -> Problem.of(409, "Conflict", detail);
            case UserNeeded _ -> Problem.of(400, "Bad Request", detail);
            case Refused _ -> Problem.of(422, "Unprocessable Content", detail);
            case Done _ -> throw new IllegalStateException("done");
        };
    }
}
