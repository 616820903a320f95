package io.daybook.email.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.EmailId;
import io.daybook.core.State;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.Wire;
import io.daybook.email.EmailFilter.HasKeyword;
import io.daybook.email.EmailList;
import io.daybook.email.QueryEmailChanges;
import io.daybook.email.QueryEmailChanges.Added;
import io.daybook.email.QueryEmailChanges.Changed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailQueryChangesTest {
    private final Method method = EmailQuery.changes();
    private final FakeCall call =
            new FakeCall()
                    .on(
                            QueryEmailChanges.class,
                            _ ->
                                    new Changed(
                                            new State("t", 9),
                                            List.of(new EmailId(1)),
                                            List.of(
                                                    new Added(new EmailId(5), 0),
                                                    new Added(new EmailId(1), 7)),
                                            12));

    @Test
    void changes_are_asked_as_they_were_sent_and_told_by_index() {
        var answer =
                Wire.call(
                        method,
                        call,
                        "{'sinceQueryState': 't-4', 'filter': {'hasKeyword': 'x'}, 'maxChanges': 3,"
                                + " 'upToId': 'e7', 'collapseThreads': true, 'calculateTotal': true}");
        assertThat(answer)
                .isEqualTo(
                        Wire.json(
                                "{'accountId':'a1','oldQueryState':'t-4','newQueryState':'t-9',"
                                        + "'total':12,'removed':['e1'],'added':"
                                        + "[{'id':'e5','index':0},{'id':'e1','index':7}]}"));
        assertThat(call.asked(QueryEmailChanges.class))
                .containsExactly(
                        new QueryEmailChanges(
                                FakeCall.ACCOUNT,
                                new EmailList(new HasKeyword("x"), List.of(), true),
                                new State("t", 4),
                                3,
                                new EmailId(7),
                                true));
    }

    @Test
    void the_total_is_told_only_when_asked_for() {
        assertThat(Wire.call(method, call, "{'sinceQueryState': 't-4'}").has("total")).isFalse();
    }

    @Test
    void an_id_up_to_which_that_is_none_is_in_no_results() {
        Wire.call(method, call, "{'sinceQueryState': 't-4', 'upToId': 'nonsense'}");
        Wire.call(method, call, "{'sinceQueryState': 't-4', 'upToId': '#gone'}");
        Wire.call(method, call, "{'sinceQueryState': 't-4', 'upToId': null}");
        assertThat(call.asked(QueryEmailChanges.class)).allMatch(query -> query.upTo() == null);
    }

    @Test
    void what_cannot_be_told_is_an_error() {
        Wire.fails(method, call, "{'sinceQueryState': 't-4', 'maxChanges': 2}", "tooManyChanges");
        Wire.fails(method, call, "{'sinceQueryState': 'nonsense'}", "cannotCalculateChanges");
        call.on(QueryEmailChanges.class, _ -> new QueryEmailChanges.TooManyChanges());
        Wire.fails(method, call, "{'sinceQueryState': 't-4'}", "tooManyChanges");
        call.on(QueryEmailChanges.class, _ -> new QueryEmailChanges.CannotCalculateChanges());
        Wire.fails(method, call, "{'sinceQueryState': 't-4'}", "cannotCalculateChanges");
        call.on(QueryEmailChanges.class, _ -> new QueryEmailChanges.IndexUnavailable());
        Wire.fails(method, call, "{'sinceQueryState': 't-4'}", "serverUnavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'sinceQueryState': null}",
                "{'sinceQueryState': 4}",
                "{'sinceQueryState': 't-4', 'maxChanges': -1}",
                "{'sinceQueryState': 't-4', 'maxChanges': '1'}",
                "{'sinceQueryState': 't-4', 'upToId': 1}",
                "{'sinceQueryState': 't-4', 'calculateTotal': null}",
                "{'sinceQueryState': 't-4', 'collapseThreads': null}",
                "{'sinceQueryState': 't-4', 'position': 0}",
                "{'sinceQueryState': 't-4', 'filter': []}",
            })
    void wrong_arguments_are_refused(String arguments) {
        Wire.refuses(method, call, arguments);
    }
}
