package io.daybook.submission.relay;

import io.daybook.smtp.EnvelopeAddress;
import io.daybook.smtp.OriginalRecipient;
import io.daybook.smtp.SmtpReply;
import io.daybook.smtp.Xtext;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A delivery status notification (RFC 3464): a multipart/report that tells the sender in words and
 * to a machine what became of some recipients. Pure.
 *
 * @param server the domain of the reporting server
 * @param to the sender's address
 * @param token random, of letters and digits: for the Message-ID and the boundary
 * @param now when it is written
 * @param arrival when the message was released for sending
 * @param retryUntil when delayed recipients are given up, null when there are none
 * @param original the message that was sent
 * @param isFull whether to return all of it, or its header (RFC 3461 section 4.3)
 */
record DeliveryReport(
        String server,
        EnvelopeAddress to,
        String token,
        Instant now,
        Instant arrival,
        @Nullable Instant retryUntil,
        @Nullable String envid,
        List<Told> recipients,
        byte[] original,
        boolean isFull) {
    /** RFC 3464 section 2.3.3. */
    enum Action {
        FAILED("could not be delivered"),
        DELAYED("is delayed, and will be tried again"),
        RELAYED("was passed on to a server that does not report delivery");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param reply as the server gave it, in one line
     */
    record Told(
            EnvelopeAddress recipient,
            @Nullable OriginalRecipient original,
            Action action,
            String reply) {}

    private static final String EOL = "\r\n";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss '+0000'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    byte[] octets() {
        var out = new ByteArrayOutputStream();
        String boundary = "report-" + token;
        append(out, header(boundary));
        append(out, part(boundary, "text/plain; charset=utf-8", "8bit") + words());
        append(out, part(boundary, "message/delivery-status", "7bit") + statuses());
        String type = isFull ? "message/rfc822" : "text/rfc822-headers";
        append(out, part(boundary, type, "8bit"));
        out.write(original, 0, isFull ? original.length : endOfHeader(original));
        append(out, EOL + "--" + boundary + "--" + EOL);
        return out.toByteArray();
    }

    private String header(String boundary) {
        String parent = messageId(original);
        return field("From", "Mail delivery <mailer-daemon@" + server + ">")
                + field("To", "<" + to + ">")
                + field("Subject", subject())
                + field("Date", DATE.format(now))
                + field("Message-ID", "<" + token + "@" + server + ">")
                + (parent == null ? "" : field("In-Reply-To", parent) + field("References", parent))
                // RFC 3834 section 5: nobody answers it automatically.
                + field("Auto-Submitted", "auto-replied")
                + field("MIME-Version", "1.0")
                + "Content-Type: multipart/report; report-type=delivery-status;"
                + EOL
                + " boundary=\""
                + boundary
                + "\""
                + EOL
                + EOL;
    }

    private String subject() {
        if (recipients.stream().anyMatch(one -> one.action == Action.FAILED)) {
            return "Mail could not be delivered";
        }
        return recipients.stream().anyMatch(one -> one.action == Action.DELAYED)
                ? "Mail is delayed"
                : "Mail was passed on";
    }

    private static String part(String boundary, String type, String encoding) {
        return EOL
                + "--"
                + boundary
                + EOL
                + field("Content-Type", type)
                + field("Content-Transfer-Encoding", encoding)
                + EOL;
    }

    private String words() {
        var text = new StringBuilder();
        text.append("This is the mail server of ").append(server).append('.').append(EOL);
        for (Told one : recipients) {
            text.append(EOL)
                    .append("Your message to <")
                    .append(one.recipient)
                    .append('>')
                    .append(EOL)
                    .append(one.action.words)
                    .append('.')
                    .append(EOL);
            if (!one.reply.isEmpty()) {
                text.append("The answer was:").append(EOL).append(folded("   ", one.reply));
            }
        }
        if (retryUntil != null) {
            text.append(EOL)
                    .append("It is tried until ")
                    .append(DATE.format(retryUntil))
                    .append('.')
                    .append(EOL);
        }
        return text.toString();
    }

    /** RFC 3464 sections 2.2 and 2.3; RFC 3461 section 6.3: without xtext. */
    private String statuses() {
        var text = new StringBuilder();
        if (envid != null) {
            text.append(field("Original-Envelope-Id", envid));
        }
        text.append(field("Reporting-MTA", "dns; " + server));
        text.append(field("Arrival-Date", DATE.format(arrival)));
        for (Told one : recipients) {
            text.append(EOL);
            if (one.original != null) {
                text.append(
                        field(
                                "Original-Recipient",
                                one.original.type() + "; " + one.original.sevenBit()));
            }
            text.append(field("Final-Recipient", typed(one.recipient)));
            text.append(field("Action", one.action.word()));
            text.append(field("Status", status(one)));
            if (!one.reply.isEmpty()) {
                text.append(field("Diagnostic-Code", "smtp; " + one.reply));
            }
            text.append(field("Last-Attempt-Date", DATE.format(now)));
            if (one.action == Action.DELAYED && retryUntil != null) {
                text.append(field("Will-Retry-Until", DATE.format(retryUntil)));
            }
        }
        return text.toString();
    }

    /** RFC 3464 section 2.3.2, and RFC 6533 section 3 for what is not ASCII. */
    private static String typed(EnvelopeAddress address) {
        return address.isInternational()
                ? "utf-8; " + Xtext.encodeInternational(address.toString())
                : "rfc822; " + address;
    }

    /** RFC 3464 section 2.3.4; RFC 3463 section 3.5: 4.4.7 is a delivery that expired. */
    private static String status(Told one) {
        var reply = one.reply.isEmpty() ? null : SmtpReply.of(List.of(one.reply));
        if (one.action == Action.FAILED && (reply == null || reply.isTransient())) {
            return "4.4.7";
        }
        if (one.action == Action.RELAYED) {
            return "2.0.0";
        }
        return reply == null ? "4.0.0" : reply.status();
    }

    private static String field(String name, String value) {
        return folded(name + ":", value);
    }

    /**
     * A beginning and words in lines of 78 characters where that is possible, the further ones
     * beginning with a space (RFC 5322 section 2.2.3); free of control characters.
     */
    private static String folded(String beginning, String words) {
        var folded = new StringBuilder(beginning);
        int column = folded.length();
        for (String word : words.replaceAll("\\p{Cntrl}", "?").split(" ")) {
            if (column + 1 + word.length() > 78 && column > beginning.length()) {
                folded.append(EOL);
                column = 0;
            }
            folded.append(' ').append(word);
            column += 1 + word.length();
        }
        return folded.append(EOL).toString();
    }

    /** The Message-ID of the original as it stands in its header, or null. */
    private static @Nullable String messageId(byte[] message) {
        String header =
                new String(message, 0, endOfHeader(message), StandardCharsets.ISO_8859_1)
                        .replaceAll("\r?\n[ \t]+", " ");
        return header.lines()
                .filter(line -> line.regionMatches(true, 0, "Message-ID:", 0, 11))
                .map(line -> line.substring(11).strip())
                .filter(id -> id.matches("<[!-~]{1,900}>"))
                .findFirst()
                .orElse(null);
    }

    /** Where the header ends, with the line end of its last field. */
    private static int endOfHeader(byte[] message) {
        for (int i = 0; i < message.length; i++) {
            boolean atLineStart = i == 0 || message[i - 1] == '\n';
            boolean isEmpty =
                    message[i] == '\n'
                            || (message[i] == '\r'
                                    && i + 1 < message.length
                                    && message[i + 1] == '\n');
            if (atLineStart && isEmpty) {
                return i;
            }
        }
        return message.length;
    }

    private static void append(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
