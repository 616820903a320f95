package io.daybook.quota.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.GetChanges;
import io.daybook.core.Ids;
import io.daybook.core.State;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.Wire;
import io.daybook.quota.GetQuotas;
import io.daybook.quota.GetQuotas.Quotas;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaQueryTest {
    private static final State NOW = new State("t", 9);

    private final Method query = QuotaQuery.method();
    private final Method changes = QuotaQuery.changes();
    private final FakeCall call =
            new FakeCall()
                    .on(GetQuotas.class, _ -> new Quotas(NOW, 10, 1000, 3, 6))
                    .on(GetChanges.class, asked -> used(asked, Ids.of(GetQuotas.OCTETS)));

    private static GetChanges.Answer used(GetChanges asked, Ids minor) {
        return new GetChanges.Changes(asked.since(), NOW, false, Ids.NONE, minor, Ids.NONE, minor);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                  | octets mailboxes",
                "{'filter': {'name': 'box'}}                         | mailboxes",
                "{'filter': {'name': 'Mail'}}                        | octets mailboxes",
                "{'filter': {'scope': 'account'}}                    | octets mailboxes",
                "{'filter': {'scope': 'domain'}}                     | ``",
                "{'filter': {'resourceType': 'octets'}}              | octets",
                "{'filter': {'type': 'Mailbox'}}                     | mailboxes",
                "{'filter': {'type': 'Calendar'}}                    | ``",
                "{'filter': {'type': 'Email', 'scope': 'account'}}   | octets",
                "{'sort': [{'property': 'used'}]}                    | mailboxes octets",
                "{'sort': [{'property': 'used', 'isAscending': false}]}  | octets mailboxes",
                "{'sort': [{'property': 'name', 'isAscending': false}]}  | mailboxes octets",
            })
    void quotas_are_filtered_and_sorted_as_the_rfc_says(String arguments, String ids) {
        var answer = Wire.call(query, call, arguments);
        assertThat(
                        StreamSupport.stream(answer.get("ids").spliterator(), false)
                                .map(id -> id.stringValue())
                                .collect(Collectors.joining(" ")))
                .isEqualTo(ids);
        assertThat(answer.get("queryState").stringValue()).isEqualTo("t-9");
        assertThat(answer.get("canCalculateChanges").booleanValue()).isTrue();
    }

    @Test
    void what_is_not_there_is_unsupported() {
        Wire.fails(query, call, "{'filter': {'used': 5}}", "unsupportedFilter");
        Wire.fails(query, call, "{'sort': [{'property': 'hardLimit'}]}", "unsupportedSort");
        Wire.refuses(query, call, "{'filter': {'name': null}}");
    }

    @Test
    void use_moves_a_quota_only_in_a_list_by_use() {
        var answer =
                Wire.call(
                        changes,
                        call,
                        "{'sinceQueryState': 't-4', 'sort': [{'property': 'used'}]}");
        assertThat(answer.get("removed")).isEqualTo(Wire.json("['octets']"));
        assertThat(answer.get("added")).isEqualTo(Wire.json("[{'id':'octets','index':1}]"));
        answer =
                Wire.call(
                        changes,
                        call,
                        "{'sinceQueryState': 't-4', 'calculateTotal': true,"
                                + " 'sort': [{'property': 'name'}]}");
        assertThat(answer)
                .isEqualTo(
                        Wire.json(
                                "{'accountId':'a1','oldQueryState':'t-4','newQueryState':'t-9',"
                                        + "'total':2,'removed':[],'added':[]}"));
    }

    @Test
    void a_list_on_what_never_changes_is_told_as_far_as_the_client_knows_it() {
        call.on(
                GetChanges.class,
                asked ->
                        new GetChanges.Changes(
                                asked.since(),
                                NOW,
                                false,
                                Ids.of(GetQuotas.OCTETS, GetQuotas.MAILBOXES),
                                Ids.NONE,
                                Ids.NONE,
                                Ids.NONE));
        var whole = Wire.call(changes, call, "{'sinceQueryState': 't-0'}");
        assertThat(whole.get("added"))
                .isEqualTo(Wire.json("[{'id':'octets','index':0},{'id':'mailboxes','index':1}]"));
        assertThat(whole.get("removed")).isEmpty();
        var part = Wire.call(changes, call, "{'sinceQueryState': 't-0', 'upToId': 'octets'}");
        assertThat(part.get("added")).isEqualTo(Wire.json("[{'id':'octets','index':0}]"));
        var used =
                Wire.call(
                        changes,
                        call,
                        "{'sinceQueryState': 't-0', 'upToId': 'mailboxes',"
                                + " 'sort': [{'property': 'used'}]}");
        assertThat(used.get("added")).hasSize(2);
    }

    @Test
    void changes_are_told_at_the_state_of_the_records() {
        int[] reads = {0};
        call.on(GetQuotas.class, _ -> new Quotas(new State("t", 7 + ++reads[0]), 10, 9, 3, 6));
        var answer = Wire.call(changes, call, "{'sinceQueryState': 't-4'}");
        assertThat(answer.get("newQueryState").stringValue()).isEqualTo("t-9");
        assertThat(reads[0]).isEqualTo(2);
        call.on(GetQuotas.class, _ -> new Quotas(new State("t", 1), 10, 9, 3, 6));
        Wire.fails(changes, call, "{'sinceQueryState': 't-4'}", "serverUnavailable");
    }

    @Test
    void what_cannot_be_told_is_an_error() {
        Wire.fails(
                changes,
                call,
                "{'sinceQueryState': 't-4', 'maxChanges': 1, 'sort': [{'property': 'used'}]}",
                "tooManyChanges");
        Wire.fails(changes, call, "{'sinceQueryState': 'nonsense'}", "cannotCalculateChanges");
        Wire.fails(changes, call, "{'sinceQueryState': 't-4.1'}", "cannotCalculateChanges");
        call.on(GetChanges.class, _ -> new GetChanges.CannotCalculateChanges(NOW));
        Wire.fails(changes, call, "{'sinceQueryState': 't-4'}", "cannotCalculateChanges");
        call.on(
                GetChanges.class,
                asked ->
                        new GetChanges.Changes(
                                asked.since(),
                                new State("t", 5),
                                true,
                                Ids.NONE,
                                Ids.NONE,
                                Ids.NONE,
                                Ids.NONE));
        Wire.fails(changes, call, "{'sinceQueryState': 't-4'}", "cannotCalculateChanges");
    }
}
