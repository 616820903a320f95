package io.daybook.account.projection;

import io.daybook.blob.FindReferences.Reference;
import io.daybook.blob.projection.BlobReads;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.SeenHeads;
import io.daybook.core.State;
import io.daybook.core.StreamHeads;
import io.daybook.core.ThreadId;
import io.daybook.core.Unavailable;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailHistory;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.EmailRows;
import io.daybook.email.projection.LiveMailViews;
import io.daybook.mailbox.projection.MailboxReads;
import io.daybook.quota.GetQuotas.Quotas;
import io.daybook.quota.projection.QuotaReads;
import io.daybook.thread.GetThreads.Threads;
import io.daybook.thread.projection.ThreadReads;
import io.daybook.view.Followers;
import io.daybook.view.Row;
import io.daybook.view.ViewStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads of the mail views. Each waits until the view has what the account's stream had when the
 * read began (DESIGN.md D7).
 */
public final class AccountViews
        implements LiveMailViews, MailboxReads, ThreadReads, QuotaReads, BlobReads, AccountReads {
    /** So often rows are read again that do not belong to what is in memory. */
    private static final int MOST_ATTEMPTS = 5;

    private final MailProjection projection;
    private final Followers followers;
    private final StreamHeads heads;
    private final ViewStore store;

    public AccountViews(MailProjection projection, Followers followers, StreamHeads heads) {
        this.projection = projection;
        this.followers = followers;
        this.heads = heads;
        this.store = projection.store();
    }

    <T> T at(AccountId account, Function<MailState, T> reader) {
        var stream = account.stream();
        for (int attempt = 1; ; attempt++) {
            try {
                return atHead(account, stream, reader);
            } catch (StaleRows e) {
                // Another node has written meanwhile, so the head has moved; or rows of another
                // generation are read now.
                if (attempt == MOST_ATTEMPTS) {
                    throw new Unavailable("the rows of " + account + " move while they are read");
                }
                SeenHeads.forget();
                forgetIfReplaced(account);
            }
        }
    }

    private <T> T atHead(AccountId account, String stream, Function<MailState, T> reader) {
        long head = SeenHeads.of(stream, heads);
        long began = System.nanoTime();
        long from = projection.version(stream);
        long deadline = began + Followers.BOUND.toNanos();
        while (true) {
            T result = projection.readAt(stream, head, reader);
            if (result != null) {
                return result;
            }
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()
                    || !followers.catchUp(projection, stream, heads.head(stream), left)) {
                throw behind(account, from, head, System.nanoTime() - began);
            }
        }
    }

    /** Tells how far the views have come meanwhile, and when they will be there at that rate. */
    private Unavailable behind(AccountId account, long from, long head, long nanos) {
        long now = projection.version(account.stream());
        long left = Math.max(0, head - now);
        double rate = (now - from) / (nanos / 1e9);
        long seconds = rate > 0 ? (long) Math.ceil(left / rate) : 1;
        return new Unavailable(
                "the views of %s have posted %,d of %,d events; the rest takes %,d s at that rate"
                        .formatted(account, now + 1, head + 1, seconds),
                seconds);
    }

    @Override
    public <T> T read(AccountId account, Function<Snapshot, T> reader) {
        return at(account, state -> reader.apply(new Reading(state)));
    }

    @Override
    public <T> T readLive(AccountId account, Function<LiveSnapshot, T> reader) {
        return at(account, state -> reader.apply(new Reading(state)));
    }

    @Override
    public @Nullable EmailHistory since(AccountId account, State state) {
        Optional<EmailHistory> history =
                changes(
                        account,
                        log ->
                                state.epoch().equals(log.epoch())
                                                && state.seq() <= log.version()
                                                && state.offset() == 0
                                        ? Optional.ofNullable(
                                                EmailHistories.after(
                                                        EmailHistory.none(state.seq()), log))
                                        : Optional.empty());
        return history.orElse(null);
    }

    @Override
    public <T extends @Nullable Object> T changes(
            AccountId account, AccountReads.Reader<T> reader) {
        while (true) {
            var log = at(account, state -> new ChangeLog(store, state));
            T result = reader.read(log);
            if (log.isLive()) {
                return result;
            }
            forgetIfReplaced(account);
        }
    }

    /** Other rows are read now than those that the account was loaded from, it seems. */
    void forgetIfReplaced(AccountId account) {
        projection.forgetIfReplaced(account.stream());
    }

    @Override
    public MailboxRows mailboxes(AccountId account) {
        return at(
                account,
                state ->
                        new MailboxRows(
                                state.state(DataType.MAILBOX),
                                state.version.seq(),
                                List.copyOf(state.mailboxes.values())));
    }

    @Override
    public Threads threads(AccountId account, @Nullable List<ThreadId> ids, int limit) {
        return at(account, state -> ThreadPages.read(state, ids, limit));
    }

    @Override
    public Quotas quotas(AccountId account) {
        return at(
                account,
                state ->
                        new Quotas(
                                state.state(DataType.QUOTA),
                                state.account.usedOctets(),
                                state.account.quotaOctets(),
                                state.account.emails(),
                                state.mailboxes.size()));
    }

    @Override
    public @Nullable Reference reference(AccountId account, BlobId blob, int limit) {
        return at(
                        account,
                        state ->
                                Optional.ofNullable(BlobReferences.read(store, state, blob, limit)))
                .orElse(null);
    }

    /** Whether an email or a submission of the account names the blob. */
    boolean isUsed(AccountId account, BlobId blob) {
        return at(account, state -> BlobReferences.isUsed(store, state, blob));
    }

    /** One read of the views at one version. */
    private final class Reading implements LiveSnapshot {
        private final MailState views;

        Reading(MailState views) {
            this.views = views;
        }

        @Override
        public long version() {
            return views.version.seq();
        }

        @Override
        public State state(DataType type) {
            return views.state(type);
        }

        @Override
        public EmailColumns columns() {
            return views.index;
        }

        @Override
        public @Nullable EmailHistory upToNow(EmailHistory history) {
            return EmailHistories.after(history, new ChangeLog(store, views));
        }

        /** An email that the index has, as it is at its version. */
        private EmailRow current(@Nullable Row<EmailRow> row) {
            if (row == null || row.seq() > views.version.seq()) {
                throw new StaleRows();
            }
            return row.value();
        }

        @Override
        public @Nullable EmailRow email(int email) {
            if (!views.index.has(email)) {
                return null;
            }
            return current(store.get(views.place, EmailRows.VIEW, new EmailId(email)));
        }

        @Override
        public List<EmailRow> emails(List<EmailId> emails) {
            var known = emails.stream().filter(email -> views.index.has(email.value())).toList();
            return store.getAll(views.place, EmailRows.VIEW, known).stream()
                    .map(this::current)
                    .toList();
        }
    }
}
