package io.daybook.mailbox.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.fake.MailWorld;
import io.daybook.core.jmap.fake.Wire;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.GetMailboxes;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MailboxSetTest {
    private final MailWorld world = new MailWorld();
    private final MailboxSet set = new MailboxSet();

    @Test
    void created_tells_what_the_server_set_and_what_was_left_to_its_default() {
        var answer = set("{'create': {'k': {'name': 'Work', 'role': null}}}");
        assertThat(answer.get("oldState").stringValue()).isEqualTo("t-3");
        assertThat(answer.get("newState").stringValue()).isEqualTo("t-11");
        var created = answer.get("created").get("k");
        assertThat(created.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "totalEmails",
                        "unreadEmails",
                        "totalThreads",
                        "unreadThreads",
                        "myRights",
                        "parentId",
                        "sortOrder",
                        "isSubscribed");
        assertThat(created.get("isSubscribed").booleanValue()).isTrue();
        assertThat(world.call.created("k")).isEqualTo("m3");
        for (String name : "updated destroyed notCreated notUpdated notDestroyed".split(" ")) {
            assertThat(answer.get(name).isNull()).as(name).isTrue();
        }
    }

    @Test
    void a_name_that_is_not_in_nfc_comes_back_as_it_is_kept() {
        var answer = set("{'create': {'k': {'name': 'e\u0301'}}}");
        assertThat(answer.get("created").get("k").get("name").stringValue()).isEqualTo("\u00e9");
        answer = set("{'update': {'m2': {'name': 'u\u0308'}}}");
        assertThat(answer.get("updated").get("m2").get("name").stringValue()).isEqualTo("\u00fc");
    }

    @Test
    void parents_are_created_before_their_children_whatever_the_order() {
        var answer =
                set(
                        "{'create': {'c': {'name': 'C', 'parentId': '#b'},"
                                + " 'b': {'name': 'B', 'parentId': '#a'}, 'a': {'name': 'A'},"
                                + " 'x': {'name': 'X', 'parentId': '#y'},"
                                + " 'y': {'name': 'Y', 'parentId': '#x'}}}");
        assertThat(answer.get("created").propertyNames()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(answer.get("notCreated").propertyNames()).containsExactlyInAnyOrder("x", "y");
        assertThat(answer.get("notCreated").get("x").toString())
                .contains("invalidProperties", "parentId");
        assertThat(world.call.asked(ChangeMailboxes.class)).hasSize(1);
    }

    @Test
    void creation_ids_reach_across_calls_and_into_updates_and_destroys() {
        set("{'create': {'k': {'name': 'Work'}}}");
        var answer =
                set(
                        "{'create': {'j': {'name': 'Play', 'parentId': '#k'}},"
                                + " 'update': {'#k': {'name': 'Job'}, 'm2': {'parentId': '#k'}}}");
        assertThat(answer.get("updated").propertyNames()).containsExactlyInAnyOrder("m3", "m2");
        assertThat(world.mailboxes().view(new MailboxId(4)).parent()).isEqualTo(new MailboxId(3));
        answer = set("{'destroy': ['#j', '#nothing']}");
        assertThat(answer.get("destroyed")).isEqualTo(Wire.json("['m4']"));
        assertThat(answer.get("notDestroyed").get("#nothing").get("type").stringValue())
                .isEqualTo("notFound");
    }

    @Test
    void what_a_call_creates_it_can_update_and_destroy_too() {
        var answer =
                set(
                        "{'create': {'k': {'name': 'A'}, 'j': {'name': 'B'}},"
                                + " 'update': {'#k': {'name': 'C'}}, 'destroy': ['#j']}");
        assertThat(answer.get("created").propertyNames()).containsExactlyInAnyOrder("k", "j");
        assertThat(answer.get("updated").propertyNames()).containsExactly("m3");
        assertThat(answer.get("destroyed")).isEqualTo(Wire.json("['m4']"));
        assertThat(answer.get("oldState").stringValue()).isEqualTo("t-3");
        assertThat(answer.get("newState").stringValue()).isEqualTo("t-12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                        | ['name']",
                "{'name': null}                            | ['name']",
                "{'name': 5}                               | ['name']",
                "{'name': 'A', 'parentId': 'm99'}          | ['parentId']",
                "{'name': 'A', 'parentId': 'no id at all'} | ['parentId']",
                "{'name': 'A', 'parentId': '#nothing'}     | ['parentId']",
                "{'name': 'A', 'parentId': 5}              | ['parentId']",
                "{'name': 'A', 'role': 5}                  | ['role']",
                "{'name': 'A', 'sortOrder': -1}            | ['sortOrder']",
                "{'name': 'A', 'sortOrder': 2147483648}    | ['sortOrder']",
                "{'name': 'A', 'sortOrder': null}          | ['sortOrder']",
                "{'name': 'A', 'sortOrder': '1'}           | ['sortOrder']",
                "{'name': 'A', 'isSubscribed': 0}          | ['isSubscribed']",
                "{'name': 'A', 'id': 'm9'}                 | ['id']",
                "{'name': 'A', 'totalEmails': 0}           | ['totalEmails']",
                "{'name': 'A', 'myRights': {}}             | ['myRights']",
                "{'name': 'A', 'x': 1, 'y': 2}             | ['x','y']",
                "{'name': 'Inbox'}                         | ['name']",
            })
    void a_create_names_all_that_is_invalid(String create, String properties) {
        var error = set("{'create': {'k': " + create + "}}").get("notCreated").get("k");
        assertThat(error.get("type").stringValue()).isEqualTo("invalidProperties");
        assertThat(error.get("properties")).isEqualTo(Wire.json(properties));
    }

    @Test
    void a_name_in_use_tells_by_which_mailbox() {
        var error = set("{'create': {'k': {'name': 'Inbox'}}}").get("notCreated").get("k");
        assertThat(error.get("existingId").stringValue()).isEqualTo("m1");
    }

    @Test
    void an_update_may_send_back_what_the_server_set_when_it_is_unchanged() {
        var whole =
                Wire.call(MailboxGet.method(), world.call, "{'ids': ['m2']}").get("list").get(0);
        var answer = set("{'update': {'m2': " + whole + "}}");
        assertThat(answer.get("updated")).isEqualTo(Wire.json("{'m2': null}"));
        answer = set("{'update': {'m2': {'totalEmails': 5}}}");
        assertThat(answer.get("notUpdated").get("m2").get("properties"))
                .isEqualTo(Wire.json("['totalEmails']"));
        answer = set("{'update': {'m2': {'myRights/mayDelete': true}}}");
        assertThat(answer.get("updated")).isEqualTo(Wire.json("{'m2': null}"));
    }

    @Test
    void null_in_an_update_is_the_default_where_there_is_one() {
        var id = world.mailboxes().add("A", new MailboxId(2), "junk", 7, false);
        set(
                "{'update': {'m3': {'parentId': null, 'role': null, 'sortOrder': null,"
                        + " 'isSubscribed': null}}}");
        var view = world.mailboxes().view(id);
        assertThat(view.parent()).isNull();
        assertThat(view.role()).isNull();
        assertThat(view.sortOrder()).isZero();
        assertThat(view.isSubscribed()).isTrue();
        assertThat(typeOf("notUpdated", "m3", "{'update': {'m3': {'name': null}}}"))
                .isEqualTo("invalidProperties");
    }

    @Test
    void updates_are_refused_one_by_one() {
        var answer =
                set(
                        "{'update': {'m9': {'name': 'x'}, 'bad id': {}, 'm1': {'name/x': 'y'},"
                                + " 'm2': {'sortOrder': 3}, '#m': {}}}");
        assertThat(answer.get("updated")).isEqualTo(Wire.json("{'m2': null}"));
        var errors = answer.get("notUpdated");
        assertThat(errors.get("m9").get("type").stringValue()).isEqualTo("notFound");
        assertThat(errors.get("bad id").get("type").stringValue()).isEqualTo("notFound");
        assertThat(errors.get("#m").get("type").stringValue()).isEqualTo("notFound");
        assertThat(errors.get("m1").get("type").stringValue()).isEqualTo("invalidPatch");
    }

    @Test
    void what_is_destroyed_in_the_same_call_is_not_updated() {
        var answer = set("{'update': {'m2': {'name': 'x'}}, 'destroy': ['m2']}");
        assertThat(answer.get("notUpdated").get("m2").get("type").stringValue())
                .isEqualTo("willDestroy");
        assertThat(answer.get("destroyed")).isEqualTo(Wire.json("['m2']"));
    }

    @Test
    void children_are_destroyed_before_their_parents() {
        var parent = world.mailboxes().add("A", null, null, 0, true);
        world.mailboxes().add("B", parent, null, 0, true);
        assertThat(typeOf("notDestroyed", "m3", "{'destroy': ['m3']}"))
                .isEqualTo("mailboxHasChild");
        assertThat(typeOf("notDestroyed", "m3", "{'destroy':['m3'],'onDestroyRemoveEmails':true}"))
                .isEqualTo("mailboxHasChild");
        assertThat(set("{'destroy': ['m3', 'm4', 'm3']}").get("destroyed"))
                .isEqualTo(Wire.json("['m4', 'm3']"));
    }

    @Test
    void a_mailbox_with_mail_is_destroyed_only_when_the_call_says_so() {
        world.add("Subject: x\n\nx", Set.of(new MailboxId(2)), Set.of());
        assertThat(typeOf("notDestroyed", "m2", "{'destroy': ['m2']}"))
                .isEqualTo("mailboxHasEmail");
        assertThat(set("{'destroy': ['m2'], 'onDestroyRemoveEmails': true}").get("destroyed"))
                .isEqualTo(Wire.json("['m2']"));
    }

    @Test
    void a_call_for_another_state_does_nothing() {
        String call = "{'ifInState': 't-4', 'create': {'k': {'name': 'A'}}}";
        Wire.fails(set, world.call, call, "stateMismatch");
        Wire.fails(set, world.call, call.replace("t-4", "nonsense"), "stateMismatch");
        assertThat(world.mailboxes().views()).hasSize(2);
        assertThat(set(call.replace("t-4", "t-3")).get("created").has("k")).isTrue();
    }

    @Test
    void a_call_for_the_current_state_goes_through_though_other_things_change() {
        int[] interruptions = {3};
        var shelf = world.mailboxes();
        world.call.on(
                GetMailboxes.class,
                _ -> {
                    var answer =
                            new GetMailboxes.Mailboxes(
                                    world.mailboxState(), 10 + 3 - interruptions[0], shelf.views());
                    if (interruptions[0] > 0) {
                        interruptions[0]--;
                        world.moveOn();
                    }
                    return answer;
                });
        assertThat(
                        set("{'ifInState': 't-3', 'create': {'k': {'name': 'A'}}}")
                                .get("created")
                                .has("k"))
                .isTrue();
        assertThat(world.call.asked(ChangeMailboxes.class)).hasSize(4);
    }

    @Test
    void an_account_that_never_stands_still_is_unavailable() {
        world.call.on(
                GetMailboxes.class,
                _ -> {
                    world.moveOn();
                    return new GetMailboxes.Mailboxes(
                            world.mailboxState(), 1, world.mailboxes().views());
                });
        Wire.fails(
                set,
                world.call,
                "{'ifInState': 't-3', 'create': {'k': {'name': 'A'}}}",
                "serverUnavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ifInState': 5}",
                "{'create': []}",
                "{'create': {'k': 'x'}}",
                "{'create': {'k': null}}",
                "{'create': {'bad key': {'name': 'A'}}}",
                "{'create': {'': {'name': 'A'}}}",
                "{'update': {'m1': null}}",
                "{'update': ['m1']}",
                "{'destroy': {}}",
                "{'destroy': [1]}",
                "{'onDestroyRemoveEmails': null}",
                "{'onDestroyRemoveMessages': true}",
            })
    void wrong_arguments_are_refused(String arguments) {
        Wire.refuses(set, world.call, arguments);
    }

    @Test
    void more_objects_than_the_limit_are_too_large() {
        world.call.limits = new Limits(1, 1, 1, 1, 1, 2, 2);
        Wire.fails(
                set,
                world.call,
                "{'create': {'k': {'name': 'A'}}, 'update': {'m1': {}}, 'destroy': ['m2']}",
                "requestTooLarge");
        assertThat(world.mailboxes().views()).hasSize(2);
    }

    @Test
    void a_call_without_records_tells_the_state() {
        var answer = set("{'create': null, 'update': {}, 'destroy': []}");
        assertThat(answer.get("oldState")).isEqualTo(answer.get("newState"));
    }

    private JsonNode set(String arguments) {
        return Wire.call(set, world.call, arguments);
    }

    private String typeOf(String where, String key, String arguments) {
        return set(arguments).get(where).get(key).get("type").stringValue();
    }
}
