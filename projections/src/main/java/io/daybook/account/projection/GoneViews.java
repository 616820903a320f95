package io.daybook.account.projection;

import io.daybook.account.RetentionRules;
import io.daybook.blob.BlobUse;
import io.daybook.blob.ExpiredBlobs;
import io.daybook.blob.projection.BlobLinks;
import io.daybook.blob.projection.BlobLinks.Link;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.RequestTime;
import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.email.projection.GoneRow;
import io.daybook.email.projection.GoneTimes;
import io.daybook.email.projection.GoneTimes.Leaving;
import io.daybook.history.projection.HistoryRow;
import io.daybook.view.Place;
import io.daybook.view.ViewStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads of what accounts have no more. Each waits as those of {@link AccountViews} do. */
public final class GoneViews implements GoneReads, BlobUse, ExpiredBlobs {
    private static final Logger LOG = LoggerFactory.getLogger(GoneViews.class);

    private final AccountViews views;
    private final ViewStore store;
    private final StreamHeads heads;
    private final Clock clock;
    private final int retentionDays;

    /**
     * @param retentionDays of accounts that have none of their own; see {@link RetentionRules}
     */
    public GoneViews(
            AccountViews views,
            MailProjection projection,
            StreamHeads heads,
            Clock clock,
            int retentionDays) {
        if (!RetentionRules.isValid(retentionDays)) {
            throw new IllegalArgumentException("a retention of " + retentionDays + " days");
        }
        this.views = views;
        this.store = projection.store();
        this.heads = heads;
        this.clock = clock;
        this.retentionDays = retentionDays;
    }

    @Override
    public Emails emails(AccountId account, Collection<Integer> emails) {
        return views.at(
                account,
                state -> {
                    Set<Integer> alive = new HashSet<>();
                    List<EmailId> others = new ArrayList<>();
                    for (int email : emails) {
                        if (state.index.has(email)) {
                            alive.add(email);
                        } else {
                            others.add(new EmailId(email));
                        }
                    }
                    Map<Integer, GoneRow> gone = new HashMap<>();
                    for (var row : store.getAll(state.place, GoneRow.VIEW, others)) {
                        if (row != null) {
                            gone.put(row.value().email().id().value(), row.value());
                        }
                    }
                    return new Emails(alive, gone);
                });
    }

    @Override
    public Duration retention(AccountId account) {
        return views.at(account, this::retention);
    }

    private Duration retention(MailState state) {
        int own = state.account.retentionDays();
        return Duration.ofDays(own == RetentionRules.OF_SERVER ? retentionDays : own);
    }

    @Override
    public List<Long> eventsOf(AccountId account, String requestId) {
        record Reached(Place place, long head) {}
        var reached = views.at(account, it -> new Reached(it.place, it.version.seq()));
        Instant earliest = RequestTime.earliest(requestId);
        long first =
                earliest == null
                        ? 0
                        : Moments.firstFrom(store, reached.place(), earliest, reached.head());
        List<Long> seqs = new ArrayList<>();
        store.scan(
                reached.place(),
                HistoryRow.VIEW,
                first,
                null,
                (seq, row) -> {
                    if (row.value().cause().requestId().equals(requestId)) {
                        seqs.add(seq);
                    }
                    return true;
                });
        return seqs;
    }

    @Override
    public String owner(AccountId account) {
        return views.at(account, state -> state.account.owner());
    }

    /** Whether an email or a submission names the blob, or an email that can come back. */
    @Override
    public boolean isUsed(AccountId account, BlobId blob) {
        return views.isUsed(account, blob)
                || views.at(
                        account,
                        state -> {
                            Instant since = clock.instant().minus(retention(state));
                            var found = new ArrayList<Instant>(1);
                            store.scan(
                                    state.place,
                                    BlobLinks.GONE,
                                    new Link(blob, new EmailId(1)),
                                    new Link(blob, new EmailId(Integer.MAX_VALUE)),
                                    (_, row) ->
                                            !(row.value().isAfter(since)
                                                    && found.add(row.value())));
                            return !found.isEmpty();
                        });
    }

    @Override
    public Map<AccountId, Instant> visit(Map<AccountId, Instant> reached, Visitor visitor) {
        List<AccountId> accounts = new ArrayList<>();
        heads.forEach((stream, head) -> {
            AccountId account = AccountId.ofStream(stream);
            if (account != null && !heads.isErased(stream)) {
                accounts.add(account);
            }
        });
        Map<AccountId, Instant> next = new HashMap<>();
        for (AccountId account : accounts) {
            Instant from = reached.getOrDefault(account, Instant.EPOCH);
            try {
                next.put(account, visitExpired(account, from, visitor));
            } catch (Unavailable e) {
                LOG.info("What expired of {} is looked for later: {}", account, e.getMessage());
                next.put(account, from);
            }
        }
        return next;
    }

    private Instant visitExpired(AccountId account, Instant from, Visitor visitor) {
        List<BlobId> blobs = new ArrayList<>();
        Instant until =
                views.at(
                        account,
                        state -> {
                            Instant end = clock.instant().minus(retention(state));
                            if (end.isAfter(from)) {
                                store.scan(
                                        state.place,
                                        GoneTimes.VIEW,
                                        leaving(from),
                                        leaving(end.plusMillis(1)),
                                        (_, row) -> blobs.add(row.value()));
                            }
                            return end;
                        });
        blobs.forEach(blob -> visitor.expired(account, blob));
        return until;
    }

    private static Leaving leaving(Instant from) {
        return new Leaving(Math.max(0, from.toEpochMilli()), new EmailId(1));
    }
}
