package io.daybook.account.query;

import io.daybook.account.projection.AccountReads.Log;
import io.daybook.account.projection.ChangeRow;
import io.daybook.core.GetChanges;
import io.daybook.core.GetChanges.Answer;
import io.daybook.core.GetChanges.CannotCalculateChanges;
import io.daybook.core.GetChanges.Changes;
import io.daybook.core.State;

/**
 * One walk through the log of changes, forwards from the client's state until its limit is reached.
 * No id is given to another record, so going forwards no id is told as created after it was told as
 * updated or destroyed (RFC 8620 section 5.2); but a record that was restored is, when its
 * destruction was told in an answer before.
 */
final class ChangesSince {
    /** Rows read for one answer: a client that is further behind asks again. */
    static final int MOST_ROWS = 100_000;

    private final GetChanges query;
    private final Log log;
    private final CollapsedChanges changes;
    private State reached;
    private boolean full;
    private boolean known;
    private int rows;

    ChangesSince(GetChanges query, Log log) {
        this.query = query;
        this.log = log;
        this.changes = new CollapsedChanges(query.maxChanges());
        this.reached = query.since();
        this.known = query.since().offset() == 0;
    }

    Answer answer() {
        var since = query.since();
        var current = new State(log.epoch(), log.seqOf(query.type()));
        if (!since.epoch().equals(log.epoch()) || since.seq() > log.version()) {
            return new CannotCalculateChanges(current);
        }
        long after = since.offset() > 0 ? since.seq() - 1 : since.seq();
        if (after < current.seq()) {
            log.forEach(query.type(), after, this::tell);
        }
        return known ? changes(current) : new CannotCalculateChanges(current);
    }

    private Changes changes(State current) {
        boolean more = full && !reached.equals(current);
        return new Changes(
                query.since(),
                more ? reached : current,
                more,
                changes.created(),
                changes.updated(),
                changes.destroyed(),
                changes.minor());
    }

    private boolean tell(long seq, ChangeRow row) {
        var since = query.since();
        boolean resumes = since.offset() > 0 && seq == since.seq();
        if (!known && !(resumes && since.offset() < row.size())) {
            return false;
        }
        known = true;
        int told = changes.add(row, resumes ? since.offset() : 0);
        full = told < row.size() || ++rows >= MOST_ROWS;
        if (told == row.size()) {
            reached = new State(log.epoch(), seq);
        } else if (told > 0) {
            reached = new State(log.epoch(), seq, told);
        }
        return !full;
    }
}
