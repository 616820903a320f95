package io.daybook.submission;

import io.daybook.core.AccountId;
import io.daybook.core.SubmissionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The relay policy asks what is to be done until an instant, in all accounts. For other accounts
 * than those that moved the answer may be behind for a moment: what was done already is refused as
 * {@link RelayCommand.Overtaken}.
 *
 * @param limit the most that the answer may have, at least 1
 * @param moved accounts that moved since the policy last asked, as hints told it: the answer has
 *     seen what was durable of them when it was asked for
 * @param afresh whether other nodes may have brought accounts along that no hint told of: the
 *     answer has seen what they had posted when it was asked for
 */
public record GetDue(Instant until, int limit, List<AccountId> moved, boolean afresh) {
    public GetDue {
        moved = List.copyOf(moved);
    }

    /** What hints and this node's own views tell. */
    public GetDue(Instant until, int limit, List<AccountId> moved) {
        this(until, limit, moved, false);
    }

    /**
     * @param due earliest first
     * @param next when the first is due that is not in the list: at once when the limit was
     *     reached; null when nothing is
     */
    public record Due(List<Step> due, @Nullable Instant next) {
        public Due {
            due = List.copyOf(due);
        }
    }

    /** One thing to be done for one submission; a submission has at most one at a time. */
    public record Step(AccountId account, SubmissionId submission, Instant at, Kind kind) {}

    public enum Kind {
        /** An attempt was begun and nothing recorded: it is under way, or a crash cut it off. */
        RECOVER,
        /** The sender is to be told of some recipients. */
        TELL,
        /** Recipients are to be tried. */
        ATTEMPT
    }
}
