package io.daybook.account.projection;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailRow;
import io.daybook.thread.GetThreads.Threads;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** The views of one account as they were at one moment. */
final class PastViews implements PastReads.Views {
    private final PastAccounts past;
    private final AccountId account;
    private final Moments.Found moment;

    PastViews(PastAccounts past, AccountId account, Moments.Found moment) {
        this.past = past;
        this.account = account;
        this.moment = moment;
    }

    @Override
    public <T> T read(AccountId of, Function<Snapshot, T> reader) {
        requireSame(of);
        return at(then -> reader.apply(new Reading(then)));
    }

    @Override
    public Texts textsExcept(AccountId of, RoaringBitmap others) {
        requireSame(of);
        var wanted = at(then -> RoaringBitmap.andNot(then.state().index.all(), others));
        return past.texts(account, wanted);
    }

    @Override
    public MailboxRows mailboxes(AccountId of) {
        requireSame(of);
        return at(then -> {
            var state = then.state();
            var rows =
                    state.mailboxes.values().stream()
                            .map(row -> row.withCounts(state.index.counts(row.id().value())))
                            .toList();
            return new MailboxRows(state.state(DataType.MAILBOX), moment.seq(), rows);
        });
    }

    @Override
    public Threads threads(AccountId of, @Nullable List<ThreadId> ids, int limit) {
        requireSame(of);
        return at(then -> ThreadPages.read(then.state(), ids, limit));
    }

    private <T> T at(Function<PastAccount, T> reader) {
        return past.read(account, moment, reader);
    }

    private void requireSame(AccountId of) {
        if (!of.equals(account)) {
            throw new IllegalArgumentException("the past of " + account + " is not " + of + "'s");
        }
    }

    /** One read at the moment. */
    private final class Reading implements Snapshot {
        private final PastAccount then;

        Reading(PastAccount then) {
            this.then = then;
        }

        @Override
        public long version() {
            return moment.seq();
        }

        @Override
        public State state(DataType type) {
            return then.state().state(type);
        }

        @Override
        public EmailColumns columns() {
            return then.state().index;
        }

        @Override
        public @Nullable EmailRow email(int email) {
            var rows = emails(List.of(new EmailId(email)));
            return rows.isEmpty() ? null : rows.getFirst();
        }

        @Override
        public List<EmailRow> emails(List<EmailId> emails) {
            var index = then.state().index;
            var known = emails.stream().filter(email -> index.has(email.value())).toList();
            return then.rows().rows(known).stream().map(this::asThen).toList();
        }

        /** UIDs are not told over JMAP and not kept of the past: they are 0. */
        private EmailRow asThen(EmailRow row) {
            var index = then.state().index;
            int email = row.id().value();
            return new EmailRow(
                    moment.seq(),
                    row.id(),
                    new ThreadId(index.thread(email)),
                    row.blob(),
                    row.size(),
                    row.receivedAt(),
                    index.placed(email).stream()
                            .mapToObj(mailbox -> new Placement(new MailboxId(mailbox), 0))
                            .toList(),
                    index.keywords(email),
                    row.hasAttachment(),
                    row.sentAt(),
                    row.subjectKey(),
                    row.fromKey(),
                    row.toKey());
        }
    }
}
