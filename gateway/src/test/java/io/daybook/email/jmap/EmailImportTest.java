package io.daybook.email.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.MailWorld;
import io.daybook.core.jmap.fake.Wire;
import io.daybook.email.ChangeEmails;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EmailImportTest {
    private static final String RECEIVED =
            "Received: from a by b; Thu, 30 Oct 2014 14:12:00 +0800\r\n"
                    + "Received: from x by a; Thu, 30 Oct 2014 01:00:00 +0800\r\n";

    private final MailWorld world = new MailWorld();
    private final Messages messages = Messages.of(world.blobs, 1 << 20, 1 << 20);
    private final EmailImport imports = new EmailImport(messages, new Crew(2));

    @Test
    void blob_and_mailboxes_are_enough() {
        BlobId blob = uploaded("Subject: Re: hello\r\nReferences: <a@b>\r\n\r\nHi");
        var answer = importOne("'blobId': '" + blob + "', 'mailboxIds': {'m1': true}");
        var created = answer.get("created").get("k");
        assertThat(created.propertyNames()).containsExactly("id", "blobId", "threadId", "size");
        assertThat(created.get("blobId").stringValue()).isEqualTo(blob.value());
        assertThat(created.get("size").intValue()).isEqualTo(43);
        assertThat(answer.get("notCreated").isNull()).isTrue();
        assertThat(answer.get("oldState").stringValue()).isEqualTo("t-10");
        assertThat(answer.get("newState").stringValue()).isEqualTo("t-11");
        assertThat(answer.has("updated")).isFalse();
        var add = world.call.asked(ChangeEmails.class).getFirst().create().getFirst();
        assertThat(add.keywords()).isEmpty();
        assertThat(add.messageIds()).containsExactly("a@b");
        assertThat(add.baseSubject()).isEqualTo("hello");
        assertThat(add.receivedAt().toString()).isEqualTo("2026-11-22T10:11:12Z");
        assertThat(world.blobs.isLinked(FakeCall.ACCOUNT, blob)).isTrue();
        assertThat(world.blobs.beside(FakeCall.ACCOUNT, blob, Digests.NAME)).isNotNull();
        assertThat(world.call.created("k")).isEqualTo("e1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                    | 2014-10-30T06:12:00Z",
                "'2001-02-03T04:05:06Z'                | 2001-02-03T04:05:06Z",
            })
    void the_received_date_is_given_or_that_of_the_topmost_field(String given, String expected) {
        BlobId blob = uploaded(RECEIVED + "\r\nHi");
        String date = given.isEmpty() ? "" : ", 'receivedAt': '" + given + "'";
        importOne("'blobId': '" + blob + "', 'mailboxIds': {'m1': true}, 'keywords': {}" + date);
        assertThat(world.email(new EmailId(1)).receivedAt().toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Received: no date at all\r\n\r\n",
                "Received: by x; Thu, 30 Oct 1904 14:12:00 +0800\r\n\r\n",
                "\r\n\r\n",
                "\u0000\u0001",
                "no header at all",
                "Content-Type: multipart/mixed; boundary=\r\n\r\n--",
            })
    void broken_messages_are_imported_as_they_are_received_now(String message) {
        BlobId blob = uploaded(message);
        var answer = importOne("'blobId': '" + blob + "', 'mailboxIds': {'m1': true}");
        assertThat(answer.get("created").get("k").get("blobId").stringValue())
                .isEqualTo(blob.value());
        assertThat(world.email(new EmailId(1)).receivedAt().toString())
                .isEqualTo("2026-11-22T10:11:12Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'mailboxIds': {'m1': true}                                  | ['blobId']",
                "'blobId': null, 'mailboxIds': {'m1': true}                  | ['blobId']",
                "'blobId': 'nothing', 'mailboxIds': {'m1': true}             | ['blobId']",
                "'blobId': 'BLOB'                                            | ['mailboxIds']",
                "'blobId': 'BLOB', 'mailboxIds': {}                          | ['mailboxIds']",
                "'blobId': 'BLOB', 'mailboxIds': {'m1': false}               | ['mailboxIds']",
                "'blobId': 'BLOB', 'mailboxIds': {'m9': true}                | ['mailboxIds']",
                "'blobId': 'BLOB', 'mailboxIds': {'m1': true}, 'keywords': null     | ['keywords']",
                "'blobId': 'BLOB', 'mailboxIds': {'m1': true}, 'keywords': {'(':true} | ['keywords']",
                "'blobId': 'BLOB', 'mailboxIds': {'m1': true}, 'receivedAt': 'now' | ['receivedAt']",
                "'blobId': 'BLOB', 'mailboxIds': {'m1': true}, 'receivedAt': null  | ['receivedAt']",
                "'blobId': 'BLOB', 'mailboxIds': {'m1': true}, 'subject': 'x'      | ['subject']",
                "'blobId': 5, 'mailboxIds': [], 'keywords': 5                | ['blobId','mailboxIds','keywords']",
            })
    void what_is_invalid_is_named(String members, String properties) {
        BlobId blob = uploaded("Subject: x\r\n\r\n");
        var error = importOne(members.replace("BLOB", blob.value())).get("notCreated").get("k");
        assertThat(error.get("type").stringValue()).isEqualTo("invalidProperties");
        assertThat(error.get("properties")).isEqualTo(Wire.json(properties));
    }

    @Test
    void a_blob_of_another_user_is_not_there() {
        BlobId blob = world.blobs.uploaded(FakeCall.ACCOUNT, "bob@example.test", "Subject: x");
        var error = importOne("'blobId': '" + blob + "', 'mailboxIds': {'m1': true}");
        assertThat(error.get("notCreated").get("k").get("properties"))
                .isEqualTo(Wire.json("['blobId']"));
        assertThat(world.blobs.isLinked(FakeCall.ACCOUNT, blob)).isFalse();
    }

    @Test
    void the_link_of_what_is_refused_is_doubted_and_that_of_what_is_not_is_not() {
        BlobId refused = uploaded("Subject: no such mailbox\r\n\r\n");
        importOne("'blobId': '" + refused + "', 'mailboxIds': {'m9': true}");
        assertThat(world.blobs.isDoubted(FakeCall.ACCOUNT, refused)).isTrue();
        BlobId imported = uploaded("Subject: fine\r\n\r\n");
        importOne("'blobId': '" + imported + "', 'mailboxIds': {'m1': true}");
        assertThat(world.blobs.isDoubted(FakeCall.ACCOUNT, imported)).isFalse();
        BlobId late = uploaded("Subject: another state\r\n\r\n");
        for (String state : List.of("t-1", "nonsense")) {
            Wire.fails(
                    imports,
                    world.call,
                    "{'ifInState': '"
                            + state
                            + "', 'emails': {'k': {'blobId': '"
                            + late
                            + "', 'mailboxIds': {'m1': true}}}}",
                    "stateMismatch");
            assertThat(world.blobs.isDoubted(FakeCall.ACCOUNT, late)).isTrue();
        }
    }

    @Test
    void an_empty_blob_is_no_email() {
        var error = importOne("'blobId': '" + uploaded("") + "', 'mailboxIds': {'m1': true}");
        assertThat(error.get("notCreated").get("k").get("type").stringValue())
                .isEqualTo("invalidEmail");
    }

    @Test
    void an_attached_message_is_imported_from_its_part() {
        world.add(
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type:"
                        + " message/rfc822\n\nSubject: inner\n\nHi\n--b--\n");
        var get = EmailGet.method(messages);
        String part =
                Wire.call(get, world.call, "{'ids': ['e1'], 'properties': ['attachments']}")
                        .get("list")
                        .get(0)
                        .get("attachments")
                        .get(0)
                        .get("blobId")
                        .stringValue();
        importOne("'blobId': '" + part + "', 'mailboxIds': {'m1': true}");
        var inner = Wire.call(get, world.call, "{'ids': ['e2'], 'properties': ['subject']}");
        assertThat(inner.get("list").get(0).get("subject").stringValue()).isEqualTo("inner");
    }

    @Test
    void many_are_parsed_before_one_command() {
        String emails =
                IntStream.range(0, 60)
                        .mapToObj(i ->
                                "'k%d': {'blobId': '%s', 'mailboxIds': {'m%d': true}}"
                                        .formatted(i, uploaded("Subject: " + i), 1 + i % 3))
                        .collect(Collectors.joining(", "));
        var answer = Wire.call(imports, world.call, "{'emails': {" + emails + "}}");
        assertThat(answer.get("created")).hasSize(40);
        assertThat(answer.get("notCreated")).hasSize(20);
        assertThat(world.call.asked(ChangeEmails.class)).hasSize(1);
        assertThat(world.email(new EmailId(2)).mailboxes()).containsExactly(new MailboxId(2));
    }

    @Test
    void a_call_for_another_state_does_nothing() {
        String email = "{'k': {'blobId': '" + uploaded("x") + "', 'mailboxIds': {'m1': true}}}";
        Wire.fails(
                imports,
                world.call,
                "{'ifInState': 't-9', 'emails': " + email + "}",
                "stateMismatch");
        Wire.fails(
                imports,
                world.call,
                "{'ifInState': 'x', 'emails': " + email + "}",
                "stateMismatch");
        var answer =
                Wire.call(imports, world.call, "{'ifInState': 't-10', 'emails': " + email + "}");
        assertThat(answer.get("created").has("k")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'emails': null}",
                "{'emails': []}",
                "{'emails': {'k': null}}",
                "{'emails': {'a b': {}}}",
                "{'emails': {}, 'ifInState': 5}",
                "{'emails': {}, 'create': {}}",
            })
    void wrong_arguments_are_refused(String arguments) {
        Wire.refuses(imports, world.call, arguments);
    }

    @Test
    void no_emails_are_no_change_and_too_many_are_too_large() {
        var answer = Wire.call(imports, world.call, "{'emails': {}}");
        assertThat(answer.get("oldState")).isEqualTo(answer.get("newState"));
        assertThat(answer.get("created").isNull()).isTrue();
        world.call.limits = new Limits(1, 1, 1, 1, 1, 1, 1);
        Wire.fails(imports, world.call, "{'emails': {'a': {}, 'b': {}}}", "requestTooLarge");
    }

    private BlobId uploaded(String message) {
        return world.blobs.uploaded(FakeCall.ACCOUNT, "alice@example.test", message);
    }

    private JsonNode importOne(String members) {
        return Wire.call(imports, world.call, "{'emails': {'k': {" + members + "}}}");
    }
}
