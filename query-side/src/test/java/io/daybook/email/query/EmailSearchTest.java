package io.daybook.email.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.State;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Not;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.EmailList;
import io.daybook.email.QueryEmailChanges;
import io.daybook.email.QueryEmailChanges.Added;
import io.daybook.email.QueryEmailChanges.CannotCalculateChanges;
import io.daybook.email.QueryEmailChanges.Changed;
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.AnchorNotFound;
import io.daybook.email.QueryEmails.IndexUnavailable;
import io.daybook.email.QueryEmails.QueryResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmailSearchTest {
    private static final List<Mail> MAILS = List.of(mail(1, "fox"), mail(2, "dog"), mail(3, "fox"));
    private static final Text FOX = new Text(TextField.ANYWHERE, "fox");

    private static final AccountId ACCOUNT = new AccountId("a");

    private final FakeViews views = new FakeViews(MAILS, Map.of());
    private final FakeTexts texts = new FakeTexts(MAILS);
    private final EmailSearch search = new EmailSearch(views, texts, views);
    private final EmailChangesSearch changesSearch = new EmailChangesSearch(views, texts, views);

    private static Mail mail(int id, String word) {
        return new Mail(id, id, id, 0, 1, Set.of(1), Set.of(), false, "", "", "", Set.of(word));
    }

    private static QueryEmails query(@Nullable EmailFilter filter, @Nullable EmailId anchor) {
        return new QueryEmails(
                ACCOUNT,
                list(filter),
                anchor == null ? new QueryEmails.Position(0) : new QueryEmails.Anchor(anchor, 0),
                10,
                true);
    }

    private static EmailList list(@Nullable EmailFilter filter) {
        return new EmailList(filter, List.of(), false);
    }

    private static QueryEmailChanges changes(@Nullable EmailFilter filter, String since) {
        return new QueryEmailChanges(
                ACCOUNT, list(filter), State.parse(since), Long.MAX_VALUE, null, true);
    }

    private static QueryResult result(long state, Integer... ids) {
        return new QueryResult(
                new State("epoch", state),
                Arrays.stream(ids).map(EmailId::new).toList(),
                0,
                ids.length,
                null,
                0);
    }

    @Test
    void a_query_without_texts_does_not_wait_for_the_index() {
        views.head = 7;
        texts.canCatchUp = false;
        assertThat(search.handle(query(null, null))).isEqualTo(result(7, 1, 2, 3));
    }

    @Test
    void a_text_is_searched_at_the_head_of_the_stream() {
        views.head = 7;
        assertThat(search.handle(query(FOX, null))).isEqualTo(result(7, 1, 3));
        assertThat(search.handle(query(new Not(List.of(FOX)), null))).isEqualTo(result(7, 2));
        assertThat(search.handle(query(new Header("dog", null), null))).isEqualTo(result(7, 2));
        assertThat(texts.caughtUp).isEqualTo(1);
    }

    @Test
    void an_anchor_outside_of_the_list_is_not_found() {
        assertThat(search.handle(query(FOX, new EmailId(2)))).isEqualTo(new AnchorNotFound());
    }

    @Test
    void an_index_that_cannot_catch_up_is_unavailable() {
        views.head = 7;
        texts.canCatchUp = false;
        assertThat(search.handle(query(FOX, null))).isEqualTo(new IndexUnavailable());
    }

    @Test
    void changes_are_told_from_what_happened_and_what_is_searched_now() {
        views.head = 7;
        views.history = FakeViews.created(3);
        assertThat(changesSearch.handle(changes(FOX, "epoch-5")))
                .isEqualTo(
                        new Changed(
                                new State("epoch", 7),
                                List.of(),
                                List.of(new Added(new EmailId(3), 1)),
                                2));
        assertThat(texts.caughtUp).isEqualTo(1);
    }

    @Test
    void changes_of_what_was_never_a_state_cannot_be_calculated() {
        views.head = 7;
        views.history = null;
        assertThat(changesSearch.handle(changes(null, "epoch-5")))
                .isEqualTo(new CannotCalculateChanges());
    }

    @Test
    void changes_that_happened_between_the_two_reads_may_be_too_many() {
        views.head = 7;
        views.history = FakeViews.created(3);
        views.beforeRead = () -> views.history = null;
        assertThat(changesSearch.handle(changes(null, "epoch-5")))
                .isEqualTo(new CannotCalculateChanges());
    }

    @Test
    void changes_of_texts_need_the_index() {
        views.head = 7;
        texts.canCatchUp = false;
        assertThat(changesSearch.handle(changes(FOX, "epoch-5")))
                .isEqualTo(new QueryEmailChanges.IndexUnavailable());
    }

    @Test
    void when_the_view_moves_on_it_searches_again() {
        views.head = 7;
        int[] moves = {2};
        views.beforeRead = () -> views.head += moves[0]-- > 0 ? 1 : 0;
        assertThat(search.handle(query(FOX, null))).isEqualTo(result(9, 1, 3));
        assertThat(texts.version).isEqualTo(9);
    }

    @Test
    void when_the_view_never_rests_it_searches_with_the_view_held() {
        views.head = 7;
        views.beforeRead = () -> views.head++;
        assertThat(search.handle(query(FOX, null))).isEqualTo(result(11, 1, 3));
        assertThat(texts.version).isEqualTo(11);
    }
}
