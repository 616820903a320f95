package io.daybook.submission.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.jmap.Call;
import io.daybook.email.EmailView;
import io.daybook.email.jmap.MessageReading;
import io.daybook.mime.HeaderEdit;
import io.daybook.mime.HeaderFields;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes the message as it is sent of the message of an email, and keeps it under a link of its own:
 * whatever happens to the email later does not matter.
 */
record SentMessage(BlobStore blobs, MessageReading reading) {
    // RFC 8621 section 7.5: the server MUST remove any Bcc. RFC 5322 section 3.6.6: nor does
    // Resent-Bcc belong to what recipients see.
    private static final List<String> HIDDEN = List.of("Bcc", "Resent-Bcc");

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

    /**
     * @param size octets
     */
    record Sent(BlobId blob, long size) {}

    Sent of(AccountId account, EmailView email, HeaderFields header, Call call) {
        String added = missing(header, call);
        if (added.isEmpty() && HIDDEN.stream().noneMatch(header::has)) {
            return new Sent(email.blob(), email.size());
        }
        return reading.read(
                account,
                email.blob(),
                octets -> {
                    byte[] sent = HeaderEdit.apply(octets, Set.of("bcc", "resent-bcc"), added);
                    return new Sent(blobs.store(account, sent), sent.length);
                });
    }

    /** What RFC 5322 section 3.6 demands or recommends and the message has not. */
    private static String missing(HeaderFields header, Call call) {
        var lines = new StringBuilder();
        if (!header.has("Date")) {
            lines.append("Date: ").append(DATE.format(call.now().atOffset(ZoneOffset.UTC)));
            lines.append("\r\n");
        }
        if (!header.has("Message-ID")) {
            String user = call.user().value();
            lines.append("Message-ID: <")
                    .append(Long.toUnsignedString(call.random(), 36))
                    .append('.')
                    .append(Long.toUnsignedString(call.random(), 36))
                    .append(user.substring(user.lastIndexOf('@')))
                    .append(">\r\n");
        }
        return lines.toString();
    }
}
