package io.daybook.account.projection;

import io.daybook.account.RetentionRules;
import io.daybook.core.AccountId;
import io.daybook.core.AsOf.Reason;
import io.daybook.core.DataType;
import io.daybook.core.Moment;
import io.daybook.core.Moment.AtState;
import io.daybook.core.Moment.AtTime;
import io.daybook.core.State;
import io.daybook.history.projection.HistoryRow;
import io.daybook.view.Place;
import io.daybook.view.ViewStore;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds moments in the streams of accounts. */
final class Moments {
    private static final List<DataType> TYPES =
            List.of(DataType.MAILBOX, DataType.EMAIL, DataType.THREAD);

    private final AccountViews live;
    private final ViewStore store;

    Moments(AccountViews live, ViewStore store) {
        this.live = live;
        this.store = store;
    }

    /**
     * A moment that was found.
     *
     * @param account with the states of then
     */
    record Found(long seq, AccountRow account, @Nullable Reason never) {}

    Found find(AccountId account, Moment moment) {
        return live.changes(
                account,
                log -> {
                    Reason never = moment instanceof AtState(var state) ? never(state, log) : null;
                    long seq =
                            switch (moment) {
                                case AtState(var state) -> state.seq();
                                case AtTime(var time) -> last(account, time, log.version());
                            };
                    if (never == null && seq < 0) {
                        never = Reason.BEFORE_ACCOUNT;
                    }
                    return never == null
                            ? new Found(seq, row(log, seq), null)
                            : new Found(-1, AccountRow.NONE, never);
                });
    }

    private static @Nullable Reason never(State state, AccountReads.Log log) {
        if (!state.epoch().equals(log.epoch())) {
            return Reason.OTHER_EPOCH;
        }
        if (state.seq() > log.version()) {
            return Reason.BEYOND_HEAD;
        }
        return state.offset() > 0 ? Reason.WITHIN_EVENT : null;
    }

    private static AccountRow row(AccountReads.Log log, long seq) {
        var states = new TreeMap<String, Long>();
        TYPES.forEach(type -> states.put(type.name(), log.seqOf(type, seq)));
        return new AccountRow(log.epoch(), "", 0, 0, 0, RetentionRules.OF_SERVER, states);
    }

    /** The last event up to {@code head} that is not later, or -1; the clock never goes back. */
    private long last(AccountId account, Instant time, long head) {
        var place = store.live(MailRows.GROUP, account.stream());
        return first(store, place, head, clock -> clock.isAfter(time)) - 1;
    }

    /** The first event that is not before the time, or one more than the head. */
    static long firstFrom(ViewStore store, Place place, Instant time, long head) {
        return first(store, place, head, clock -> !clock.isBefore(time));
    }

    private static long first(ViewStore store, Place place, long head, Predicate<Instant> isThere) {
        long before = -1;
        long there = head + 1;
        while (there - before > 1) {
            long middle = before + (there - before) / 2;
            var clock = store.get(place, HistoryRow.CLOCKS, middle);
            if (clock == null) {
                throw new IllegalStateException(
                        "the history of " + place.scope() + " has no event " + middle);
            }
            if (isThere.test(clock.value())) {
                there = middle;
            } else {
                before = middle;
            }
        }
        return there;
    }
}
