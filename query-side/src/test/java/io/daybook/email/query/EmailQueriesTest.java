package io.daybook.email.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.EmailView;
import io.daybook.email.GetEmails;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.MailViews;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class EmailQueriesTest {
    private static final AccountId ALICE = new AccountId("alice");
    private final EmailQueries queries =
            new EmailQueries(new Emails(RoaringBitmap.bitmapOf(1, 2, 5)));

    private GetEmails.Emails get(@Nullable List<EmailId> ids, int limit) {
        return queries.handle(new GetEmails(ALICE, ids, limit));
    }

    private static List<EmailId> ids(int... ids) {
        return java.util.stream.IntStream.of(ids).mapToObj(EmailId::new).toList();
    }

    @Test
    void emails_come_in_the_order_asked_for_each_once() {
        var emails = get(ids(5, 9, 1, 5, 9), 10);
        assertThat(emails.emails()).extracting(EmailView::id).isEqualTo(ids(5, 1));
        assertThat(emails.notFound()).isEqualTo(ids(9));
        assertThat(emails.more()).isFalse();
        assertThat(emails.emails().getFirst().mailboxes()).containsExactly(new MailboxId(3));
    }

    @Test
    void null_asks_for_all_up_to_the_limit() {
        assertThat(get(null, 3).emails()).extracting(EmailView::id).isEqualTo(ids(1, 2, 5));
        assertThat(get(null, 3).more()).isFalse();
        assertThat(get(null, 2).emails()).extracting(EmailView::id).isEqualTo(ids(1, 2));
        assertThat(get(null, 2).more()).isTrue();
        assertThat(get(List.of(), 2).emails()).isEmpty();
    }

    /** Emails whose numbers say all of them. */
    private record Emails(RoaringBitmap all)
            implements MailViews, MailViews.Snapshot, EmailColumns {
        @Override
        public <T> T read(AccountId account, Reader<T> reader) {
            return reader.read(this);
        }

        @Override
        public long version() {
            return 1;
        }

        @Override
        public State state(io.daybook.core.DataType type) {
            return new State("e1", 1);
        }

        @Override
        public EmailColumns columns() {
            return this;
        }

        @Override
        public @Nullable EmailRow email(int email) {
            return !all.contains(email)
                    ? null
                    : new EmailRow(
                            1,
                            new EmailId(email),
                            new ThreadId(email),
                            BlobId.of(new byte[] {(byte) email}),
                            email,
                            Instant.ofEpochSecond(email),
                            List.of(new Placement(new MailboxId(3), email)),
                            List.of("$seen"),
                            false,
                            null,
                            "",
                            "",
                            "");
        }

        @Override
        public RoaringBitmap inMailbox(int mailbox) {
            return all;
        }

        @Override
        public RoaringBitmap withKeyword(String keyword) {
            return all;
        }

        @Override
        public RoaringBitmap withAttachment() {
            return new RoaringBitmap();
        }

        @Override
        public long receivedAt(int email) {
            return email;
        }

        @Override
        public long sentAt(int email) {
            return Long.MIN_VALUE;
        }

        @Override
        public long size(int email) {
            return email;
        }

        @Override
        public int thread(int email) {
            return all.contains(email) ? email : 0;
        }

        @Override
        public int[] threadEmails(int thread) {
            return new int[] {thread};
        }

        @Override
        public Order byReceivedAt(@Nullable Integer mailbox) {
            throw new UnsupportedOperationException("nobody asks for an order here");
        }

        @Override
        public String subjectKey(int email) {
            return "";
        }

        @Override
        public String fromKey(int email) {
            return "";
        }

        @Override
        public String toKey(int email) {
            return "";
        }
    }
}
