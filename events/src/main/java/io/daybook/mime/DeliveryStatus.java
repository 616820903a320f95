package io.daybook.mime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery status notification says (RFC 3464 section 2).
 *
 * @param originalEnvelopeId null when the sender gave none
 */
public record DeliveryStatus(
        @Nullable String originalEnvelopeId,
        @Nullable String reportingMta,
        List<Recipient> recipients) {
    private static final Set<String> TYPES =
            Set.of("message/delivery-status", "message/global-delivery-status");

    public DeliveryStatus {
        recipients = List.copyOf(recipients);
    }

    /**
     * What became of one recipient (RFC 3464 section 2.3).
     *
     * @param originalRecipient without its address type
     * @param finalRecipient the same
     * @param action failed, delayed, delivered, relayed or expanded
     * @param status as {@code 5.1.1}, null when it is malformed
     * @param diagnostic without its type
     */
    public record Recipient(
            @Nullable String originalRecipient,
            String finalRecipient,
            String action,
            @Nullable String status,
            @Nullable String diagnostic,
            @Nullable String remoteMta) {}

    private static final Set<String> ACTIONS =
            Set.of("failed", "delayed", "delivered", "relayed", "expanded");
    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

    /** Empty when the message is no such notification, or one that names no recipient. */
    public static Optional<DeliveryStatus> of(byte[] message, Digest digest) {
        if (!digest.root().type().equals("multipart/report")) {
            return Optional.empty();
        }
        return digest.root().subParts().stream()
                .filter(part -> TYPES.contains(part.type()))
                .findFirst()
                .map(part -> of(ReportFields.parse(PartContent.decode(message, part))))
                .filter(status -> !status.recipients.isEmpty());
    }

    private static DeliveryStatus of(List<HeaderFields> groups) {
        HeaderFields first = groups.isEmpty() ? HeaderFields.NONE : groups.getFirst();
        return new DeliveryStatus(
                text(first, "Original-Envelope-Id"),
                typed(first, "Reporting-MTA"),
                // The empty line between the groups is missing at times.
                groups.stream().map(DeliveryStatus::recipient).flatMap(Optional::stream).toList());
    }

    private static Optional<Recipient> recipient(HeaderFields fields) {
        String recipient = typed(fields, "Final-Recipient");
        String original = typed(fields, "Original-Recipient");
        String action = text(fields, "Action");
        String known = action == null ? "" : word(action);
        if ((recipient == null && original == null) || !ACTIONS.contains(known)) {
            return Optional.empty();
        }
        String status = text(fields, "Status");
        var found = STATUS.matcher(status == null ? "" : status);
        return Optional.of(
                new Recipient(
                        original,
                        recipient == null ? String.valueOf(original) : recipient,
                        known,
                        found.find() ? found.group() : null,
                        typed(fields, "Diagnostic-Code"),
                        typed(fields, "Remote-MTA")));
    }

    private static String word(String action) {
        String plain = Unfolding.withoutComments(action).strip().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < plain.length() && Character.isLetter(plain.charAt(end))) {
            end++;
        }
        return plain.substring(0, end);
    }

    private static @Nullable String text(HeaderFields fields, String name) {
        String raw = fields.first(name);
        return raw == null ? null : ReportFields.text(raw);
    }

    /** What follows the type and its semicolon. */
    private static @Nullable String typed(HeaderFields fields, String name) {
        String text = text(fields, name);
        if (text == null) {
            return null;
        }
        String value = text.substring(text.indexOf(';') + 1).strip();
        boolean bracketed = value.startsWith("<") && value.endsWith(">") && value.length() > 2;
        return bracketed ? value.substring(1, value.length() - 1) : value;
    }
}
