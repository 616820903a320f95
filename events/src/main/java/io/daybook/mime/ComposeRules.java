package io.daybook.mime;

import io.daybook.mime.ComposeResult.ComposeRefusal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a new message must not contain (RFC 8621 section 4.6), and what no header may (RFC 5322
 * section 2.2).
 */
final class ComposeRules {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}");
    private static final Pattern TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}");
    private static final Pattern FIELD_NAME = Pattern.compile("[!-9;-~]{1,256}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9*-]{1,64}");

    private final NewMessage message;
    private final BodyPlan body;
    private int parts;
    private @Nullable ComposeRefusal refusal;

    private ComposeRules(NewMessage message, BodyPlan body) {
        this.message = message;
        this.body = body;
    }

    static Optional<ComposeRefusal> check(NewMessage message, BodyPlan body) {
        var rules = new ComposeRules(message, body);
        rules.headers(message.headers(), null);
        for (var header : message.headers()) {
            rules.refuse(
                    header.name().toLowerCase(Locale.ROOT).startsWith("content-"),
                    header.property(),
                    "Content-* fields belong to body parts");
        }
        rules.part(body.root(), 0);
        rules.rootHeaders();
        return Optional.ofNullable(rules.refusal);
    }

    private void refuse(boolean wrong, String property, String reason) {
        if (wrong && refusal == null) {
            refusal = new ComposeRefusal(property, reason);
        }
    }

    /**
     * @param property the one to name for headers of a part, or null for the header's own
     */
    private void headers(List<NewHeader> headers, @Nullable String property) {
        Map<String, String> seen = new HashMap<>();
        for (var header : headers) {
            String at = property == null ? header.property() : property;
            refuse(
                    !FIELD_NAME.matcher(header.name()).matches(),
                    at,
                    "no header field can have this name");
            refuse(
                    !header.value().form().allowedFor(header.name()),
                    at,
                    header.name() + " cannot be set " + header.value().form().suffix());
            String other =
                    seen.putIfAbsent(header.name().toLowerCase(Locale.ROOT), header.property());
            refuse(
                    other != null && !other.equals(header.property()),
                    at,
                    header.name() + " is given twice");
            HeaderRules.problem(header.name(), header.value())
                    .ifPresent(reason -> refuse(true, at, reason));
        }
    }

    private void part(NewPart part, int depth) {
        String at = body.property(part);
        parts++;
        refuse(parts > MessageParser.MAX_PARTS, at, "there are too many body parts");
        refuse(depth > MessageParser.MAX_DEPTH, at, "the body parts are nested too deeply");
        refuse(!TYPE.matcher(part.effectiveType()).matches(), at, "the type is no media type");
        if (part.isMultipart()) {
            refuse(
                    part.partId() != null || part.blobId() != null,
                    at,
                    "a multipart has no content of its own");
            refuse(part.subParts().isEmpty(), at, "a multipart needs subParts");
        } else {
            leaf(part, at);
        }
        attributes(part, at);
        headers(part.headers(), at);
        partHeaders(part, at);
        if (refusal == null) {
            part.subParts().forEach(child -> part(child, depth + 1));
        }
    }

    private void leaf(NewPart part, String at) {
        refuse(!part.subParts().isEmpty(), at, "only a multipart has subParts");
        refuse(
                part.partId() != null && part.blobId() != null,
                at,
                "a part has a partId or a blobId, not both");
        refuse(
                part.partId() == null && part.blobId() == null,
                at,
                "a part needs a partId or a blobId");
        if (part.partId() != null && !part.partId().isEmpty()) {
            refuse(
                    !message.bodyValues().containsKey(part.partId()),
                    at,
                    "the partId is not in bodyValues");
            refuse(part.charset() != null, at, "a part with a partId has no charset");
            refuse(
                    !part.effectiveType().startsWith("text/"),
                    at,
                    "a part with a partId is of a text type");
        }
        refuse(
                at.equals("textBody") && !part.effectiveType().equals("text/plain"),
                at,
                "must be text/plain");
        refuse(
                at.equals("htmlBody") && !part.effectiveType().equals("text/html"),
                at,
                "must be text/html");
    }

    private void attributes(NewPart part, String at) {
        refuse(HeaderRules.hasControl(part.name()), at, "the name has control characters");
        refuse(part.name() != null && part.name().length() > 1000, at, "the name is too long");
        refuse(
                part.cid() != null && !HeaderRules.isBracketable(part.cid()),
                at,
                "the cid is no content id");
        refuse(
                part.location() != null && !HeaderRules.isBracketable(part.location()),
                at,
                "the location is no URI");
        refuse(
                part.charset() != null && !TOKEN.matcher(part.charset()).matches(),
                at,
                "no such charset");
        refuse(
                part.disposition() != null && !TOKEN.matcher(part.disposition()).matches(),
                at,
                "no such disposition");
        if (part.language() != null) {
            part.language()
                    .forEach(tag ->
                            refuse(!LANGUAGE.matcher(tag).matches(), at, "no such language"));
        }
    }

    private void partHeaders(NewPart part, String at) {
        for (var header : part.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            boolean twice =
                    switch (name) {
                        case "content-type" ->
                                part.type() != null || part.charset() != null || part.isMultipart();
                        case "content-disposition" ->
                                part.disposition() != null || part.name() != null;
                        case "content-id" -> part.cid() != null;
                        case "content-language" -> part.language() != null;
                        case "content-location" -> part.location() != null;
                        default -> false;
                    };
            refuse(twice, at, header.name() + " is given twice");
            refuse(
                    name.equals("content-transfer-encoding"),
                    at,
                    "the server chooses the Content-Transfer-Encoding");
        }
    }

    // RFC 8621 section 4.6: bodyStructure MUST NOT represent a header field that the Email object
    // defines.
    private void rootHeaders() {
        for (var header : body.root().headers()) {
            refuse(
                    message.headers().stream()
                            .anyMatch(own -> own.name().equalsIgnoreCase(header.name())),
                    body.property(body.root()),
                    header.name() + " is given twice");
        }
    }
}
