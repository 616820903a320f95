package io.daybook.mime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against the expected results of stalwartlabs/mail-parser. */
@Tag("corpus")
class MailParserCorpusTest {
    private final Path folder = Corpus.folder("mime/mail-parser");
    private final Differences differences = new Differences("mail-parser");

    @Test
    void messages_have_the_structure_texts_addresses_dates_and_subjects_expected()
            throws IOException {
        for (Path file : Corpus.files(folder, name -> name.matches("\\d+\\.json"))) {
            String name = folder.relativize(file).toString().replace(".json", "");
            byte[] message =
                    Files.readAllBytes(
                            file.resolveSibling(
                                    file.getFileName().toString().replace(".json", ".eml")));
            compare(name, message, Json.object(Json.parse(Files.readString(file))));
        }
        differences.assertOnlyListed();
    }

    private void compare(String name, byte[] message, Map<String, Object> expected) {
        var digest = MessageParser.parse(message);
        var parts = Json.array(expected.get("parts"));
        var root = Json.object(parts.getFirst());
        differences.compare(name, "structure", shape(digest.root()), shape(root, parts));
        headers(name, digest, root);
        bodies(name, message, digest.root(), root, parts);
    }

    private void headers(String name, Digest digest, Map<String, Object> root) {
        for (Object item : Json.array(root.get("headers"))) {
            var header = Json.object(item);
            if (!(header.get("value") instanceof Map<?, ?>)) {
                continue;
            }
            var value = Json.object(header.get("value"));
            switch (String.valueOf(header.get("name"))) {
                case "from" ->
                        differences.compare(name, "from", shown(digest.from()), addresses(value));
                case "to" -> differences.compare(name, "to", shown(digest.to()), addresses(value));
                case "cc" -> differences.compare(name, "cc", shown(digest.cc()), addresses(value));
                case "subject" ->
                        differences.compare(
                                name, "subject", spaced(digest.subject()), value.get("Text"));
                case "date" ->
                        differences.compare(
                                name,
                                "date",
                                instant(digest.sentAt()),
                                date(value.get("DateTime")));
                case "message_id" ->
                        differences.compare(
                                name,
                                "message id",
                                digest.messageIds(),
                                List.of(value.get("Text")));
                default -> {}
            }
        }
    }

    private void bodies(
            String name,
            byte[] message,
            Part part,
            Map<String, Object> expected,
            List<Object> parts) {
        var body = Json.object(expected.get("body"));
        switch (body.keySet().iterator().next()) {
            case "Multipart" -> {
                var children = Json.array(body.get("Multipart"));
                for (int i = 0; i < Math.min(children.size(), part.subParts().size()); i++) {
                    var child = Json.object(parts.get(((Long) children.get(i)).intValue()));
                    bodies(name, message, part.subParts().get(i), child, parts);
                }
            }
            case "Message" -> {
                byte[] inner = PartContent.decode(message, part);
                compare(name, inner, Json.object(body.get("Message")));
            }
            case "Text" -> text(name, message, part, body.get("Text"));
            case "Html" -> text(name, message, part, body.get("Html"));
            default -> octets(name, message, part, Json.array(body.values().iterator().next()));
        }
    }

    private void text(String name, byte[] message, Part part, Object expected) {
        if (!part.isMultipart()) {
            String ours = PartContent.text(message, part, 0).value();
            differences.compare(
                    name,
                    "text of part " + part.partId(),
                    ours,
                    expected.toString().replace("\r\n", "\n"));
        }
    }

    private void octets(String name, byte[] message, Part part, List<Object> expected) {
        var ours = new ArrayList<Object>();
        boolean verbatim = part.encoding() == TransferEncoding.IDENTITY;
        for (byte octet : PartContent.decode(message, part)) {
            if (octet != '\r' || !verbatim) {
                ours.add((long) (octet & 0xFF));
            }
        }
        differences.compare(name, "octets of part " + part.partId(), ours, expected);
    }

    private static String shape(Part part) {
        return part.isMultipart()
                ? part.subParts().stream()
                        .map(MailParserCorpusTest::shape)
                        .collect(Collectors.joining(" ", "(", ")"))
                : part.type().equals("message/rfc822")
                        ? "message"
                        : part.isText() ? "text" : "data";
    }

    private static String shape(Map<String, Object> part, List<Object> parts) {
        var body = Json.object(part.get("body"));
        return switch (body.keySet().iterator().next()) {
            case "Multipart" ->
                    Json.array(body.get("Multipart")).stream()
                            .map(index ->
                                    shape(Json.object(parts.get(((Long) index).intValue())), parts))
                            .collect(Collectors.joining(" ", "(", ")"));
            case "Message" -> "message";
            case "Text", "Html" -> "text";
            default -> "data";
        };
    }

    static String addresses(Map<String, Object> value) {
        var address = value.containsKey("Address") ? Json.object(value.get("Address")) : value;
        var out = new ArrayList<String>();
        if (address.containsKey("List")) {
            Json.array(address.get("List")).forEach(item -> out.add(address(Json.object(item))));
        } else {
            for (Object group : Json.array(address.get("Group"))) {
                Json.array(Json.object(group).get("addresses"))
                        .forEach(item -> out.add(address(Json.object(item))));
            }
        }
        return String.join(", ", out);
    }

    private static String address(Map<String, Object> item) {
        return shown(
                new EmailAddress((String) item.get("name"), String.valueOf(item.get("address"))));
    }

    static @Nullable String shown(@Nullable List<EmailAddress> addresses) {
        return addresses == null
                ? null
                : addresses.stream()
                        .map(MailParserCorpusTest::shown)
                        .collect(Collectors.joining(", "));
    }

    private static String shown(EmailAddress address) {
        return (address.name() == null ? "" : spaced(address.name()).strip())
                + "|"
                + (address.email().equals("null") ? "" : address.email());
    }

    private static @Nullable String spaced(@Nullable String text) {
        return text == null ? null : text.replaceAll("[ \t]+", " ");
    }

    static @Nullable OffsetDateTime date(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        var date = Json.object(value);
        int sign = Boolean.TRUE.equals(date.get("tz_before_gmt")) ? -1 : 1;
        var offset =
                ZoneOffset.ofHoursMinutes(
                        sign * number(date, "tz_hour"), sign * number(date, "tz_minute"));
        return LocalDateTime.of(
                        number(date, "year"),
                        number(date, "month"),
                        number(date, "day"),
                        number(date, "hour"),
                        number(date, "minute"),
                        number(date, "second"))
                .atOffset(offset);
    }

    private static @Nullable OffsetDateTime instant(@Nullable OffsetDateTime date) {
        return date;
    }

    private static int number(Map<String, Object> date, String name) {
        return ((Long) date.get(name)).intValue();
    }
}
