package io.daybook.mime;

import static io.daybook.mime.Composing.DEFAULTS;
import static io.daybook.mime.Composing.NOW;
import static io.daybook.mime.Composing.compose;
import static io.daybook.mime.Composing.header;
import static io.daybook.mime.Composing.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.mime.ComposeResult.ComposeRefusal;
import io.daybook.mime.ComposeResult.Composed;
import io.daybook.mime.ComposeResult.MissingBlobs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComposeRefusalsTest {
    static Stream<NewHeader> refusedHeaders() {
        return Stream.of(
                header("Subject", new HeaderValue.Text("a\r\nBcc: x@y")),
                header("Subject", new HeaderValue.Text("a\nb")),
                header("Subject", new HeaderValue.Text("a\0b")),
                header("X", new HeaderValue.Raw("a\r\nBcc: x@y")),
                header("X", new HeaderValue.Raw("a\r\n\r\nbody")),
                header("X", new HeaderValue.Raw("a\r\n \r\n b")),
                header("X", new HeaderValue.Raw("a\nb")),
                header("X", new HeaderValue.Raw("a\rb")),
                header("X", new HeaderValue.Raw("a\r\n b\0")),
                header("X", new HeaderValue.Raw("x".repeat(2000))),
                header("To", new HeaderValue.Addresses(List.of(new EmailAddress("a\rb", "a@b")))),
                header(
                        "To",
                        new HeaderValue.Addresses(List.of(new EmailAddress("a", "a@b\r\nX: y")))),
                header(
                        "To",
                        new HeaderValue.Addresses(List.of(new EmailAddress("a", "a@b>, <evil@x")))),
                header("To", new HeaderValue.Addresses(List.of(new EmailAddress("a", "\"open@b")))),
                header(
                        "To",
                        new HeaderValue.GroupedAddresses(
                                List.of(new EmailAddressGroup("g\n", List.of())))),
                header("References", new HeaderValue.MessageIds(List.of("a@b> <c@d"))),
                header("References", new HeaderValue.MessageIds(List.of("a b"))),
                header("List-Post", new HeaderValue.Urls(List.of("a\nb"))),
                header("From", new HeaderValue.Text("a@b")),
                header("Content-Type", new HeaderValue.Raw(" text/html")),
                header("Bad Name", new HeaderValue.Raw("x")),
                header("Bad:Name", new HeaderValue.Raw("x")),
                header("B\u00e4d", new HeaderValue.Raw("x")),
                header("", new HeaderValue.Raw("x")),
                header("Date", new HeaderValue.Date(NOW.withYear(10_000))));
    }

    @ParameterizedTest
    @MethodSource("refusedHeaders")
    void a_header_that_would_change_the_message_is_refused(NewHeader header) {
        assertThat(compose(message(header)))
                .isInstanceOfSatisfying(
                        ComposeRefusal.class,
                        refusal -> assertThat(refusal.property()).isEqualTo(header.property()));
    }

    @Test
    void two_properties_for_one_field_are_refused_but_all_instances_of_one_are_not() {
        var text = new HeaderValue.Text("x");
        assertThat(
                        compose(
                                message(
                                        new NewHeader("subject", "Subject", text),
                                        new NewHeader("header:subject:asText", "subject", text))))
                .isEqualTo(new ComposeRefusal("header:subject:asText", "subject is given twice"));
        assertThat(
                        compose(
                                message(
                                        new NewHeader("header:X:asText:all", "X", text),
                                        new NewHeader("header:X:asText:all", "X", text))))
                .isInstanceOf(Composed.class);
    }

    static Stream<NewPart> refusedParts() {
        return Stream.of(
                part("1", "b", null, null, null, null),
                part(null, null, null, null, null, null),
                part("nowhere", null, null, null, null, null),
                part("1", null, "image/png", null, null, null),
                part("1", null, "text/plain\r\nX: y", null, null, null),
                part("1", null, "multipart/mixed", null, null, null),
                part(null, null, "multipart/mixed", null, null, null),
                part("1", null, null, "a\r\nb", null, null),
                part("1", null, null, "a\0b", null, null),
                part("1", null, null, null, "a>\r\nX: <b", null),
                part("1", null, null, null, null, "inline\r\nX: y"),
                new NewPart(
                        "1", null, null, "utf-8", null, null, null, null, null, List.of(),
                        List.of()),
                new NewPart(
                        null, "b", null, "x\"y", null, null, null, null, null, List.of(),
                        List.of()),
                new NewPart(
                        "1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of("a\n"),
                        null,
                        List.of(),
                        List.of()),
                new NewPart(
                        "1", null, null, null, null, null, null, null, "a\nb", List.of(),
                        List.of()),
                new NewPart(
                        "1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(raw("Content-Transfer-Encoding", " 7bit")),
                        List.of()),
                new NewPart(
                        "1",
                        null,
                        "text/plain",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(raw("Content-Type", " text/html")),
                        List.of()),
                new NewPart(
                        "1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(raw("X", "a\nb")),
                        List.of()),
                new NewPart(
                        "1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(raw("Subject", "a")),
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("refusedParts")
    void a_part_that_breaks_the_rules_is_refused(NewPart part) {
        var message =
                new NewMessage(
                        List.of(header("Subject", new HeaderValue.Text("x"))),
                        new NewBody.Structure(part),
                        Map.of("1", "text"));
        assertThat(compose(message))
                .isInstanceOfSatisfying(
                        ComposeRefusal.class,
                        refusal -> assertThat(refusal.property()).isEqualTo("bodyStructure"));
    }

    @Test
    void flat_bodies_have_their_types() {
        var html = NewPart.text("1", "text/html");
        assertThat(
                        compose(
                                new NewMessage(
                                        List.of(),
                                        new NewBody.Flat(html, null, List.of()),
                                        Map.of("1", ""))))
                .isEqualTo(new ComposeRefusal("textBody", "must be text/plain"));
    }

    @Test
    void missing_blobs_are_all_named() {
        var body =
                new NewBody.Flat(
                        null,
                        null,
                        List.of(
                                NewPart.blob("x", "a/b", "attachment", null),
                                NewPart.blob("y", "a/b", "attachment", null)));
        assertThat(
                        MessageComposer.compose(
                                new NewMessage(List.of(), body, Map.of()),
                                _ -> Optional.empty(),
                                DEFAULTS))
                .isEqualTo(new MissingBlobs(List.of("x", "y")));
    }

    private static NewPart part(
            @Nullable String partId,
            @Nullable String blobId,
            @Nullable String type,
            @Nullable String name,
            @Nullable String cid,
            @Nullable String disposition) {
        return new NewPart(
                partId,
                blobId,
                type,
                null,
                disposition,
                name,
                cid,
                null,
                null,
                List.of(),
                List.of());
    }

    private static NewHeader raw(String name, String value) {
        return new NewHeader("header:" + name, name, new HeaderValue.Raw(value));
    }
}
