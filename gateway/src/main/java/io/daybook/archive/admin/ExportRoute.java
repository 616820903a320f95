package io.daybook.archive.admin;

import io.daybook.archive.Archives;
import io.daybook.archive.Archives.BlobBroken;
import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Erased;
import io.daybook.archive.Archives.Export;
import io.daybook.archive.Archives.Exported;
import io.daybook.archive.Archives.NoSuchAccount;
import io.daybook.archive.Archives.NoUser;
import io.daybook.archive.Archives.NothingSince;
import io.daybook.archive.Archives.Passphrase;
import io.daybook.archive.Archives.Protection;
import io.daybook.archive.Archives.Unprotected;
import io.daybook.core.admin.AdminCall;
import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.Parameter;
import io.daybook.core.admin.Reply;
import io.daybook.core.admin.Type;
import io.daybook.core.admin.Type.Field;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;

/** Sends an account as an archive while it is written. */
final class ExportRoute {
    static final Parameter ACCOUNT =
            Parameter.path(
                    "account", Type.text(254), "the id of an account, or its user's address");

    /** Each takes a thread, half a megabyte, and the reading of a whole account. */
    static final int MOST_AT_ONCE = 16;

    private static final int RETRY_SECONDS = 30;

    private ExportRoute() {}

    static AdminRoute route(Archives archives) {
        var room = new Semaphore(MOST_AT_ONCE);
        return AdminRoute.post(
                        "/admin/accounts/{account}/archive",
                        "exportAccount",
                        "Exports an account: its events, its blobs and its key in one archive.")
                .takes(ACCOUNT)
                .reads(
                        Field.optional(
                                        "passphrase",
                                        Type.text(1000),
                                        "protects the archive; without it, say unprotected")
                                .asSecret(),
                        Field.optional(
                                "unprotected",
                                new Type.Flag(),
                                "whoever has the archive can read the mail"),
                        Field.optional(
                                "withUser",
                                new Type.Flag(),
                                "whether password, app passwords and grants come along"),
                        Field.optional(
                                "fromEvent",
                                new Type.Whole(0, Long.MAX_VALUE),
                                "only what came since, for who has the rest"))
                .answers(
                        Reply.octets("the archive; docs/archives.md describes it"),
                        Reply.problem(404, "there is no such account"),
                        Reply.problem(
                                409,
                                "the account has no such event yet, or no user who could come along"),
                        Reply.problem(410, "the account was erased"),
                        Reply.problem(503, "so many exports run already; try again later"))
                .by(call -> export(call, archives, room));
    }

    private static Answer export(AdminCall call, Archives archives, Semaphore room) {
        JsonNode body = call.body();
        var what =
                new Export(
                        call.text("account"),
                        body.path("withUser").asBoolean(false),
                        protection(body),
                        body.path("fromEvent").asLong(0));
        return begin(archives, what, room);
    }

    static Answer begin(Archives archives, Export what, Semaphore room) {
        if (!room.tryAcquire()) {
            String detail = MOST_AT_ONCE + " exports run already: wait until one has ended.";
            throw new ProblemException(Problem.busy(503, detail, RETRY_SECONDS));
        }
        var pull = new ExportPull(archives, what, room::release);
        Exported early = pull.early();
        if (early != null) {
            throw new ProblemException(problem(early));
        }
        return Answer.pieces("application/octet-stream", pull);
    }

    private static Protection protection(JsonNode body) {
        JsonNode passphrase = body.get("passphrase");
        boolean unprotected = body.path("unprotected").asBoolean(false);
        if (unprotected == (passphrase != null)) {
            throw new ProblemException(
                    Problem.of(
                            400,
                            "Bad Request",
                            "Give a passphrase, or say unprotected: one of the two."));
        }
        return passphrase == null ? new Unprotected() : new Passphrase(passphrase.stringValue());
    }

    private static Problem problem(Exported refusal) {
        String detail = Messages.of(refusal);
        return switch (refusal) {
            case NoSuchAccount _ -> Problem.of(404, "Not Found", detail);
            case NoUser _, NothingSince _ -> Problem.of(409, "Conflict", detail);
            case Erased _ -> Problem.of(410, "Gone", detail);
            case BlobBroken _ -> Problem.of(500, "Internal Server Error", detail);
            case Done _ -> throw new IllegalStateException("done before anything was sent");
        };
    }
}
