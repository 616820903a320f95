package io.daybook.email;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the ids of the emails that match, sorted (RFC 8621 section 4.4).
 *
 * @param limit the most ids in the answer, at least 0
 */
public record QueryEmails(
        AccountId account, EmailList list, Start start, int limit, boolean calculateTotal) {

    /** Where in the list the answer begins. */
    public sealed interface Start {}

    /**
     * @param index may be negative: counted from the end (RFC 8620 section 5.5)
     */
    public record Position(long index) implements Start {}

    /**
     * @param offset the index of the first relative to the anchor's, clamped at 0
     */
    public record Anchor(EmailId email, long offset) implements Start {}

    /** With the first email behind the place. */
    public record After(EmailPlace place) implements Start {}

    public sealed interface Answer {}

    /**
     * @param total null unless asked for
     * @param last the place of the last id when more of the list follow, else null
     * @param undecided how many emails are left out though they may belong to the list: what they
     *     say is not kept any more; 0 for the present
     */
    public record QueryResult(
            State queryState,
            List<EmailId> ids,
            long position,
            @Nullable Integer total,
            @Nullable EmailPlace last,
            int undecided)
            implements Answer {
        public QueryResult {
            ids = List.copyOf(ids);
        }
    }

    public record AnchorNotFound() implements Answer {}

    /** The text index is behind and could not catch up within its bound. */
    public record IndexUnavailable() implements Answer {}

    /**
     * For a moment of the past, more messages of emails that are gone would have to be read than
     * may be.
     */
    public record TooManyGone(int messages) implements Answer {}
}
