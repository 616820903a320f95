package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartBlobTest {
    private static final String HASH = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN-_0";
    private static final String MESSAGE = "B" + HASH;

    @Test
    void an_id_names_the_slice_and_opens_it() {
        byte[] message = Mail.of("Content-Transfer-Encoding: base64", "", "aGVsbG8=");
        String id = PartBlob.of(MESSAGE, MessageParser.parse(message).root()).orElseThrow();
        assertThat(id).isEqualTo("P" + HASH + "11-8-b");
        var blob = PartBlob.parse(id).orElseThrow();
        assertThat(blob.message()).isEqualTo(MESSAGE);
        assertThat(blob.slices())
                .containsExactly(new PartBlob.Slice(37, 8, TransferEncoding.BASE64));
        assertThat(blob.id()).isEqualTo(id);
        assertThat(blob.open(message)).hasValue(Mail.octets("hello"));
        assertThat(blob.open(Mail.octets("short"))).isEmpty();
    }

    @Test
    void a_part_of_an_encoded_message_is_a_slice_of_a_slice() {
        String inner =
                java.util.Base64.getEncoder()
                        .encodeToString(
                                Mail.of(
                                        "Content-Transfer-Encoding: quoted-printable",
                                        "",
                                        "a=62c"));
        byte[] message =
                Mail.of(
                        "Content-Type: message/rfc822",
                        "Content-Transfer-Encoding: base64",
                        "",
                        inner);
        String outer = PartBlob.of(MESSAGE, MessageParser.parse(message).root()).orElseThrow();
        byte[] attached = PartBlob.parse(outer).orElseThrow().open(message).orElseThrow();
        String id = PartBlob.of(outer, MessageParser.parse(attached).root()).orElseThrow();
        assertThat(PartBlob.parse(id).orElseThrow().slices()).hasSize(2);
        assertThat(PartBlob.parse(id).orElseThrow().open(message)).hasValue(Mail.octets("abc"));
    }

    @Test
    void a_part_of_a_plain_attached_message_is_one_slice() {
        byte[] message = Mail.of("Content-Type: message/rfc822", "", "Subject: x", "", "body");
        String outer = PartBlob.of(MESSAGE, MessageParser.parse(message).root()).orElseThrow();
        byte[] attached = PartBlob.parse(outer).orElseThrow().open(message).orElseThrow();
        var blob =
                PartBlob.parse(
                                PartBlob.of(outer, MessageParser.parse(attached).root())
                                        .orElseThrow())
                        .orElseThrow();
        assertThat(blob.slices()).hasSize(1);
        assertThat(blob.open(message)).hasValue(Mail.octets("body"));
    }

    @Test
    void ids_end_where_messages_are_attached_too_deeply() {
        var part =
                MessageParser.parse(Mail.of("Content-Transfer-Encoding: base64", "", "QQ=="))
                        .root();
        String id = MESSAGE;
        for (int i = 0; i < PartBlob.MAX_SLICES; i++) {
            id = PartBlob.of(id, part).orElseThrow();
            assertThat(id).matches("[A-Za-z0-9_-]{1,255}");
            assertThat(PartBlob.parse(id)).isPresent();
        }
        assertThat(PartBlob.of(id, part)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "B" + HASH,
                "P" + HASH,
                "P" + HASH + "0-0",
                "P" + HASH + "0-0-z",
                "P" + HASH + "00-0-b",
                "P" + HASH + "0-0-b_",
                "P" + HASH + "0-0-b ",
                "P" + HASH + "A-0-b",
                "P" + HASH + "-1-0-b",
                "P" + HASH + "zzzzzz-1-b",
                "P" + HASH + "zik0zj-1-b",
                "P" + HASH + "0-0-n_0-0-b",
                "P" + HASH + "0-0-b_0-0-b_0-0",
                "Q" + HASH + "0-0-b",
                "P" + HASH + "0-0-b\n",
                "P" + HASH + "1000000-0-b",
            })
    void any_other_id_is_refused(String id) {
        assertThat(PartBlob.parse(id)).isEmpty();
    }

    @Test
    void only_blob_ids_have_parts() {
        var part = Mail.parse("", "x").root();
        for (String id : List.of("x", "B", "B" + "*".repeat(43))) {
            assertThatIllegalArgumentException().isThrownBy(() -> PartBlob.of(id, part));
        }
    }
}
