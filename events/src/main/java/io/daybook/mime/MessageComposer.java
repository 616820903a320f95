package io.daybook.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes RFC 5322 messages. The result depends on the arguments alone. Nothing that a client writes
 * can add a header field or a part: what would is refused.
 */
public final class MessageComposer {
    private MessageComposer() {}

    /**
     * @param blobs opens a blobId; empty when there is no such blob
     */
    public static ComposeResult compose(
            NewMessage message,
            Function<String, Optional<byte[]>> blobs,
            ComposeDefaults defaults) {
        var body = BodyPlan.of(message.body());
        var refusal = ComposeRules.check(message, body);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var contents = PartContents.open(body.root(), message.bodyValues(), blobs);
        if (!contents.missing().isEmpty()) {
            return new ComposeResult.MissingBlobs(contents.missing());
        }
        var out = new ByteArrayOutputStream();
        for (var header : message.headers()) {
            out.writeBytes(field(header));
        }
        addMissing(message.headers(), defaults, out);
        out.writeBytes(new PartWriter(contents, defaults.boundary()).write(body.root()));
        return new ComposeResult.Composed(out.toByteArray());
    }

    /** The same, written to a stream when it is composed; nothing is written otherwise. */
    public static ComposeResult composeTo(
            OutputStream out,
            NewMessage message,
            Function<String, Optional<byte[]>> blobs,
            ComposeDefaults defaults)
            throws IOException {
        var result = compose(message, blobs, defaults);
        if (result instanceof ComposeResult.Composed(byte[] octets)) {
            out.write(octets);
        }
        return result;
    }

    static byte[] field(NewHeader header) {
        return HeaderWriter.field(header.name(), header.value()).getBytes(StandardCharsets.UTF_8);
    }

    // RFC 8621 section 4.6: the server MUST generate a Message-ID and a Date header field if not
    // included.
    private static void addMissing(
            List<NewHeader> headers, ComposeDefaults defaults, ByteArrayOutputStream out) {
        if (!has(headers, "Date")) {
            out.writeBytes(
                    field(new NewHeader("sentAt", "Date", new HeaderValue.Date(defaults.date()))));
        }
        if (!has(headers, "Message-ID")) {
            var id = new HeaderValue.MessageIds(List.of(defaults.messageId()));
            out.writeBytes(field(new NewHeader("messageId", "Message-ID", id)));
        }
        if (!has(headers, "MIME-Version")) {
            out.writeBytes("MIME-Version: 1.0\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static boolean has(List<NewHeader> headers, String name) {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }
}
