package io.daybook.mailbox.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.fake.MailWorld;
import io.daybook.core.jmap.fake.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxGetTest {
    private final MailWorld world = new MailWorld();
    private final Method get = MailboxGet.method();

    @Test
    void null_ids_ask_for_all_and_every_property_is_there_even_when_null() {
        var answer = Wire.call(get, world.call, "{'ids': null}");
        assertThat(answer.get("state").stringValue()).isEqualTo("t-3");
        assertThat(answer.get("notFound")).isEmpty();
        assertThat(answer.get("list").get(0).toString())
                .isEqualTo(
                        Wire.json(
                                        "{'id':'m1','name':'Inbox','parentId':null,'role':'inbox',"
                                                + "'sortOrder':0,'totalEmails':0,'unreadEmails':0,"
                                                + "'totalThreads':0,'unreadThreads':0,'myRights':"
                                                + "{'mayReadItems':true,'mayAddItems':true,"
                                                + "'mayRemoveItems':true,'maySetSeen':true,"
                                                + "'maySetKeywords':true,'mayCreateChild':true,"
                                                + "'mayRename':true,'mayDelete':true,"
                                                + "'maySubmit':true},'isSubscribed':true}")
                                .toString());
    }

    @Test
    void unknown_and_impossible_ids_are_not_found_and_repeated_ones_answered_once() {
        world.call.remember("k", "m2");
        var answer =
                Wire.call(
                        get,
                        world.call,
                        "{'ids': ['m1', 'm9', 'm1', '', 'bad id!', '#k', '#x', 'm9', 'm2'],"
                                + " 'properties': ['name']}");
        assertThat(answer.get("list"))
                .isEqualTo(Wire.json("[{'id':'m1','name':'Inbox'},{'id':'m2','name':'Trash'}]"));
        assertThat(answer.get("notFound")).isEqualTo(Wire.json("['m9','','bad id!','#x']"));
    }

    @Test
    void no_ids_give_no_records_but_the_state() {
        var answer = Wire.call(get, world.call, "{'ids': [], 'properties': []}");
        assertThat(answer.get("list")).isEmpty();
        assertThat(answer.get("state").stringValue()).isEqualTo("t-3");
    }

    @Test
    void the_id_is_returned_whatever_was_selected() {
        var answer = Wire.call(get, world.call, "{'ids': ['m1'], 'properties': []}");
        assertThat(answer.get("list")).isEqualTo(Wire.json("[{'id':'m1'}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'accountId': null}",
                "{'ids': 'm1'}",
                "{'ids': [1]}",
                "{'ids': [null]}",
                "{'ids': {}}",
                "{'properties': ['nothing']}",
                "{'properties': ['name', 'Name']}",
                "{'properties': 'name'}",
                "{'properties': [true]}",
                "{'unknown': 1}",
            })
    void wrong_arguments_are_refused(String arguments) {
        Wire.refuses(get, world.call, arguments);
    }

    @Test
    void another_account_is_not_found() {
        Wire.fails(get, world.call, "{'accountId': 'other'}", "accountNotFound");
    }

    @Test
    void more_ids_than_the_limit_are_too_large() {
        world.call.limits = new Limits(1, 1, 1, 1, 1, 2, 2);
        Wire.fails(get, world.call, "{'ids': ['m1', 'm2', 'm3']}", "requestTooLarge");
        world.mailboxes().add("Third", null, null, 0, true);
        assertThat(Wire.call(get, world.call, "{'ids': null}").get("list")).hasSize(3);
    }
}
