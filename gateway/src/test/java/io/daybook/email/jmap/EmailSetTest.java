package io.daybook.email.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.fake.MailWorld;
import io.daybook.core.jmap.fake.Wire;
import io.daybook.email.ChangeEmails;
import io.daybook.email.EmailRefusal;
import io.daybook.email.EmailView;
import io.daybook.email.GetEmails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EmailSetTest {
    private static final EmailId E1 = new EmailId(1);

    private final MailWorld world = new MailWorld();
    private final Messages messages = Messages.of(world.blobs, 1 << 20, 1 << 20);
    private final EmailSet set = new EmailSet(messages);

    EmailSetTest() {
        world.add(
                "Subject: one\nFrom: a@b.c\n\nbody\n",
                Set.of(new MailboxId(1)),
                Set.of("$seen", "old"));
    }

    @Test
    void a_patch_adds_and_removes_keywords_and_mailboxes() {
        var answer =
                set(
                        "{'update': {'e1': {'keywords/$Flagged': true, 'keywords/old': null,"
                                + " 'keywords/never': null, 'mailboxIds/m2': true,"
                                + " 'mailboxIds/m1': null, 'mailboxIds/m77': null}}}");
        assertThat(answer.get("updated")).isEqualTo(Wire.json("{'e1': null}"));
        assertThat(answer.get("oldState").stringValue()).isEqualTo("t-10");
        assertThat(answer.get("newState").stringValue()).isEqualTo("t-11");
        assertThat(email().keywords()).containsExactly("$flagged", "$seen");
        assertThat(email().mailboxes()).containsExactly(new MailboxId(2));
        assertThat(world.call.asked(ChangeEmails.class)).hasSize(1);
        assertThat(world.call.asked(GetEmails.class)).isEmpty();
    }

    @Test
    void a_whole_set_replaces_the_old_one() {
        set("{'update': {'e1': {'keywords': {'A': true}, 'mailboxIds': {'m2': true}}}}");
        assertThat(email().keywords()).containsExactly("a");
        assertThat(email().mailboxes()).containsExactly(new MailboxId(2));
        set("{'update': {'e1': {'keywords': null}}}");
        assertThat(email().keywords()).isEmpty();
        set("{'update': {'e1': {}}}");
        assertThat(email().mailboxes()).containsExactly(new MailboxId(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'keywords/$seen': false}                     | keywords",
                "{'keywords/$seen': 1}                         | keywords",
                "{'keywords/a b': true}                        | keywords",
                "{'keywords': {'a': false}}                    | keywords",
                "{'keywords': {'a(': true}}                    | keywords",
                "{'keywords': ['a']}                           | keywords",
                "{'keywords/A': true, 'keywords/a': null}      | keywords",
                "{'mailboxIds': null}                          | mailboxIds",
                "{'mailboxIds': {}}                            | mailboxIds",
                "{'mailboxIds': {'m1': null}}                  | mailboxIds",
                "{'mailboxIds': {'nosuch': true}}              | mailboxIds",
                "{'mailboxIds/m77': true}                      | mailboxIds",
                "{'mailboxIds/nosuch': true}                   | mailboxIds",
                "{'mailboxIds/#k': true}                       | mailboxIds",
                "{'mailboxIds/m1': null}                       | mailboxIds",
                "{'subject': 'two'}                            | subject",
                "{'size': 5}                                   | size",
                "{'id': 'e2'}                                  | id",
                "{'receivedAt': null}                          | receivedAt",
                "{'receivedAt': '2026-01-02T03:04:06Z'}        | receivedAt",
                "{'header:X-A': 'b'}                           | header:X-A",
                "{'textBody': []}                              | textBody",
                "{'nothing': null}                             | nothing",
            })
    void what_cannot_be_is_refused_by_its_property(String patch, String property) {
        var error = set("{'update': {'e1': " + patch + "}}").get("notUpdated").get("e1");
        assertThat(error.get("type").stringValue()).isEqualTo("invalidProperties");
        assertThat(error.get("properties")).isEqualTo(Wire.json("['" + property + "']"));
        assertThat(email().keywords()).containsExactly("$seen", "old");
        assertThat(email().mailboxes()).containsExactly(new MailboxId(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'keywords/a': true, 'keywords': {}}",
                "{'keywords/a/b': true}",
                "{'/keywords/a': true}",
                "{'nothing/a': true}",
                "{'keywords/~': true}",
                "{'from/0/email': 'x@y.z'}",
                "{'size/a': 1}",
            })
    void a_patch_that_breaks_a_rule_is_refused(String patch) {
        var error = set("{'update': {'e1': " + patch + "}}").get("notUpdated").get("e1");
        assertThat(error.get("type").stringValue()).isEqualTo("invalidPatch");
    }

    @Test
    void a_whole_email_can_be_sent_back() {
        var get = EmailGet.method(messages);
        var email =
                (ObjectNode)
                        Wire.call(get, world.call, "{'ids': ['e1'], 'fetchAllBodyValues': true}")
                                .get("list")
                                .get(0);
        email.set("keywords", Wire.json("{'new': true}"));
        var answer = set("{'update': {'e1': " + email + "}}");
        assertThat(answer.get("updated")).isEqualTo(Wire.json("{'e1': null}"));
        assertThat(email().keywords()).containsExactly("new");
    }

    @Test
    void each_record_succeeds_or_fails_by_itself() {
        world.add("Subject: two\n\nx");
        var answer =
                set(
                        "{'update': {'e1': {'keywords/a': true}, 'e7': {'keywords/a': true},"
                                + " 'bad': {'keywords/a': true}, 'e8': {'subject': 'x'},"
                                + " 'e2': {'keywords/a': true}},"
                                + " 'destroy': ['e2', 'e9', 'no id', 'e2']}");
        assertThat(answer.get("updated").propertyNames()).containsExactly("e1");
        assertThat(answer.get("destroyed")).isEqualTo(Wire.json("['e2']"));
        assertThat(types(answer.get("notUpdated")))
                .isEqualTo(
                        Map.of(
                                "e7",
                                "notFound",
                                "bad",
                                "notFound",
                                "e8",
                                "notFound",
                                "e2",
                                "willDestroy"));
        assertThat(types(answer.get("notDestroyed")))
                .isEqualTo(Map.of("e9", "notFound", "no id", "notFound"));
        assertThat(world.call.asked(ChangeEmails.class)).hasSize(1);
    }

    @Test
    void refusals_of_the_account_are_errors_of_the_rfc() {
        world.call.on(
                ChangeEmails.class,
                _ ->
                        new ChangeEmails.EmailsChanged(
                                world.emailState(),
                                world.emailState(),
                                Map.of(),
                                Map.of("k", new EmailRefusal.OverQuota(1, 2)),
                                List.of(),
                                Map.of(
                                        new EmailId(1),
                                        new EmailRefusal.TooManyKeywords(1),
                                        new EmailId(2),
                                        new EmailRefusal.TooManyMailboxes(1),
                                        new EmailId(3),
                                        new EmailRefusal.NoMailbox(),
                                        new EmailId(4),
                                        new EmailRefusal.NoSuchEmail()),
                                List.of(),
                                Map.of()));
        var answer = set("{}");
        assertThat(types(answer.get("notCreated"))).isEqualTo(Map.of("k", "overQuota"));
        assertThat(types(answer.get("notUpdated")))
                .isEqualTo(
                        Map.of(
                                "e1",
                                "tooManyKeywords",
                                "e2",
                                "tooManyMailboxes",
                                "e3",
                                "invalidProperties",
                                "e4",
                                "notFound"));
    }

    @Test
    void a_call_for_another_state_does_nothing() {
        String call = "{'ifInState': 't-9', 'update': {'e1': {'keywords/a': true}}}";
        Wire.fails(set, world.call, call, "stateMismatch");
        Wire.fails(set, world.call, call.replace("t-9", "?"), "stateMismatch");
        assertThat(email().keywords()).doesNotContain("a");
        assertThat(set(call.replace("t-9", "t-10")).get("updated").has("e1")).isTrue();
    }

    @Test
    void more_objects_than_the_limit_are_too_large() {
        world.call.limits = new Limits(1, 1, 1, 1, 1, 2, 2);
        Wire.fails(
                set,
                world.call,
                "{'update': {'e1': {}}, 'destroy': ['e2', 'e3']}",
                "requestTooLarge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'update': {'e1': []}}",
                "{'update': []}",
                "{'destroy': 'e1'}",
                "{'destroy': [null]}",
                "{'ifInState': 1}",
                "{'create': {'k k': {}}}",
                "{'onDestroyRemoveEmails': true}",
            })
    void wrong_arguments_are_refused(String arguments) {
        Wire.refuses(set, world.call, arguments);
    }

    @Test
    void random_patches_do_what_applying_them_by_hand_does() {
        long seed = Long.getLong("seed", 42);
        var random = new Random(seed);
        var words = List.of("$seen", "$flagged", "a/b", "c~d", "e");
        for (int round = 0; round < 200; round++) {
            var expected = new TreeSet<>(email().keywords());
            var members = new ArrayList<String>();
            for (String word : words) {
                if (random.nextInt(3) > 0) {
                    boolean on = random.nextBoolean();
                    String escaped = word.replace("~", "~0").replace("/", "~1");
                    members.add("'keywords/" + escaped + "': " + (on ? "true" : "null"));
                    if (on) {
                        expected.add(word);
                    } else {
                        expected.remove(word);
                    }
                }
            }
            set("{'update': {'e1': {" + String.join(", ", members) + "}}}");
            assertThat(email().keywords())
                    .as("seed %d round %d: %s", seed, round, members)
                    .containsExactlyElementsOf(expected);
        }
    }

    private EmailView email() {
        return world.email(E1);
    }

    private JsonNode set(String arguments) {
        return Wire.call(set, world.call, arguments);
    }

    private static Map<String, String> types(JsonNode errors) {
        var types = new java.util.HashMap<String, String>();
        errors.properties()
                .forEach(e -> types.put(e.getKey(), e.getValue().get("type").stringValue()));
        return types;
    }
}
