package io.daybook.submission.relay;

import io.daybook.core.Ids;
import io.daybook.smtp.EnvelopeAddress;
import io.daybook.smtp.MailParameters;
import io.daybook.smtp.RcptParameters;
import io.daybook.smtp.SmtpReply;
import io.daybook.submission.Fate;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next server on the way of every message. */
public interface Relay extends AutoCloseable {
    /**
     * Tries one mail transaction (RFC 5321 section 3.3). Whatever a server or a network does is an
     * outcome and never an exception. Blocks within bounds of its own.
     *
     * @param handover asked once, when nothing is missing but the end of the data; never when no
     *     recipient was accepted
     */
    Transaction transfer(Mail mail, Handover handover);

    /** Breaks off what is under way; whatever is then asked for fails for the time being. */
    @Override
    void close();

    /**
     * @param from null for the null reverse-path
     */
    record Mail(
            @Nullable EnvelopeAddress from,
            MailParameters parameters,
            List<Recipient> recipients,
            Content content) {
        public Mail {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * @param index names the recipient in the outcome
     */
    record Recipient(int index, EnvelopeAddress address, RcptParameters parameters) {}

    /** The message; it may be written several times. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    interface Handover {
        /**
         * The end of the data is about to be sent (RFC 5321 section 4.1.1.4).
         *
         * @param accepted the recipients that the server accepted, by index
         * @return false to send nothing
         */
        boolean begin(Ids accepted);
    }

    /**
     * @param outcomes one for each recipient
     * @param reports whether the server passes on what the sender wants to be told (RFC 3461)
     */
    record Transaction(List<Outcome> outcomes, boolean reports) {
        public Transaction {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * @param fate {@code QUEUED} when another attempt may succeed
     */
    record Outcome(int recipient, Fate fate, SmtpReply reply) {}
}
