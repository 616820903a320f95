package io.daybook.importer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Email/import (RFC 8621 section 4.8), always guarded by ifInState, so that a request that comes
 * late does nothing.
 */
final class EmailImport {
    private static final DateTimeFormatter UTC_DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final JmapAccount account;

    EmailImport(JmapAccount account) {
        this.account = account;
    }

    /** A message whose octets are on the server. */
    record Ready(MessageKey key, Found.Message message, String mailbox, String blob) {}

    /** What became of one Email/import. */
    sealed interface Result {
        /**
         * @param refused SetErrors by position in the call; all others are in the account now
         */
        record Done(String newState, Map<Integer, JsonNode> refused) implements Result {}

        /** The account changed since the state that we knew; nothing was imported. */
        record OtherState() implements Result {}

        record NotDone(String reason, Optional<Duration> retryAfter) implements Result {}

        record Unsure(String reason) implements Result {}

        record TooLarge() implements Result {}
    }

    Result send(String ifInState, List<Ready> messages) throws InterruptedException, CannotImport {
        var arguments = account.arguments().put("ifInState", ifInState);
        var emails = arguments.putObject("emails");
        for (int i = 0; i < messages.size(); i++) {
            describe(messages.get(i), emails.putObject("m" + i));
        }
        return switch (account.tryOnce(List.of(new JmapCall.Method("Email/import", arguments)))) {
            case JmapCall.Outcome.Answered(var responses) ->
                    result(responses.getFirst(), messages.size());
            case JmapCall.Outcome.NotDone(var reason, var retryAfter) ->
                    new Result.NotDone(reason, retryAfter);
            case JmapCall.Outcome.Unsure(var reason) -> new Result.Unsure(reason);
            case JmapCall.Outcome.TooLarge() -> new Result.TooLarge();
        };
    }

    private static void describe(Ready ready, ObjectNode email) {
        email.put("blobId", ready.blob());
        email.putObject("mailboxIds").put(ready.mailbox(), true);
        var keywords = email.putObject("keywords");
        ready.message().keywords().forEach(keyword -> keywords.put(keyword, true));
        String receivedAt = utcDate(ready.message().receivedAt());
        if (receivedAt != null) {
            email.put("receivedAt", receivedAt);
        }
    }

    /**
     * RFC 8620 section 1.4: a UTCDate has a year of four digits; a file dated before 1970 tells
     * nothing.
     */
    private static @Nullable String utcDate(@Nullable Instant instant) {
        boolean told =
                instant != null
                        && instant.getEpochSecond() > 0
                        && instant.getEpochSecond() < 253_402_300_800L;
        return told ? UTC_DATE.format(instant) : null;
    }

    private static Result result(JmapCall.Response response, int sent) throws CannotImport {
        if (response.error().isPresent()) {
            return switch (response.error().get()) {
                case "stateMismatch" -> new Result.OtherState();
                case "requestTooLarge" -> new Result.TooLarge();
                case "serverPartialFail" ->
                        new Result.Unsure(JmapAccount.describe(response.arguments()));
                default -> {
                    if (JmapAccount.passing(response)) {
                        // RFC 8620 section 3.6.2: with these errors nothing was changed.
                        yield new Result.NotDone(
                                JmapAccount.describe(response.arguments()), Optional.empty());
                    }
                    throw new CannotImport(
                            "the server refuses Email/import: "
                                    + JmapAccount.describe(response.arguments()));
                }
            };
        }
        JsonNode created = response.arguments().path("created");
        JsonNode notCreated = response.arguments().path("notCreated");
        var refused = new HashMap<Integer, JsonNode>();
        for (int i = 0; i < sent; i++) {
            if (notCreated.has("m" + i)) {
                refused.put(i, notCreated.path("m" + i));
            } else if (!created.has("m" + i)) {
                return new Result.Unsure("an answer that leaves out messages");
            }
        }
        return new Result.Done(response.arguments().path("newState").asString(""), refused);
    }
}
