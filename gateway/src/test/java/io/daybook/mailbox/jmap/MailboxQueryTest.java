package io.daybook.mailbox.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.fake.MailWorld;
import io.daybook.core.jmap.fake.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxQueryTest {
    private final MailWorld world = new MailWorld();
    private final Method query = MailboxQuery.method();

    /** m1 Inbox, m2 Trash, m3 work, m4 work/Älpha, m5 work/beta, m6 work/beta/gamma, m7 Archive. */
    @BeforeEach
    void mailboxes() {
        var shelf = world.mailboxes();
        MailboxId work = shelf.add("work", null, null, 5, true);
        shelf.add("Älpha", work, null, 2, false);
        MailboxId beta = shelf.add("beta", work, null, 1, true);
        shelf.add("gamma", beta, null, 0, true);
        shelf.add("Archive", null, "archive", 9, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null                                                 | m1 m2 m3 m4 m5 m6 m7",
                "{}                                                   | m1 m2 m3 m4 m5 m6 m7",
                "{'parentId': null}                                   | m1 m2 m3 m7",
                "{'parentId': 'm3'}                                   | m4 m5",
                "{'parentId': 'nosuch'}                               | ``",
                "{'name': 'A'}                                        | m2 m4 m5 m6 m7",
                "{'role': 'inbox'}                                    | m1",
                "{'role': null}                                       | m3 m4 m5 m6",
                "{'hasAnyRole': true}                                 | m1 m2 m7",
                "{'hasAnyRole': false, 'isSubscribed': true}          | m3 m5 m6",
                "{'operator':'NOT','conditions':[{'hasAnyRole':true},{'name':'w'}]}   | m4 m5 m6",
                "{'operator':'OR','conditions':[{'role':'inbox'},{'name':'gam'}]}     | m1 m6",
                "{'operator':'AND','conditions':[]}                   | m1 m2 m3 m4 m5 m6 m7",
                "{'operator':'OR','conditions':[]}                    | ``",
            })
    void filters_match_as_the_rfc_says(String filter, String ids) {
        assertThat(ids("{'filter': " + filter + "}")).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'property':'name'}]                             | m7 m4 m5 m6 m1 m2 m3",
                "[{'property':'name','collation':'i;ascii-casemap'}] | m7 m5 m6 m1 m2 m3 m4",
                "[{'property':'sortOrder','isAscending':false}]    | m7 m3 m4 m5 m1 m2 m6",
                "[{'property':'sortOrder'},{'property':'name'}]    | m6 m1 m2 m5 m4 m3 m7",
                "[{'property':'parentId'}]                         | m1 m2 m3 m7 m4 m5 m6",
                "null                                              | m1 m2 m3 m4 m5 m6 m7",
                "[]                                                | m1 m2 m3 m4 m5 m6 m7",
            })
    void sorts_order_as_the_rfc_says(String sort, String ids) {
        assertThat(ids("{'sort': " + sort + "}")).isEqualTo(ids);
    }

    @Test
    void sorted_as_a_tree_children_follow_their_parents() {
        assertThat(
                        ids(
                                "{'sortAsTree': true, 'sort': [{'property': 'name', 'isAscending': false}]}"))
                .isEqualTo("m3 m5 m6 m4 m2 m1 m7");
        assertThat(
                        ids(
                                "{'sortAsTree': true, 'sort': [{'property': 'sortOrder'}],"
                                        + " 'filter': {'hasAnyRole': false}}"))
                .isEqualTo("m3 m5 m6 m4");
    }

    @Test
    void filtered_as_a_tree_a_mailbox_needs_its_ancestors() {
        assertThat(ids("{'filterAsTree': true, 'filter': {'name': 'a'}}")).isEqualTo("m2 m7");
        assertThat(ids("{'filterAsTree': true, 'filter': {'isSubscribed': true}}"))
                .isEqualTo("m1 m2 m3 m5 m6");
    }

    @Test
    void the_answer_has_state_position_and_total() {
        var answer =
                Wire.call(
                        query, world.call, "{'position': -2, 'limit': 1, 'calculateTotal': true}");
        assertThat(answer)
                .isEqualTo(
                        Wire.json(
                                "{'accountId':'a1','queryState':'t-3','canCalculateChanges':true,"
                                        + "'position':5,'ids':['m6'],'total':7}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'filter': []}",
                "{'filter': 'x'}",
                "{'filter': {'parentId': 5}}",
                "{'filter': {'name': null}}",
                "{'filter': {'role': true}}",
                "{'filter': {'hasAnyRole': null}}",
                "{'filter': {'isSubscribed': 'yes'}}",
                "{'filter': {'operator': 'XOR', 'conditions': []}}",
                "{'filter': {'operator': 'AND'}}",
                "{'filter': {'operator': 'AND', 'conditions': null}}",
                "{'filter': {'operator': 'AND', 'conditions': [null]}}",
                "{'filter': {'operator': 'AND', 'conditions': [], 'name': 'x'}}",
                "{'sort': {'property': 'name'}}",
                "{'sort': [{}]}",
                "{'sort': [{'property': null}]}",
                "{'sort': [{'property': 'name', 'isAscending': 1}]}",
                "{'sort': [{'property': 'name', 'collation': 1}]}",
                "{'sort': [{'property': 'name', 'unknown': 1}]}",
                "{'sortAsTree': null}",
                "{'filterAsTree': 1}",
                "{'limit': -1}",
                "{'collapseThreads': true}",
            })
    void wrong_arguments_are_refused(String arguments) {
        Wire.refuses(query, world.call, arguments);
    }

    @Test
    void what_is_well_formed_but_not_there_is_unsupported() {
        Wire.fails(query, world.call, "{'filter': {'color': 'red'}}", "unsupportedFilter");
        Wire.fails(query, world.call, "{'sort': [{'property': 'color'}]}", "unsupportedSort");
        Wire.fails(
                query,
                world.call,
                "{'sort': [{'property': 'name', 'collation': 'i;klingon'}]}",
                "unsupportedSort");
        Wire.fails(query, world.call, "{'anchor': 'm99'}", "anchorNotFound");
        var deep = "{'operator':'NOT','conditions':[".repeat(100) + "{}" + "]}".repeat(100);
        Wire.fails(query, world.call, "{'filter': " + deep + "}", "unsupportedFilter");
    }

    private String ids(String arguments) {
        var ids = Wire.call(query, world.call, arguments).get("ids");
        return String.join(" ", ids.valueStream().map(id -> id.stringValue()).toList());
    }
}
