package io.daybook.submission.relay.smtp;

import io.daybook.smtp.EnvelopeAddress;
import io.daybook.smtp.MailParameters;
import io.daybook.smtp.SmtpReply;
import io.daybook.smtp.Xtext;
import io.daybook.submission.relay.Relay;
import io.daybook.submission.relay.Relay.Mail;
import io.daybook.submission.relay.Relay.Recipient;
import io.daybook.submission.relay.Relay.Transaction;
import jakarta.mail.MessagingException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One mail transaction on an open connection (RFC 5321 section 3.3). */
final class Dialogue {
    private final Connection connection;
    private final SmartHost.Patience patience;
    private final Deadline deadline;
    private final Mail mail;
    private final ContentScan scan;
    private final Progress progress;

    Dialogue(
            Connection connection,
            SmartHost.Patience patience,
            Deadline deadline,
            Mail mail,
            ContentScan scan,
            Progress progress) {
        this.connection = connection;
        this.patience = patience;
        this.deadline = deadline;
        this.mail = mail;
        this.scan = scan;
        this.progress = progress;
    }

    Transaction hold(Relay.Handover handover) throws IOException, MessagingException {
        progress.reports(connection.offers("DSN"));
        SmtpReply impossible = impossible();
        if (impossible != null) {
            return progress.end(impossible);
        }
        SmtpReply sender = command(mailCommand());
        if (!sender.isPositive()) {
            return progress.end(sender);
        }
        for (Recipient recipient : mail.recipients()) {
            SmtpReply reply = command(rcptCommand(recipient));
            if (!reply.isPositive()) {
                progress.refused(recipient, reply);
            }
        }
        return progress.accepted().isEmpty() ? progress.broken() : data(handover);
    }

    private Transaction data(Relay.Handover handover) throws IOException, MessagingException {
        deadline.allow(patience.reply());
        SmtpReply refused =
                connection.message(
                        mail.content(),
                        scan.octetsBeforeLastLineEnd(),
                        () -> deadline.allow(patience.write()));
        if (refused != null) {
            return progress.end(refusal(refused));
        }
        if (!handover.begin(progress.accepted())) {
            // Without the end of the data the host drops what it has (RFC 5321 section 4.1.1.4).
            deadline.cut();
            return progress.broken();
        }
        progress.handedOver();
        deadline.allow(patience.end());
        SmtpReply reply = connection.end();
        return progress.end(reply);
    }

    /** A reply that should have refused the message never counts as having accepted it. */
    private static SmtpReply refusal(SmtpReply reply) {
        return reply.code() >= 400
                ? reply
                : SmtpReply.synthetic(451, "4.5.0", "the smart host answered out of turn");
    }

    private SmtpReply command(String line) throws MessagingException {
        deadline.allow(patience.reply());
        return connection.command(line);
    }

    /** Why the host cannot take this message whatever it is asked, or null. */
    private @Nullable SmtpReply impossible() {
        Long maxSize = connection.maxSize();
        if (maxSize != null && scan.onTheWire() > maxSize) {
            // RFC 1870 section 6.1: there is no use in trying.
            return SmtpReply.synthetic(
                    552, "5.3.4", "the smart host takes messages up to " + maxSize + " octets");
        }
        if (scan.isEightBit() && !connection.offers("8BITMIME")) {
            // RFC 6152 section 3: it must not be sent as it is.
            return SmtpReply.synthetic(554, "5.6.3", "the smart host does not take 8-bit messages");
        }
        if (needsUtf8() && !connection.offers("SMTPUTF8")) {
            // RFC 6531 section 3.2: it is returned to the sender.
            return SmtpReply.synthetic(
                    553, "5.6.7", "the smart host does not take addresses beyond ASCII");
        }
        return null;
    }

    private boolean needsUtf8() {
        EnvelopeAddress from = mail.from();
        return (from != null && from.isInternational())
                || mail.recipients().stream().anyMatch(it -> it.address().isInternational());
    }

    private String mailCommand() {
        var line = new StringBuilder("MAIL FROM:<");
        line.append(mail.from() == null ? "" : mail.from()).append('>');
        if (connection.offers("SIZE")) {
            line.append(" SIZE=").append(scan.onTheWire());
        }
        if (connection.offers("8BITMIME")) {
            line.append(scan.isEightBit() ? " BODY=8BITMIME" : " BODY=7BIT");
        }
        if (connection.offers("SMTPUTF8") && (needsUtf8() || scan.isEightBitInHeader())) {
            line.append(" SMTPUTF8");
        }
        if (connection.offers("DSN")) {
            MailParameters parameters = mail.parameters();
            if (parameters.ret() != null) {
                line.append(" RET=").append(parameters.ret());
            }
            if (parameters.envid() != null) {
                line.append(" ENVID=").append(Xtext.encode(parameters.envid()));
            }
        }
        return line.toString();
    }

    private String rcptCommand(Recipient recipient) {
        var line = new StringBuilder("RCPT TO:<").append(recipient.address()).append('>');
        if (connection.offers("DSN")) {
            String notify = recipient.parameters().notifyValue();
            if (notify != null) {
                line.append(" NOTIFY=").append(notify);
            }
            var original = recipient.parameters().orcpt();
            if (original != null) {
                line.append(" ORCPT=").append(original.wire());
            }
        }
        return line.toString();
    }
}
