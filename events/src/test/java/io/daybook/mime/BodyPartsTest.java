package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodyPartsTest {
    @Test
    void the_example_of_rfc_8621() {
        Part tree =
                multi(
                        "mixed",
                        leaf("A", "text/plain", "inline"),
                        multi(
                                "mixed",
                                multi(
                                        "alternative",
                                        multi(
                                                "mixed",
                                                leaf("B", "text/plain", "inline"),
                                                leaf("C", "image/jpeg", "inline"),
                                                leaf("D", "text/plain", "inline")),
                                        multi(
                                                "related",
                                                leaf("E", "text/html", null),
                                                leaf("F", "image/jpeg", null))),
                                leaf("G", "image/jpeg", "attachment"),
                                leaf("H", "application/x-excel", null),
                                leaf("J", "message/rfc822", null)),
                        leaf("K", "text/plain", "inline"));
        var bodies = BodyParts.of(tree);
        assertThat(ids(bodies.textBody())).containsExactly("A", "B", "C", "D", "K");
        assertThat(ids(bodies.htmlBody())).containsExactly("A", "E", "K");
        assertThat(ids(bodies.attachments())).containsExactly("C", "F", "G", "H", "J");
        assertThat(bodies.hasAttachment(tree)).isTrue();
    }

    @Test
    void a_single_text_is_both_bodies() {
        for (String type : List.of("text/plain", "text/html")) {
            var bodies = BodyParts.of(leaf("A", type, null));
            assertThat(ids(bodies.textBody())).containsExactly("A");
            assertThat(ids(bodies.htmlBody())).containsExactly("A");
            assertThat(bodies.attachments()).isEmpty();
        }
    }

    @Test
    void an_alternative_in_one_form_serves_as_both() {
        var bodies =
                BodyParts.of(
                        multi(
                                "alternative",
                                leaf("A", "text/html", null),
                                leaf("B", "text/calendar", null)));
        assertThat(ids(bodies.textBody())).containsExactly("A");
        assertThat(ids(bodies.htmlBody())).containsExactly("A");
        assertThat(ids(bodies.attachments())).containsExactly("B");
    }

    @Test
    void a_text_with_a_name_is_an_attachment_unless_it_is_first() {
        var bodies =
                BodyParts.of(
                        multi(
                                "mixed",
                                named("A", "text/plain"),
                                named("B", "text/plain"),
                                named("C", "image/png")));
        assertThat(ids(bodies.textBody())).containsExactly("A", "C");
        assertThat(ids(bodies.attachments())).containsExactly("B");
    }

    @Test
    void inline_attachments_and_embedded_pictures_are_nothing_to_download() {
        Part embedded = part("B", "image/png", null, null, "cid@x", List.of());
        Part related = multi("related", leaf("A", "text/html", null), embedded);
        assertThat(BodyParts.of(related).hasAttachment(related)).isFalse();
        Part inline =
                multi(
                        "mixed",
                        leaf("A", "text/plain", null),
                        leaf("B", "application/pdf", "inline"));
        assertThat(BodyParts.of(inline).hasAttachment(inline)).isFalse();
        Part attached =
                multi("mixed", leaf("A", "text/plain", null), leaf("B", "application/pdf", null));
        assertThat(BodyParts.of(attached).hasAttachment(attached)).isTrue();
        Part picture =
                multi(
                        "mixed",
                        leaf("A", "text/html", null),
                        part("B", "image/png", "attachment", null, "c", List.of()));
        assertThat(BodyParts.of(picture).hasAttachment(picture)).isTrue();
    }

    private static List<String> ids(List<Part> parts) {
        return parts.stream().map(Part::partId).toList();
    }

    private static Part multi(String subtype, Part... children) {
        return part(null, "multipart/" + subtype, null, null, null, List.of(children));
    }

    private static Part leaf(String id, String type, @Nullable String disposition) {
        return part(id, type, disposition, null, null, List.of());
    }

    private static Part named(String id, String type) {
        return part(id, type, null, "file", null, List.of());
    }

    private static Part part(
            @Nullable String id,
            String type,
            @Nullable String disposition,
            @Nullable String name,
            @Nullable String cid,
            List<Part> children) {
        return new Part(
                id,
                HeaderFields.NONE,
                name,
                type,
                null,
                disposition,
                cid,
                null,
                null,
                TransferEncoding.IDENTITY,
                0,
                0,
                0,
                children);
    }
}
