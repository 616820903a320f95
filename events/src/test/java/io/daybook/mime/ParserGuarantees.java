package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What holds for the digest of any octets. */
final class ParserGuarantees {
    private static final String BLOB = "B" + "a".repeat(43);

    private ParserGuarantees() {}

    static Digest check(byte[] message) {
        var digest = MessageParser.parse(message);
        assertThat(digest.size()).isEqualTo(message.length);
        assertThat(digest.preview().length()).isLessThanOrEqualTo(256);
        assertThat(digest.parts().size()).isLessThanOrEqualTo(MessageParser.MAX_PARTS);
        digest.parts().forEach(part -> checkPart(message, part));
        checkStored(digest);
        checkBodies(digest);
        digest.headers().all().forEach(ParserGuarantees::checkForms);
        checkHelpers(message, digest);
        return digest;
    }

    private static void checkPart(byte[] message, Part part) {
        assertThat(part.offset()).isBetween(0, message.length);
        assertThat(part.length()).isBetween(0, message.length - part.offset());
        assertThat(part.isMultipart()).isEqualTo(part.type().startsWith("multipart/"));
        for (Part child : part.subParts()) {
            assertThat(child.offset()).isGreaterThanOrEqualTo(part.offset());
            assertThat(child.offset() + child.length())
                    .isLessThanOrEqualTo(part.offset() + part.length());
        }
        if (part.isMultipart()) {
            return;
        }
        byte[] content = PartContent.decode(message, part);
        assertThat(part.size()).isEqualTo(content.length);
        String id = PartBlob.of(BLOB, part).orElseThrow();
        assertThat(id).matches("[A-Za-z0-9_-]{1,255}");
        assertThat(PartBlob.parse(id).flatMap(blob -> blob.open(message))).hasValue(content);
        for (long max : new long[] {0, 1, 100}) {
            var text = PartContent.text(message, part, max);
            assertThat(text.value()).doesNotContain("\r\n");
            if (max > 0) {
                assertThat((long) text.value().getBytes(StandardCharsets.UTF_8).length)
                        .isLessThanOrEqualTo(max);
            }
        }
    }

    private static void checkStored(Digest digest) {
        var stored = DigestCodec.decode(DigestCodec.encode(digest));
        assertThat(stored.subject()).isEqualTo(digest.subject());
        assertThat(stored).isEqualTo(digest);
    }

    private static void checkBodies(Digest digest) {
        var bodies = BodyParts.of(digest);
        var leaves = digest.parts().stream().filter(part -> !part.isMultipart()).toList();
        var listed =
                Stream.of(bodies.textBody(), bodies.htmlBody(), bodies.attachments())
                        .flatMap(List::stream)
                        .toList();
        assertThat(leaves).allMatch(listed::contains);
        assertThat(listed).allMatch(leaves::contains);
    }

    private static void checkForms(HeaderField field) {
        String raw = HeaderForms.asRaw(field.value());
        assertThat(raw).doesNotContain("\0");
        HeaderForms.asText(raw);
        var addresses = HeaderForms.asAddresses(raw);
        var grouped = HeaderForms.asGroupedAddresses(raw);
        assertThat(grouped.stream().flatMap(group -> group.addresses().stream()).toList())
                .isEqualTo(addresses);
        HeaderForms.asMessageIds(raw);
        HeaderForms.asDate(raw);
        HeaderForms.asUrls(raw);
    }

    private static void checkHelpers(byte[] message, Digest digest) {
        assertThat(ThreadingIds.of(digest).ids().size()).isLessThanOrEqualTo(ThreadingIds.MAX_IDS);
        assertThat(SearchText.of(message, digest).length())
                .isLessThanOrEqualTo(SearchText.MAX_LENGTH);
        assertThat(digest.from() == null).isEqualTo(!digest.headers().has("From"));
        digest.sentAt();
    }
}
