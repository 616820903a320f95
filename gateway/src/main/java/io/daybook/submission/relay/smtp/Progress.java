package io.daybook.submission.relay.smtp;

import io.daybook.core.Ids;
import io.daybook.smtp.SmtpReply;
import io.daybook.submission.Fate;
import io.daybook.submission.relay.Relay.Mail;
import io.daybook.submission.relay.Relay.Outcome;
import io.daybook.submission.relay.Relay.Recipient;
import io.daybook.submission.relay.Relay.Transaction;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is known of each recipient while a transaction goes on; whatever happens, it has an end. */
final class Progress {
    /**
     * RFC 4954 sections 4 and 6, RFC 3207 section 4: the host wants another login or encryption.
     * The operator mends that; the message is not to blame.
     */
    private static final Set<Integer> OPERATORS = Set.of(530, 534, 535, 538);

    private static final SmtpReply BROKEN =
            SmtpReply.synthetic(451, "4.4.2", "the connection to the smart host broke");
    private static final SmtpReply UNKNOWN =
            SmtpReply.synthetic(
                    451,
                    "4.4.2",
                    "the connection to the smart host broke after the message was sent; it may"
                            + " have been accepted");

    private final Map<Integer, Outcome> outcomes = new TreeMap<>();
    private final Mail mail;
    private boolean handedOver;
    private boolean reports;

    Progress(Mail mail) {
        this.mail = mail;
    }

    /** Whether the host passes on what the sender wants to be told. */
    void reports(boolean offered) {
        reports = offered;
    }

    void handedOver() {
        handedOver = true;
    }

    /** The host said this of one recipient. */
    void replied(Recipient recipient, SmtpReply reply) {
        outcomes.put(recipient.index(), new Outcome(recipient.index(), fate(reply), reply));
    }

    void refused(Recipient recipient, SmtpReply reply) {
        // RFC 5321 section 4.5.3.1.10: 552 to RCPT means too many recipients, for the time being.
        var fate = reply.code() == 552 ? Fate.QUEUED : fate(reply);
        outcomes.put(recipient.index(), new Outcome(recipient.index(), fate, reply));
    }

    /** The reply goes for everyone of whom nothing is known. */
    Transaction end(SmtpReply reply) {
        for (Recipient recipient : mail.recipients()) {
            if (!outcomes.containsKey(recipient.index())) {
                replied(recipient, reply);
            }
        }
        return transaction();
    }

    /** The connection is gone. */
    Transaction broken() {
        for (Recipient recipient : mail.recipients()) {
            int index = recipient.index();
            outcomes.putIfAbsent(
                    index,
                    handedOver
                            ? new Outcome(index, Fate.UNKNOWN, UNKNOWN)
                            : new Outcome(index, Fate.QUEUED, BROKEN));
        }
        return transaction();
    }

    /** Those of whom nothing bad is known. */
    Ids accepted() {
        return Ids.of(
                mail.recipients().stream()
                        .mapToInt(Recipient::index)
                        .filter(index -> !outcomes.containsKey(index))
                        .toArray());
    }

    private Transaction transaction() {
        return new Transaction(outcomes.values().stream().toList(), reports);
    }

    private static Fate fate(SmtpReply reply) {
        if (reply.isPositive()) {
            return Fate.RELAYED;
        }
        return reply.code() >= 500 && !OPERATORS.contains(reply.code()) ? Fate.FAILED : Fate.QUEUED;
    }
}
