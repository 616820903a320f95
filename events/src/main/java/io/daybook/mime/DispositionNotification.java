package io.daybook.mime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message that tells what became of another one (RFC 8098 section 3).
 *
 * @param text the part for people, as plain text
 * @param hasOriginal whether the original message is in it
 * @param originalRecipient with its address type, as {@code rfc822; jane@example.org}
 * @param finalRecipient the same
 * @param originalMessageId with angle brackets
 * @param errors the Error fields
 * @param extensions other fields by their names, the last of each
 */
public record DispositionNotification(
        @Nullable String subject,
        @Nullable String text,
        boolean hasOriginal,
        @Nullable String reportingUa,
        @Nullable String gateway,
        @Nullable String originalRecipient,
        @Nullable String finalRecipient,
        @Nullable String originalMessageId,
        Disposition disposition,
        List<String> errors,
        Map<String, String> extensions) {
    static final String REPORTING_UA = "Reporting-UA";
    static final String GATEWAY = "MDN-Gateway";
    static final String ORIGINAL_RECIPIENT = "Original-Recipient";
    static final String FINAL_RECIPIENT = "Final-Recipient";
    static final String ORIGINAL_MESSAGE_ID = "Original-Message-ID";
    static final String DISPOSITION = "Disposition";
    static final String ERROR = "Error";

    private static final Set<String> OWN =
            Set.of(
                    "reporting-ua",
                    "mdn-gateway",
                    "original-recipient",
                    "final-recipient",
                    "original-message-id",
                    "disposition",
                    "error");

    // RFC 8098 section 3.2.7: the other one is for text that is not ASCII.
    private static final Set<String> TYPES =
            Set.of("message/disposition-notification", "message/global-disposition-notification");

    public DispositionNotification {
        errors = List.copyOf(errors);
    }

    /** Whether a field of this name has a meaning of its own, so that it is no extension. */
    public static boolean isOwnField(String name) {
        return OWN.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Empty when the message is no such notification, or one without a disposition we know. */
    public static Optional<DispositionNotification> of(byte[] message, Digest digest) {
        Part root = digest.root();
        if (!root.type().equals("multipart/report") || root.subParts().size() < 2) {
            return Optional.empty();
        }
        return root.subParts().stream()
                .filter(part -> TYPES.contains(part.type()))
                .findFirst()
                .flatMap(part ->
                        ReportFields.parse(PartContent.decode(message, part)).stream().findFirst())
                .flatMap(fields -> of(message, digest, fields));
    }

    private static Optional<DispositionNotification> of(
            byte[] message, Digest digest, HeaderFields fields) {
        String value = text(fields, DISPOSITION);
        Disposition disposition = value == null ? null : Disposition.parse(value);
        if (disposition == null) {
            return Optional.empty();
        }
        var parts = digest.root().subParts();
        boolean hasOriginal =
                parts.stream().skip(2).anyMatch(part -> part.type().equals("message/rfc822"));
        return Optional.of(
                new DispositionNotification(
                        digest.subject(),
                        leaves(parts.getFirst())
                                .filter(Part::isText)
                                .findFirst()
                                .map(part -> plain(message, part))
                                .orElse(null),
                        hasOriginal,
                        text(fields, REPORTING_UA),
                        text(fields, GATEWAY),
                        text(fields, ORIGINAL_RECIPIENT),
                        text(fields, FINAL_RECIPIENT),
                        text(fields, ORIGINAL_MESSAGE_ID),
                        disposition,
                        fields.all(ERROR).stream().map(ReportFields::text).toList(),
                        extensions(fields)));
    }

    private static Stream<Part> leaves(Part part) {
        return part.isMultipart()
                ? part.subParts().stream().flatMap(DispositionNotification::leaves)
                : Stream.of(part);
    }

    private static String plain(byte[] message, Part part) {
        String text = PartContent.text(message, part, 0).value();
        return part.type().equals("text/html") ? HtmlText.strip(text).strip() : text;
    }

    private static @Nullable String text(HeaderFields fields, String name) {
        String raw = fields.last(name);
        return raw == null ? null : ReportFields.text(raw);
    }

    private static Map<String, String> extensions(HeaderFields fields) {
        var extensions = new LinkedHashMap<String, String>();
        fields.all().stream()
                .filter(field -> !isOwnField(field.name()))
                .forEach(field -> extensions.put(field.name(), ReportFields.text(field.value())));
        return extensions;
    }

    /**
     * How and why something was done to the message (RFC 8098 section 3.2.6), in lower case.
     *
     * @param type deleted, dispatched, displayed or processed
     */
    public record Disposition(String actionMode, String sendingMode, String type) {
        public static final Set<String> ACTION_MODES = Set.of("manual-action", "automatic-action");
        public static final Set<String> SENDING_MODES =
                Set.of("mdn-sent-manually", "mdn-sent-automatically");
        public static final Set<String> TYPES =
                Set.of("deleted", "dispatched", "displayed", "processed");

        /** Null when the value of the field is not of these; modifiers are passed over. */
        static @Nullable Disposition parse(String value) {
            String plain = Unfolding.withoutComments(value).toLowerCase(Locale.ROOT);
            String[] halves = plain.split(";", 2);
            String[] modes = halves[0].split("/", 2);
            if (halves.length != 2 || modes.length != 2) {
                return null;
            }
            var disposition =
                    new Disposition(
                            modes[0].strip(),
                            modes[1].strip(),
                            Objects.requireNonNull(halves[1].split("/", 2)[0]).strip());
            return disposition.isKnown() ? disposition : null;
        }

        /** Whether all three are values that RFC 8098 section 3.2.6 defines. */
        public boolean isKnown() {
            return ACTION_MODES.contains(actionMode)
                    && SENDING_MODES.contains(sendingMode)
                    && TYPES.contains(type);
        }
    }
}
