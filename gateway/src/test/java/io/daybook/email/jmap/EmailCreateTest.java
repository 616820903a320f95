package io.daybook.email.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.MailWorld;
import io.daybook.core.jmap.fake.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EmailCreateTest {
    private static final String TEXT =
            "'textBody': [{'partId': '1', 'type': 'text/plain'}],"
                    + " 'bodyValues': {'1': {'value': 'Hello'}}";

    private final MailWorld world = new MailWorld();
    private final Messages messages = Messages.of(world.blobs, 1 << 20, 1 << 20);
    private final EmailSet set = new EmailSet(messages);
    private final Method get = EmailGet.method(messages);

    @Test
    void a_created_email_is_a_message_with_date_and_message_id() {
        var created =
                create("'keywords': {'$Draft': true}, 'subject': 'Hi', " + TEXT).get("created");
        assertThat(created.get("k").propertyNames())
                .containsExactly("id", "blobId", "threadId", "size");
        var view = world.email(new EmailId(1));
        assertThat(view.keywords()).containsExactly("$draft");
        assertThat(view.receivedAt().toString()).isEqualTo("2026-11-22T10:11:12Z");
        String message = message(created.get("k").get("blobId").stringValue());
        assertThat(message)
                .contains("Subject: Hi\r\n")
                .contains("Date: Sun, 22 Nov 2026 10:11:12 +0000\r\n")
                .containsPattern("Message-ID: <[a-z0-9]+\\.[a-z0-9]+@example\\.test>\r\n")
                .endsWith("\r\n\r\nHello");
        assertThat(created.get("k").get("size").intValue()).isEqualTo(message.length());
        assertThat(world.call.created("k")).isEqualTo("e1");
    }

    @Test
    void what_was_set_is_read_back() {
        create(
                "'from': [{'name': 'Jöe', 'email': 'joe@example.test'}],"
                        + " 'to': [{'email': 'a@b.c'}, {'name': null, 'email': 'd@e.f'}],"
                        + " 'cc': null, 'bcc': [], 'references': ['x@y', 'z@y'],"
                        + " 'sentAt': '2018-07-10T11:03:11+10:00', 'receivedAt':"
                        + " '2018-07-10T01:03:11Z', 'messageId': ['mine@example.test'], "
                        + TEXT);
        var email =
                read(
                        "'from', 'to', 'cc', 'bcc', 'references', 'sentAt', 'receivedAt',"
                                + " 'messageId', 'bodyValues', 'header:Date:all'");
        assertThat(email.get("from"))
                .isEqualTo(Wire.json("[{'name': 'Jöe', 'email': 'joe@example.test'}]"));
        assertThat(email.get("to"))
                .isEqualTo(
                        Wire.json(
                                "[{'name': null, 'email': 'a@b.c'},"
                                        + " {'name': null, 'email': 'd@e.f'}]"));
        assertThat(email.get("cc").isNull()).isTrue();
        assertThat(email.get("bcc").isNull()).isTrue();
        assertThat(email.get("references")).isEqualTo(Wire.json("['x@y', 'z@y']"));
        assertThat(email.get("sentAt").stringValue()).isEqualTo("2018-07-10T11:03:11+10:00");
        assertThat(email.get("receivedAt").stringValue()).isEqualTo("2018-07-10T01:03:11Z");
        assertThat(email.get("messageId")).isEqualTo(Wire.json("['mine@example.test']"));
        assertThat(email.get("bodyValues").get("1").get("value").stringValue()).isEqualTo("Hello");
        assertThat(email.get("header:Date:all")).hasSize(1);
    }

    @Test
    void header_properties_survive_the_way_there_and_back() {
        long seed = Long.getLong("seed", 42);
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var properties = new ArrayList<String>();
            for (String form : List.of("Text", "Addresses", "MessageIds", "URLs", "Date", "Raw")) {
                if (random.nextBoolean()) {
                    boolean all = random.nextBoolean();
                    String value = value(form, random);
                    properties.add(
                            "'header:X-%s:as%s%s': %s"
                                    .formatted(
                                            form,
                                            form,
                                            all ? ":all" : "",
                                            all
                                                    ? "[" + value + ", " + value(form, random) + "]"
                                                    : value));
                }
            }
            var sent = Wire.object("{" + String.join(", ", properties) + "}");
            var answer = create(String.join(", ", with(properties, TEXT)));
            assertThat(answer.get("created").isNull()).as("%s", answer).isFalse();
            String id = answer.get("created").get("k").get("id").stringValue();
            String keys =
                    sent.propertyNames().stream()
                            .map(key -> "'" + key + "'")
                            .collect(Collectors.joining(", "));
            var email =
                    Wire.call(
                                    get,
                                    world.call,
                                    "{'ids': ['" + id + "'], 'properties': [" + keys + "]}")
                            .get("list")
                            .get(0);
            for (String key : sent.propertyNames()) {
                assertThat(email.get(key))
                        .as("seed %d round %d: %s", seed, round, key)
                        .isEqualTo(sent.get(key));
            }
        }
    }

    private static List<String> with(List<String> some, String more) {
        var all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    private static String value(String form, Random random) {
        String word = words(random);
        String token = Integer.toString(random.nextInt(1 << 20), 36);
        return switch (form) {
            case "Text" -> "'" + word + "'";
            case "Addresses" ->
                    random.nextBoolean()
                            ? "[{'name': null, 'email': '" + token + "@example.test'}]"
                            : "[{'name': '%s', 'email': '%s@b.c'}, {'name': null, 'email': 'x@y'}]"
                                    .formatted(word, token);
            case "MessageIds" -> "['" + token + "@a', '" + token + "@b']";
            case "URLs" -> "['https://example.test/" + token + "']";
            case "Date" -> "'2020-0" + (1 + random.nextInt(9)) + "-11T01:02:03+02:00'";
            default -> "' raw " + token + "'";
        };
    }

    private static String words(Random random) {
        var pool = List.of("alpha", "Grüße", "日本語", "a, b; <c>", "(x)", "=?utf-8?q?x?=", "😀");
        return random.ints(1 + random.nextInt(12), 0, pool.size())
                .mapToObj(pool::get)
                .collect(Collectors.joining(" "));
    }

    @Test
    void a_whole_structure_with_blobs_is_composed() {
        BlobId blob = world.blobs.uploaded(FakeCall.ACCOUNT, "alice@example.test", "%PDF");
        create(
                "'bodyStructure': {'type': 'multipart/mixed', 'subParts': [{'partId': 'a', 'type':"
                        + " 'text/html', 'header:Content-Language': ' en'}, {'blobId': '%s', 'type':"
                                .formatted(blob)
                        + " 'application/pdf', 'name': 'ä.pdf', 'disposition': 'attachment',"
                        + " 'size': 77, 'partId': null}]}, 'bodyValues': {'a': {'value': '<p>x',"
                        + " 'isTruncated': false, 'isEncodingProblem': false}}");
        var email = read("'attachments', 'htmlBody', 'hasAttachment'");
        var attachment = email.get("attachments").get(0);
        assertThat(attachment.get("name").stringValue()).isEqualTo("ä.pdf");
        assertThat(attachment.get("size").intValue()).isEqualTo(4);
        assertThat(email.get("htmlBody").get(0).get("language")).isEqualTo(Wire.json("['en']"));
        assertThat(email.get("hasAttachment").booleanValue()).isTrue();
    }

    @Test
    void an_attached_part_of_another_message_is_opened() {
        world.add("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nfirst\n--b--\n");
        var part =
                Wire.call(get, world.call, "{'ids': ['e1'], 'properties': ['textBody']}")
                        .get("list")
                        .get(0)
                        .get("textBody")
                        .get(0)
                        .get("blobId")
                        .stringValue();
        create("'attachments': [{'blobId': '%s', 'type': 'text/x-log'}], ".formatted(part) + TEXT);
        var list = Wire.call(get, world.call, "{'ids': ['e2'], 'properties': ['attachments']}");
        assertThat(list.get("list").get(0).get("attachments").get(0).get("size").intValue())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'headers': []                                                          | ['headers']",
                "'id': 'e5'                                                             | ['id']",
                "'size': 5, 'preview': 'x'                                              | ['size','preview']",
                "'subject': 'a', 'header:Subject': ' b'                                 | any",
                "'header:X-A': ' a', 'header:x-a:asText': 'b'                           | any",
                "'header:Content-Type': ' text/plain'                                   | ['header:Content-Type']",
                "'header:content-foo:asText': 'x'                                       | ['header:content-foo:asText']",
                "'header:From:asDate': '2018-07-10T11:03:11Z'                           | ['header:From:asDate']",
                "'subject': 5                                                           | ['subject']",
                "'subject': 'a\\r\\nBcc: x@y.z'                                         | ['subject']",
                "'subject': 'a\\u0000'                                                  | ['subject']",
                "'header:X-A': ' a\\nB: c'                                              | ['header:X-A']",
                "'from': 'a@b.c'                                                        | ['from']",
                "'from': [{'name': 'x'}]                                                | ['from']",
                "'from': [{'email': 'a@b.c', 'x': 1}]                                   | ['from']",
                "'from': [{'email': 'a@b.c>\\r\\nX: y'}]                                | ['from']",
                "'from': [{'name': 'a\\nb', 'email': 'a@b.c'}]                          | ['from']",
                "'messageId': 'a@b'                                                     | ['messageId']",
                "'messageId': ['a b']                                                   | ['messageId']",
                "'sentAt': 'yesterday'                                                  | ['sentAt']",
                "'receivedAt': '2018-07-10T11:03:11+10:00'                              | ['receivedAt']",
                "'keywords': {'a b': true}                                              | ['keywords']",
                "'keywords': {'a': false}                                               | ['keywords']",
                "'keywords': null                                                       | ['keywords']",
                "'header:X-A:all': ' a'                                                 | ['header:X-A:all']",
                "'header:X A': ' a'                                                     | ['header:X A']",
                "'unknown': 1                                                           | ['unknown']",
            })
    void headers_and_metadata_that_cannot_be_are_refused(String members, String properties) {
        check(members + ", " + TEXT, properties);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'textBody': [{'partId': '1'}], 'bodyStructure': {'partId': '1'}        | ['bodyStructure','textBody']",
                "'htmlBody': [], 'attachments': [], 'bodyStructure': {'partId': '1'}    | ['bodyStructure','htmlBody','attachments']",
                "'textBody': []                                                         | ['textBody']",
                "'textBody': [{'partId': '1'}, {'partId': '1'}]                         | ['textBody']",
                "'textBody': {'partId': '1'}                                            | ['textBody']",
                "'textBody': [{'partId': '1', 'type': 'text/html'}]                     | ['textBody']",
                "'htmlBody': [{'partId': '1', 'type': 'text/plain'}]                    | ['htmlBody']",
                "'textBody': [{'partId': '2'}]                                          | ['textBody']",
                "'textBody': [{'partId': '1', 'blobId': 'B1'}]                          | ['textBody']",
                "'textBody': [{'partId': '1', 'charset': 'utf-8'}]                      | ['textBody']",
                "'textBody': [{'partId': '1', 'size': 5}]                               | ['textBody']",
                "'textBody': [{'partId': '1', 'headers': []}]                           | ['textBody']",
                "'textBody': [{'partId': '1', 'unknown': 1}]                            | ['textBody']",
                "'textBody': [{'partId': 1}]                                            | ['textBody']",
                "'textBody': ['1']                                                      | ['textBody']",
                "'bodyStructure': {'partId': '1', 'header:Content-Transfer-Encoding': ' 8bit'} | ['bodyStructure']",
                "'bodyStructure': {'type': 'multipart/mixed'}                           | ['bodyStructure']",
                "'bodyStructure': {'type': 'text/plain', 'partId': '1', 'subParts': [{'partId': '1'}]} | ['bodyStructure']",
                "'bodyStructure': {'partId': '1', 'header:Subject': ' x'}, 'subject': 'y' | ['bodyStructure']",
                "'bodyStructure': {'partId': '1', 'name': 'a\\r\\nb'}                   | ['bodyStructure']",
                "'bodyStructure': {'partId': '1', 'cid': 'a>\\r\\nb'}                   | ['bodyStructure']",
                "'bodyStructure': {'partId': '1', 'type': 'text'}                       | ['bodyStructure']",
                "'bodyStructure': {'partId': '1', 'language': 'en'}                     | ['bodyStructure']",
                "'bodyStructure': 'x'                                                   | ['bodyStructure']",
                "'attachments': [{'type': 'text/plain'}]                                | ['attachments']",
                "'bodyValues': {'1': {'value': 'x', 'isTruncated': true}}               | ['bodyValues']",
                "'bodyValues': {'1': {'value': 'x', 'isEncodingProblem': null}}         | ['bodyValues']",
                "'bodyValues': {'1': {'value': 'x', 'other': 1}}                        | ['bodyValues']",
                "'bodyValues': {'1': {}}                                                | ['bodyValues']",
                "'bodyValues': {'1': 'x'}                                               | ['bodyValues']",
                "'bodyValues': []                                                       | ['bodyValues']",
            })
    void bodies_that_cannot_be_are_refused(String members, String properties) {
        String values =
                members.contains("'bodyValues'") ? "" : ", 'bodyValues': {'1': {'value': 'x'}}";
        check(members + values, properties);
    }

    private void check(String members, String properties) {
        var answer = create(members);
        assertThat(answer.get("created").isNull()).as(members).isTrue();
        var error = answer.get("notCreated").get("k");
        assertThat(error.get("type").stringValue()).isEqualTo("invalidProperties");
        if (!properties.equals("any")) {
            assertThat(error.get("properties")).isEqualTo(Wire.json(properties));
        }
        assertThat(world.call.asked(io.daybook.email.ChangeEmails.class).getLast().create())
                .isEmpty();
    }

    @Test
    void mailboxes_are_needed_and_must_exist() {
        for (String mailboxes :
                List.of(
                        "",
                        "'mailboxIds': {}, ",
                        "'mailboxIds': null, ",
                        "'mailboxIds': {'m1': false}, ",
                        "'mailboxIds': {'m1': true, 'x': true}, ",
                        "'mailboxIds': {'#gone': true}, ",
                        "'mailboxIds': {'m99': true}, ")) {
            var answer =
                    Wire.call(set, world.call, "{'create': {'k': {" + mailboxes + TEXT + "}}}");
            assertThat(answer.get("notCreated").get("k").get("properties"))
                    .as(mailboxes)
                    .isEqualTo(Wire.json("['mailboxIds']"));
        }
        world.call.remember("box", "m2");
        Wire.call(
                set, world.call, "{'create': {'k': {'mailboxIds': {'#box': true}, " + TEXT + "}}}");
        assertThat(world.email(new EmailId(1)).mailboxes()).containsExactly(new MailboxId(2));
    }

    @Test
    void every_blob_that_is_not_there_is_named() {
        var error =
                create(
                                "'attachments': [{'blobId': 'B1', 'type': 'a/b'}, {'blobId': 'none',"
                                        + " 'type': 'a/b'}], "
                                        + TEXT)
                        .get("notCreated")
                        .get("k");
        assertThat(error.get("type").stringValue()).isEqualTo("blobNotFound");
        assertThat(error.get("notFound")).isEqualTo(Wire.json("['B1', 'none']"));
    }

    @Test
    void a_blob_of_another_user_is_not_there() {
        BlobId blob = world.blobs.uploaded(FakeCall.ACCOUNT, "bob@example.test", "secret");
        var error = create("'attachments': [{'blobId': '" + blob + "', 'type': 'a/b'}], " + TEXT);
        assertThat(error.get("notCreated").get("k").get("type").stringValue())
                .isEqualTo("blobNotFound");
    }

    @Test
    void a_message_that_is_too_large_is_refused() {
        world.call.limits = new Limits(500, 1, 1, 1, 1, 10, 10);
        var blob = world.blobs.uploaded(FakeCall.ACCOUNT, "alice@example.test", "x".repeat(600));
        for (String members :
                List.of(
                        "'attachments': [{'blobId': '" + blob + "', 'type': 'a/b'}], " + TEXT,
                        "'subject': '" + "word ".repeat(150) + "', " + TEXT)) {
            assertThat(create(members).get("notCreated").get("k").get("type").stringValue())
                    .isEqualTo("tooLarge");
        }
    }

    @Test
    void an_email_without_a_body_can_be_created() {
        assertThat(create("'subject': 'empty'").get("created").has("k")).isTrue();
    }

    @Test
    void what_a_call_creates_it_can_update_too() {
        var answer =
                Wire.call(
                        set,
                        world.call,
                        "{'create': {'k': {'mailboxIds': {'m1': true}, "
                                + TEXT
                                + "}}, 'update': {'#k': {'keywords/$seen': true}}}");
        assertThat(answer.get("created").has("k")).isTrue();
        assertThat(answer.get("updated").has("e1")).isTrue();
        assertThat(world.email(new EmailId(1)).keywords()).containsExactly("$seen");
    }

    private JsonNode create(String members) {
        return Wire.call(
                set,
                world.call,
                "{'create': {'k': {'mailboxIds': {'m1': true}, " + members + "}}}");
    }

    private JsonNode read(String properties) {
        return Wire.call(
                        get,
                        world.call,
                        "{'ids': ['e1'], 'fetchAllBodyValues': true, 'properties': ["
                                + properties
                                + "]}")
                .get("list")
                .get(0);
    }

    private String message(String blobId) {
        var blob = world.blobs.open(FakeCall.ACCOUNT, new BlobId(blobId));
        assertThat(blob).isNotNull();
        return new String(blob.readAll(), StandardCharsets.UTF_8);
    }
}
