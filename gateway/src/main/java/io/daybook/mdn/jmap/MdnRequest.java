package io.daybook.mdn.jmap;

import io.daybook.email.EmailView;
import io.daybook.mime.EmailAddress;
import io.daybook.mime.HeaderFields;
import io.daybook.mime.HeaderForms;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a received message says of notifications about it (RFC 8098 section 2). */
record MdnRequest(EmailView email, HeaderFields fields) {
    private static final String NOTICE = "disposition-notification";

    /** Where notifications are asked to be sent; empty when nobody asks for any. */
    List<EmailAddress> recipients() {
        String field = fields.last("Disposition-Notification-To");
        return field == null
                ? List.of()
                : HeaderForms.asAddresses(field).stream()
                        .filter(address -> isAddress(address.email()))
                        .toList();
    }

    private static boolean isAddress(String email) {
        int at = email.lastIndexOf('@');
        return at > 0
                && at < email.length() - 1
                && email.length() <= 320
                && email.chars().noneMatch(c -> c <= ' ' || c == 0x7F || c == '<' || c == '>');
    }

    boolean isAnswered() {
        return email.keywords().contains(MdnUpdates.SENT);
    }

    /** RFC 8098 section 2.1: no notification is made in response to one. */
    boolean isNotice() {
        String type = fields.last("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).contains(NOTICE);
    }

    /**
     * RFC 8098 section 2.1: without the user's word only to the one address that the message came
     * back from.
     */
    boolean mayBeAutomatic() {
        String path = fields.last("Return-Path");
        var from = path == null ? List.<EmailAddress>of() : HeaderForms.asAddresses(path);
        var to = recipients().stream().map(it -> comparable(it.email())).distinct().toList();
        return from.size() == 1
                && to.size() == 1
                && comparable(from.getFirst().email()).equals(to.getFirst());
    }

    /** The domain without case. */
    private static String comparable(String email) {
        int at = email.lastIndexOf('@');
        return email.substring(0, Math.max(0, at))
                + email.substring(Math.max(0, at)).toLowerCase(Locale.ROOT);
    }

    /** With angle brackets, null when there is none. */
    @Nullable String messageId() {
        String field = fields.last("Message-ID");
        var ids = field == null ? null : HeaderForms.asMessageIds(field);
        return ids == null || ids.isEmpty() ? null : "<" + ids.getFirst() + ">";
    }

    @Nullable String originalRecipient() {
        String field = fields.first("Original-Recipient");
        return field == null ? null : HeaderForms.asText(field).strip();
    }

    String subject() {
        String field = fields.last("Subject");
        return Objects.requireNonNullElse(field == null ? null : HeaderForms.asText(field), "");
    }
}
