package io.daybook.email.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.email.EmailView;
import io.daybook.email.GetEmails;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmailQueriesTest {
    private static final AccountId ALICE = new AccountId("alice");

    private final EmailQueries queries = new EmailQueries(views(1, 2, 5));

    private static FakeViews views(int... ids) {
        Map<Integer, BlobId> blobs =
                IntStream.of(ids)
                        .boxed()
                        .collect(Collectors.toMap(Function.identity(), EmailQueriesTest::blob));
        return new FakeViews(Arrays.stream(ids).mapToObj(EmailQueriesTest::mail).toList(), blobs);
    }

    private static BlobId blob(int id) {
        return BlobId.of(new byte[] {(byte) id});
    }

    private static Mail mail(int id) {
        return new Mail(
                id, 1, id, id, 1, Set.of(3), Set.of("$seen"), false, "", "", "", Set.of());
    }

    private GetEmails.Emails get(@Nullable List<EmailId> ids, int limit) {
        return queries.handle(new GetEmails(ALICE, ids, limit));
    }

    private static List<EmailId> ids(Integer... ids) {
        return Stream.of(ids).map(EmailId::new).toList();
    }

    @Test
    void emails_come_in_the_order_asked_for_each_once() {
        var emails = get(ids(5, 9, 1, 5, 9), 10);
        assertThat(emails.emails()).extracting(EmailView::id).isEqualTo(ids(5, 1));
        assertThat(emails.emails()).extracting(EmailView::blob).containsExactly(blob(5), blob(1));
        assertThat(emails.notFound()).isEqualTo(ids(9));
        assertThat(emails.more()).isFalse();
    }

    @Test
    void null_asks_for_all_up_to_the_limit() {
        assertThat(get(null, 3).emails()).extracting(EmailView::id).isEqualTo(ids(1, 2, 5));
        assertThat(get(null, 3).more()).isFalse();
        assertThat(get(null, 2).emails()).extracting(EmailView::id).isEqualTo(ids(1, 2));
        assertThat(get(null, 2).more()).isTrue();
        assertThat(get(List.of(), 2).emails()).isEmpty();
    }

    @Test
    void more_ids_than_the_limit_are_said_to_be_more() {
        assertThat(get(ids(1, 2, 5), 2).emails()).hasSize(2);
        assertThat(get(ids(1, 2, 5), 2).more()).isTrue();
    }
}
