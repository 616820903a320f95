package io.daybook.audit;

import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event as the audit tells it. Unique by stream and sequence number.
 *
 * @param at when it was appended, in whole microseconds
 * @param account whose it is, null when it is no account's
 * @param operation the name of the event, such as {@code MailboxRenamed}, or of the operation of
 *     the admin API
 * @param entities the first of them, at most {@value #SHOWN_ENTITIES}
 * @param entityCount how many there are; each of them finds the entry
 * @param detail why it was refused, empty otherwise
 * @param changes at most {@value #SHOWN_CHANGES}
 */
public record AuditEntry(
        String stream,
        long seq,
        Instant at,
        Cause cause,
        @Nullable AccountId account,
        String operation,
        List<AuditEntity> entities,
        int entityCount,
        Result result,
        String detail,
        List<Change> changes) {
    public static final int SHOWN_ENTITIES = 20;
    public static final int SHOWN_CHANGES = 50;

    /** The actors that are the server by itself: events of old tell of nobody. */
    public static final List<String> SYSTEM = List.of("", "system");

    /** The actor that has the admin token. */
    public static final String ADMIN = "admin";

    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
        entities = List.copyOf(entities);
        changes = List.copyOf(changes);
    }

    public AuditPlace place() {
        return new AuditPlace(at, stream, seq);
    }

    public ActorType actorType() {
        return ActorType.of(cause.actor());
    }

    public enum Result {
        DONE,
        /** The wish was against a rule, or not understood: 4xx of the admin API. */
        REFUSED,
        /** Something was broken: 5xx of the admin API. */
        FAILED
    }

    public enum ActorType {
        USER,
        ADMIN,
        /** The server by itself. */
        SYSTEM,
        /** Nobody proved who it was. */
        ANONYMOUS;

        static ActorType of(String actor) {
            return switch (actor) {
                case AuditEntry.ADMIN -> ADMIN;
                case Cause.ANONYMOUS -> ANONYMOUS;
                default -> AuditEntry.SYSTEM.contains(actor) ? SYSTEM : USER;
            };
        }
    }

    /**
     * A property before and after; secrets, hashes and the content of mail never. Values are cut at
     * {@value #LONGEST} characters.
     *
     * @param before null when there was none, or it is not known any more
     * @param after null when there is none
     */
    public record Change(String name, @Nullable String before, @Nullable String after) {
        public static final int LONGEST = 200;

        public Change {
            before = cut(before);
            after = cut(after);
        }

        private static @Nullable String cut(@Nullable String text) {
            return text == null || text.length() <= LONGEST
                    ? text
                    : text.substring(0, LONGEST - 1) + "…";
        }
    }
}
