package io.daybook.email.query;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.State;
import io.daybook.core.StreamHeads;
import io.daybook.core.ThreadId;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailHistory;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.LiveMailViews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Views of fixed emails at whatever version the stream has. */
final class FakeViews implements LiveMailViews, StreamHeads {
    long head;
    boolean isReading;

    /** Done when a read begins, before the view has caught up. */
    Runnable beforeRead = () -> {};

    /** What happened since whenever; null is too much. */
    @Nullable EmailHistory history = EmailHistory.none(0);

    private final List<Mail> mails;
    private final Map<Integer, BlobId> messages;

    FakeViews(List<Mail> mails, Map<Integer, BlobId> messages) {
        this.mails = mails;
        this.messages = messages;
    }

    static EmailHistory created(int... emails) {
        var none = EmailHistory.none(0);
        return new EmailHistory(
                0,
                RoaringBitmap.bitmapOf(emails),
                none.moved(),
                none.flagged(),
                none.destroyed(),
                none.threads());
    }

    @Override
    public @Nullable EmailHistory since(AccountId account, State state) {
        return history;
    }

    @Override
    public <T> T read(AccountId account, Function<Snapshot, T> reader) {
        return readLive(account, reader::apply);
    }

    @Override
    public <T> T readLive(AccountId account, Function<LiveSnapshot, T> reader) {
        beforeRead.run();
        isReading = true;
        try {
            return reader.apply(new At(head));
        } finally {
            isReading = false;
        }
    }

    private final class At implements LiveSnapshot {
        private final long version;

        At(long version) {
            this.version = version;
        }

        @Override
        public long version() {
            return version;
        }

        @Override
        public State state(DataType type) {
            return new State("epoch", version);
        }

        @Override
        public EmailColumns columns() {
            return new ListColumns(mails);
        }

        @Override
        public @Nullable EmailHistory upToNow(EmailHistory before) {
            return history;
        }

        @Override
        public @Nullable EmailRow email(int email) {
            var blob = messages.get(email);
            return blob == null
                    ? null
                    : new EmailRow(
                            0,
                            new EmailId(email),
                            new ThreadId(1),
                            blob,
                            1,
                            Instant.EPOCH,
                            List.of(),
                            List.of(),
                            false,
                            null,
                            "",
                            "",
                            "");
        }
    }

    @Override
    public long head(String stream) {
        return head;
    }

    @Override
    public void forEach(Visitor visitor) {
        visitor.visit("account:a", head);
    }

    @Override
    public Subscription onMoved(Visitor listener) {
        return () -> {};
    }
}
