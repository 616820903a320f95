package io.daybook.blob.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.StandardGet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The blobs that a /parse method is asked for, and its answer (RFC 8621 section 4.9, RFC 9007
 * section 2.2).
 */
public final class ParseAnswer {
    /** Octets read by one call; every one is looked at several times. */
    private static final long MAX_OCTETS = 256L << 20;

    private final List<String> wanted;
    private final ObjectNode parsed = Json.object();
    private final List<String> notParsable = new ArrayList<>();
    private final List<String> notFound = new ArrayList<>();
    private long read;

    private ParseAnswer(List<String> wanted) {
        this.wanted = wanted;
    }

    /** Makes JSON of a blob. */
    @FunctionalInterface
    public interface Parser {
        /**
         * @return null when it cannot be parsed
         */
        @Nullable ObjectNode parse(String id, BlobStore.Blob blob);
    }

    /**
     * Reads {@code blobIds}.
     *
     * @throws MethodException invalidArguments, or requestTooLarge beyond maxObjectsInGet
     */
    public static ParseAnswer read(Arguments arguments, Call call) {
        List<String> ids = arguments.requiredTexts("blobIds");
        StandardGet.requireAtMost(ids.size(), call.limits().maxObjectsInGet());
        return new ParseAnswer(List.copyOf(new LinkedHashSet<>(ids)));
    }

    /**
     * Parses one blob after the other, in the workspace, which the parser must not use itself.
     *
     * @throws MethodException requestTooLarge when the blobs have too many octets together
     */
    public void parse(BlobAccess access, Workspace workspace, Parser parser) {
        for (String id : wanted) {
            var found = access.find(id);
            if (found == null) {
                notFound.add(id);
            } else {
                charge(found.whole().size());
                parse(found, access, workspace, parser);
            }
        }
    }

    private void parse(
            BlobAccess.Found found, BlobAccess access, Workspace workspace, Parser parser) {
        // A part is decoded in the workspace; for a whole blob it is entered here.
        var result =
                found.part() == null
                        ? workspace.use(
                                2 * found.whole().size(),
                                () -> Parsed.of(parser.parse(found.id(), found.whole())))
                        : access.read(
                                found,
                                workspace,
                                blob -> Parsed.of(parser.parse(found.id(), blob)));
        if (result == null) {
            notFound.add(found.id());
        } else if (result.json() == null) {
            notParsable.add(found.id());
        } else {
            parsed.set(found.id(), result.json());
        }
    }

    private record Parsed(@Nullable ObjectNode json) {
        static Parsed of(@Nullable ObjectNode json) {
            return new Parsed(json);
        }
    }

    private void charge(long octets) {
        read += octets;
        if (read > MAX_OCTETS) {
            throw new MethodException(
                    new MethodError("requestTooLarge", "ask for fewer or smaller blobs at once"));
        }
    }

    /** The answer to the call. */
    public ObjectNode toJson(AccountId account) {
        var answer = Json.object();
        answer.put("accountId", account.value());
        answer.set("parsed", parsed.isEmpty() ? Json.text(null) : parsed);
        answer.set("notParsable", orNull(notParsable));
        answer.set("notFound", orNull(notFound));
        return answer;
    }

    private static JsonNode orNull(List<String> ids) {
        return ids.isEmpty() ? Json.text(null) : Json.texts(ids);
    }
}
