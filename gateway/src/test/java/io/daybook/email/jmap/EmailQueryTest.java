package io.daybook.email.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.Wire;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.EmailList;
import io.daybook.email.EmailPlace;
import io.daybook.email.EmailPlace.Value;
import io.daybook.email.EmailSort;
import io.daybook.email.EmailSort.Property;
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.QueryResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailQueryTest {
    private static final QueryEmails.Answer SOME =
            new QueryResult(
                    new State("t", 7), List.of(new EmailId(3), new EmailId(1)), 4, 9, null, 0);

    private final FakeCall call = new FakeCall().on(QueryEmails.class, _ -> SOME);
    private final Method query = EmailQuery.method();

    static Stream<Arguments> filters() {
        var nothing = new EmailFilter.Or(List.of());
        return Stream.of(
                filter("null", null),
                filter("{}", new EmailFilter.And(List.of())),
                filter("{'inMailbox': 'm3'}", new EmailFilter.InMailbox(new MailboxId(3))),
                filter("{'inMailbox': 'unknown'}", nothing),
                filter("{'inMailbox': '#gone'}", nothing),
                filter(
                        "{'inMailboxOtherThan': ['m1', 'x', 'm2']}",
                        new EmailFilter.InMailboxOtherThan(
                                Set.of(new MailboxId(1), new MailboxId(2)))),
                filter(
                        "{'before': '2026-01-02T03:04:05Z'}",
                        new EmailFilter.Before(Instant.parse("2026-01-02T03:04:05Z"))),
                filter(
                        "{'after': '2026-01-02T03:04:05.5Z'}",
                        new EmailFilter.After(Instant.parse("2026-01-02T03:04:05.5Z"))),
                filter("{'minSize': 5}", new EmailFilter.MinSize(5)),
                filter("{'maxSize': 9007199254740991}", new EmailFilter.MaxSize((1L << 53) - 1)),
                filter(
                        "{'allInThreadHaveKeyword': '$Seen'}",
                        new EmailFilter.AllInThreadHaveKeyword("$seen")),
                filter(
                        "{'someInThreadHaveKeyword': 'a'}",
                        new EmailFilter.SomeInThreadHaveKeyword("a")),
                filter(
                        "{'noneInThreadHaveKeyword': 'a'}",
                        new EmailFilter.NoneInThreadHaveKeyword("a")),
                filter("{'hasKeyword': 'a'}", new EmailFilter.HasKeyword("a")),
                filter("{'notKeyword': 'a'}", new EmailFilter.NotKeyword("a")),
                filter("{'hasAttachment': false}", new EmailFilter.HasAttachment(false)),
                filter("{'text': 'a b'}", new EmailFilter.Text(TextField.ANYWHERE, "a b")),
                filter("{'from': 'a'}", new EmailFilter.Text(TextField.FROM, "a")),
                filter("{'to': 'a'}", new EmailFilter.Text(TextField.TO, "a")),
                filter("{'cc': 'a'}", new EmailFilter.Text(TextField.CC, "a")),
                filter("{'bcc': 'a'}", new EmailFilter.Text(TextField.BCC, "a")),
                filter("{'subject': 'a'}", new EmailFilter.Text(TextField.SUBJECT, "a")),
                filter("{'body': 'a'}", new EmailFilter.Text(TextField.BODY, "a")),
                filter("{'header': ['X-A']}", new EmailFilter.Header("X-A", null)),
                filter("{'header': ['X-A', 'b']}", new EmailFilter.Header("X-A", "b")),
                filter(
                        "{'minSize': 5, 'hasKeyword': 'a'}",
                        new EmailFilter.And(
                                List.of(
                                        new EmailFilter.MinSize(5),
                                        new EmailFilter.HasKeyword("a")))),
                filter(
                        "{'operator': 'NOT', 'conditions': [{'operator': 'OR', 'conditions':"
                                + " [{'minSize': 5}, {'hasKeyword': 'a'}]}]}",
                        new EmailFilter.Not(
                                List.of(
                                        new EmailFilter.Or(
                                                List.of(
                                                        new EmailFilter.MinSize(5),
                                                        new EmailFilter.HasKeyword("a")))))));
    }

    private static Arguments filter(String json, @Nullable EmailFilter filter) {
        return Arguments.of(json, filter);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void filters_are_asked_as_they_were_sent(String json, @Nullable EmailFilter filter) {
        assertThat(asked("{'filter': " + json + "}").list().filter()).isEqualTo(filter);
    }

    @Test
    void sorts_are_asked_as_they_were_sent() {
        assertThat(asked("{}").list().sort()).isEmpty();
        assertThat(asked("{'sort': null}").list().sort()).isEmpty();
        assertThat(
                        asked(
                                        "{'sort': [{'property': 'someInThreadHaveKeyword',"
                                                + " 'keyword': '$Flagged', 'isAscending': false},"
                                                + " {'property': 'subject', 'collation':"
                                                + " 'i;ascii-casemap', 'keyword': null},"
                                                + " {'property': 'receivedAt'}]}")
                                .list()
                                .sort())
                .containsExactly(
                        new EmailSort(
                                Property.SOME_IN_THREAD_HAVE_KEYWORD, false, "$flagged", null),
                        new EmailSort(Property.SUBJECT, true, null, "i;ascii-casemap"),
                        new EmailSort(Property.RECEIVED_AT, true, null, null));
        for (String property : "receivedAt size from to subject sentAt".split(" ")) {
            assertThat(asked("{'sort': [{'property': '" + property + "'}]}").list().sort())
                    .hasSize(1);
        }
    }

    @Test
    void the_page_is_asked_as_it_was_sent() {
        var asked =
                asked(
                        "{'position': -3, 'anchor': 'e5', 'anchorOffset': -1, 'limit': 20,"
                                + " 'collapseThreads': true, 'calculateTotal': true}");
        assertThat(asked)
                .isEqualTo(
                        new QueryEmails(
                                FakeCall.ACCOUNT,
                                new EmailList(null, List.of(), true),
                                new QueryEmails.Anchor(new EmailId(5), -1),
                                20,
                                true));
        assertThat(asked("{'position': -3}").start()).isEqualTo(new QueryEmails.Position(-3));
        assertThat(asked("{'anchorOffset': -3}").start()).isEqualTo(new QueryEmails.Position(0));
        assertThat(asked("{'limit': 99999999}").limit()).isEqualTo(10_000);
    }

    @Test
    void the_answer_tells_what_was_asked_and_no_more() {
        assertThat(Wire.call(query, call, "{'limit': 2}"))
                .isEqualTo(
                        Wire.json(
                                "{'accountId':'a1','queryState':'t-7','canCalculateChanges':true,"
                                        + "'position':4,'ids':['e3','e1']}"));
        var answer = Wire.call(query, call, "{'calculateTotal': true}");
        assertThat(answer.get("total").intValue()).isEqualTo(9);
        assertThat(answer.get("limit").intValue()).isEqualTo(10_000);
    }

    @Test
    void a_page_token_is_the_place_where_the_page_before_ended() {
        var place =
                new EmailPlace(
                        new EmailId(3),
                        List.of(
                                new Value(Long.MIN_VALUE, null),
                                new Value(0, "Ä \"x\""),
                                new Value(1, null)));
        call.using = Set.of(Capability.CORE, Capability.MAIL, Capability.PAGE_TOKEN);
        call.on(
                QueryEmails.class,
                _ -> new QueryResult(new State("t", 7), List.of(new EmailId(3)), 4, 9, place, 0));
        var token = Wire.call(query, call, "{" + SORT + "}").get("nextPageToken").stringValue();
        assertThat(asked("{'pageToken': '" + token + "', " + SORT + "}").start())
                .isEqualTo(new QueryEmails.After(place));
        call.on(QueryEmails.class, _ -> SOME);
        assertThat(Wire.call(query, call, "{}").get("nextPageToken").isNull()).isTrue();
        Wire.refuses(query, call, "{'pageToken': '" + token + "'}");
        Wire.refuses(query, call, "{'position': 1, 'pageToken': '" + token + "', " + SORT + "}");
        Wire.refuses(query, call, "{'anchor': 'e1', 'pageToken': '" + token + "', " + SORT + "}");
        call.using = Set.of(Capability.CORE, Capability.MAIL);
        Wire.refuses(query, call, "{'pageToken': '" + token + "', " + SORT + "}");
        assertThat(Wire.call(query, call, "{}").has("nextPageToken")).isFalse();
    }

    private static final String SORT =
            "'sort': [{'property': 'sentAt'}, {'property': 'subject'},"
                    + " {'property': 'hasKeyword', 'keyword': 'x'}]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "[]",
                "['e1']",
                "['e1',1,2,3]",
                "['e1','1','b',1]",
                "['e1',1,2,1]",
                "['e1',1.5,'b',1]",
                "['e1',99999999999999999999,'b',1]",
                "['x1',1,'b',1]",
                "[1,1,'b',1]",
                "{'e1':1}",
                "['e1',1,'b',1",
            })
    void a_page_token_that_is_none_is_refused(String json) {
        call.using = Set.of(Capability.CORE, Capability.MAIL, Capability.PAGE_TOKEN);
        String token =
                json.startsWith("*")
                        ? json
                        : Base64.getUrlEncoder()
                                .encodeToString(
                                        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        Wire.refuses(query, call, "{'pageToken': '" + token + "', " + SORT + "}");
    }

    @Test
    void an_anchor_that_is_not_there_is_an_error() {
        Wire.fails(query, call, "{'anchor': 'no id'}", "anchorNotFound");
        call.on(QueryEmails.class, _ -> new QueryEmails.AnchorNotFound());
        Wire.fails(query, call, "{'anchor': 'e9'}", "anchorNotFound");
    }

    @Test
    void emails_that_are_left_out_are_counted_when_there_are_any() {
        assertThat(Wire.call(query, call, "{}").has("undecided")).isFalse();
        call.on(
                QueryEmails.class,
                _ -> new QueryResult(new State("t", 7), List.of(), 0, null, null, 3));
        assertThat(Wire.call(query, call, "{}").get("undecided").asInt()).isEqualTo(3);
    }

    @Test
    void texts_of_too_many_emails_that_are_gone_are_not_searched() {
        call.on(QueryEmails.class, _ -> new QueryEmails.TooManyGone(20_001));
        Wire.fails(query, call, "{'filter': {'text': 'x'}}", "unsupportedFilter");
    }

    @Test
    void an_index_that_is_behind_makes_the_call_fail_for_now() {
        call.on(QueryEmails.class, _ -> new QueryEmails.IndexUnavailable());
        Wire.fails(query, call, "{'filter': {'text': 'x'}}", "serverUnavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'filter': {'inMailbox': null}}",
                "{'filter': {'inMailbox': ['m1']}}",
                "{'filter': {'inMailboxOtherThan': 'm1'}}",
                "{'filter': {'before': '2026-01-02'}}",
                "{'filter': {'before': '2026-01-02T03:04:05+00:00'}}",
                "{'filter': {'before': '2026-02-30T03:04:05Z'}}",
                "{'filter': {'after': 5}}",
                "{'filter': {'minSize': -1}}",
                "{'filter': {'maxSize': '5'}}",
                "{'filter': {'hasKeyword': true}}",
                "{'filter': {'hasAttachment': 'no'}}",
                "{'filter': {'text': null}}",
                "{'filter': {'header': 'X-A'}}",
                "{'filter': {'header': []}}",
                "{'filter': {'header': ['a', 'b', 'c']}}",
                "{'filter': {'header': [1]}}",
                "{'filter': {'operator': 'and', 'conditions': []}}",
                "{'sort': 'receivedAt'}",
                "{'sort': [{'property': 'hasKeyword'}]}",
                "{'sort': [{'property': 'hasKeyword', 'keyword': 5}]}",
                "{'sort': [{'isAscending': true}]}",
                "{'collapseThreads': null}",
                "{'collapseThreads': 'true'}",
                "{'sortAsTree': true}",
            })
    void wrong_arguments_are_refused(String arguments) {
        Wire.refuses(query, call, arguments);
    }

    @Test
    void what_is_well_formed_but_not_there_is_unsupported() {
        Wire.fails(query, call, "{'filter': {'color': 'red'}}", "unsupportedFilter");
        Wire.fails(query, call, "{'sort': [{'property': 'color'}]}", "unsupportedSort");
        Wire.fails(
                query,
                call,
                "{'sort': [{'property': 'subject', 'collation': 'i;nothing'}]}",
                "unsupportedSort");
    }

    private QueryEmails asked(String arguments) {
        Wire.call(query, call, arguments);
        return call.asked(QueryEmails.class).getLast();
    }
}
