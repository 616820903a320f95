package io.daybook.email.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.blob.jmap.BlobAccess;
import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.MailWorld;
import io.daybook.core.jmap.fake.Wire;
import io.daybook.mime.PartBlob;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EmailGetTest {
    private static final String PLAIN =
            """
            From: "Jane Doe" <jane@example.test>
            To: joe@example.test
            Subject: =?utf-8?q?Caf=C3=A9?=
            Date: Thu, 30 Oct 2014 14:12:00 +0800
            Message-ID: <1@example.test>
            X-Tag: one
            X-Tag: two

            Good morning.
            """;

    private static final String MIXED =
            """
            From: jane@example.test
            Subject: parts
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: multipart/alternative; boundary=c

            --c
            Content-Type: text/plain; charset=utf-8

            plain text é
            --c
            Content-Type: text/html

            <p>html <b>text</b></p>
            --c--
            --b
            Content-Type: application/pdf; name="a.pdf"
            Content-Disposition: attachment; filename="b.pdf"
            Content-Transfer-Encoding: base64
            Content-Language: en, de
            X-Part: yes

            SGVsbG8=
            --b--
            """;

    private final MailWorld world = new MailWorld();
    private final Messages messages = Messages.of(world.blobs, 1 << 20, 1 << 20);
    private final Method get = EmailGet.method(messages);

    @Test
    void the_default_properties_are_those_of_the_rfc() {
        world.add(PLAIN, Set.of(new MailboxId(1), new MailboxId(2)), Set.of("$seen"));
        var email = get("{'ids': ['e1'], 'properties': null}");
        assertThat(String.join(" ", email.propertyNames()))
                .isEqualTo(
                        "id blobId threadId mailboxIds keywords size receivedAt messageId inReplyTo"
                                + " references sender from to cc bcc replyTo subject sentAt"
                                + " hasAttachment preview bodyValues textBody htmlBody attachments");
        assertThat(email.get("mailboxIds")).isEqualTo(Wire.json("{'m1': true, 'm2': true}"));
        assertThat(email.get("keywords")).isEqualTo(Wire.json("{'$seen': true}"));
        assertThat(email.get("receivedAt").stringValue()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(email.get("messageId")).isEqualTo(Wire.json("['1@example.test']"));
        assertThat(email.get("inReplyTo").isNull()).isTrue();
        assertThat(email.get("from"))
                .isEqualTo(Wire.json("[{'name':'Jane Doe','email':'jane@example.test'}]"));
        assertThat(email.get("cc").isNull()).isTrue();
        assertThat(email.get("subject").stringValue()).isEqualTo("Café");
        assertThat(email.get("sentAt").stringValue()).isEqualTo("2014-10-30T14:12:00+08:00");
        assertThat(email.get("hasAttachment").booleanValue()).isFalse();
        assertThat(email.get("preview").stringValue()).isEqualTo("Good morning.");
        assertThat(email.get("bodyValues")).isEmpty();
        assertThat(email.get("textBody").get(0).propertyNames())
                .containsExactly(
                        "partId",
                        "blobId",
                        "size",
                        "name",
                        "type",
                        "charset",
                        "disposition",
                        "cid",
                        "language",
                        "location");
    }

    @Test
    void header_properties_come_back_under_the_very_key_asked_for() {
        world.add(PLAIN);
        var email =
                get(
                        "{'ids': ['e1'], 'properties': ['header:x-TAG', 'header:X-Tag:asText:all',"
                                + " 'header:Gone:all', 'headers']}");
        assertThat(email.get("header:x-TAG").stringValue()).isEqualTo(" two");
        assertThat(email.get("header:X-Tag:asText:all")).isEqualTo(Wire.json("['one', 'two']"));
        assertThat(email.get("header:Gone:all")).isEqualTo(Wire.json("[]"));
        assertThat(email.get("headers")).hasSize(7);
        assertThat(email.get("headers").get(6))
                .isEqualTo(Wire.json("{'name': 'X-Tag', 'value': ' two'}"));
    }

    @Test
    void metadata_needs_no_digest() {
        world.add(PLAIN);
        get(
                "{'ids': ['e1'], 'properties': ['id', 'blobId', 'threadId', 'mailboxIds',"
                        + " 'keywords', 'size', 'receivedAt']}");
        assertThat(world.blobs.besideReads).hasValue(0);
        assertThat(world.blobs.opened).hasValue(0);
    }

    @Test
    void a_digest_is_made_once_kept_and_then_in_memory() {
        world.add(PLAIN);
        String call = "{'ids': ['e1'], 'properties': ['subject', 'preview', 'from', 'textBody']}";
        var first = get(call);
        assertThat(get(call)).isEqualTo(first);
        assertThat(world.blobs.opened).hasValue(1);
        assertThat(world.blobs.besideReads).hasValue(1);
        var restarted = EmailGet.method(Messages.of(world.blobs, 1 << 20, 1 << 20));
        assertThat(Wire.call(restarted, world.call, call).get("list").get(0)).isEqualTo(first);
        assertThat(world.blobs.opened).hasValue(1);
    }

    @Test
    void bodies_come_as_a_tree_and_as_lists() {
        world.add(MIXED);
        var email =
                get(
                        "{'ids': ['e1'], 'properties': ['bodyStructure', 'textBody', 'htmlBody',"
                                + " 'attachments', 'hasAttachment'], 'bodyProperties': ['partId',"
                                + " 'type', 'size', 'subParts']}");
        var root = email.get("bodyStructure");
        assertThat(root.get("type").stringValue()).isEqualTo("multipart/mixed");
        assertThat(root.get("partId").isNull()).isTrue();
        assertThat(root.get("subParts").get(0).get("subParts")).hasSize(2);
        assertThat(root.get("subParts").get(1).get("subParts").isNull()).isTrue();
        assertThat(email.get("textBody").get(0).get("type").stringValue()).isEqualTo("text/plain");
        assertThat(email.get("htmlBody").get(0).get("type").stringValue()).isEqualTo("text/html");
        assertThat(email.get("attachments").get(0).get("size").intValue()).isEqualTo(5);
        assertThat(email.get("hasAttachment").booleanValue()).isTrue();
    }

    @Test
    void a_part_has_its_own_headers_and_a_blob_of_its_own() {
        world.add(MIXED);
        var part =
                get("{'ids': ['e1'], 'properties': ['attachments'], 'bodyProperties':"
                                + " ['blobId', 'name', 'disposition', 'charset', 'cid',"
                                + " 'language', 'location', 'headers',"
                                + " 'header:x-part:asText']}")
                        .get("attachments")
                        .get(0);
        assertThat(part.get("name").stringValue()).isEqualTo("b.pdf");
        assertThat(part.get("disposition").stringValue()).isEqualTo("attachment");
        assertThat(part.get("language")).isEqualTo(Wire.json("['en', 'de']"));
        assertThat(part.get("charset").isNull()).isTrue();
        assertThat(part.get("header:x-part:asText").stringValue()).isEqualTo("yes");
        assertThat(part.get("headers")).hasSize(5);
        assertThat(part.has("partId")).isFalse();
        var blob = PartBlob.parse(part.get("blobId").stringValue()).orElseThrow();
        var access = new BlobAccess(world.blobs, FakeCall.ACCOUNT, world.call);
        assertThat(new String(access.open(blob.id()), StandardCharsets.UTF_8)).isEqualTo("Hello");
        assertThat(access.open("Bnothing")).isNull();
    }

    @Test
    void body_values_are_those_asked_for() {
        world.add(MIXED);
        assertThat(values("'fetchTextBodyValues': true")).hasSize(1);
        assertThat(values("'fetchHTMLBodyValues': true")).hasSize(1);
        assertThat(values("'fetchAllBodyValues': true")).hasSize(2);
        assertThat(values("'fetchTextBodyValues': false")).isEmpty();
        var cut = values("'fetchTextBodyValues': true, 'maxBodyValueBytes': 12");
        assertThat(cut.iterator().next())
                .isEqualTo(
                        Wire.json(
                                "{'value':'plain text ','isEncodingProblem':false,'isTruncated':true}"));
        assertThat(values("'fetchTextBodyValues': true, 'maxBodyValueBytes': 0").toString())
                .contains("plain text é");
    }

    private JsonNode values(String argument) {
        return get("{'ids': ['e1'], 'properties': ['bodyValues'], " + argument + "}")
                .get("bodyValues");
    }

    @Test
    void text_that_is_too_much_for_one_answer_is_refused() {
        world.add("Subject: x\n\n" + "x".repeat(3 << 20));
        for (int i = 0; i < 25; i++) {
            var blob = world.email(new io.daybook.core.EmailId(1)).blob();
            world.addAgain(blob);
        }
        Wire.fails(
                get,
                world.call,
                "{'ids': null, 'properties': ['bodyValues'], 'fetchAllBodyValues': true}",
                "requestTooLarge");
    }

    @Test
    void unknown_ids_are_not_found_and_null_ids_ask_for_all_up_to_the_limit() {
        world.add(PLAIN);
        world.add(MIXED);
        var answer =
                Wire.call(
                        get,
                        world.call,
                        "{'ids': ['e2', 'e9', 'x', 'e2', 'e01'], 'properties': ['id']}");
        assertThat(answer.get("list")).isEqualTo(Wire.json("[{'id': 'e2'}]"));
        assertThat(answer.get("notFound")).isEqualTo(Wire.json("['e9', 'x', 'e01']"));
        answer = Wire.call(get, world.call, "{'ids': null, 'properties': ['id']}");
        assertThat(answer.get("list")).hasSize(2);
        assertThat(answer.get("notFound")).isEmpty();
        world.call.limits = new Limits(1, 1, 1, 1, 1, 1, 1);
        Wire.fails(get, world.call, "{'ids': null, 'properties': ['id']}", "requestTooLarge");
        Wire.fails(get, world.call, "{'properties': ['id']}", "requestTooLarge");
        Wire.fails(get, world.call, "{'ids': ['e1', 'e2']}", "requestTooLarge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ids': [], 'properties': ['header:From:asDate']}",
                "{'ids': [], 'properties': ['Subject']}",
                "{'ids': [], 'bodyProperties': ['id']}",
                "{'ids': [], 'bodyProperties': null}",
                "{'ids': [], 'bodyProperties': ['header:Date:asAddresses']}",
                "{'ids': [], 'fetchTextBodyValues': null}",
                "{'ids': [], 'fetchHTMLBodyValues': 1}",
                "{'ids': [], 'fetchHtmlBodyValues': true}",
                "{'ids': [], 'fetchAllBodyValues': 'true'}",
                "{'ids': [], 'maxBodyValueBytes': -1}",
                "{'ids': [], 'maxBodyValueBytes': null}",
                "{'ids': [], 'maxBodyValueBytes': 1.5}",
            })
    void wrong_arguments_are_refused(String arguments) {
        Wire.refuses(get, world.call, arguments);
    }

    private JsonNode get(String arguments) {
        return Wire.call(get, world.call, arguments).get("list").get(0);
    }
}
