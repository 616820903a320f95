package io.daybook.submission.relay;

import io.daybook.core.Ids;
import io.daybook.smtp.EnvelopeAddress;
import io.daybook.smtp.MailParameters;
import io.daybook.smtp.RcptParameters;
import io.daybook.smtp.Reading;
import io.daybook.submission.Envelope;
import io.daybook.submission.Envelope.Parameter;
import io.daybook.submission.relay.Relay.Content;
import io.daybook.submission.relay.Relay.Mail;
import io.daybook.submission.relay.Relay.Recipient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an envelope as it is told to a server. It was checked when it was made, and is again. */
final class Letter {
    private Letter() {}

    /**
     * The transaction with those recipients whose addresses can be told; null when the sender's
     * cannot.
     */
    static @Nullable Mail mail(Envelope envelope, Ids recipients, Content content) {
        String from = envelope.mailFrom().email();
        EnvelopeAddress sender = from.isEmpty() ? null : EnvelopeAddress.parse(from);
        if (!from.isEmpty() && sender == null) {
            return null;
        }
        if (!(MailParameters.read(map(envelope.mailFrom().parameters()))
                instanceof Reading.Read<MailParameters>(var parameters))) {
            return null;
        }
        return new Mail(sender, parameters, recipients(envelope, recipients), content);
    }

    private static List<Recipient> recipients(Envelope envelope, Ids indexes) {
        var recipients = new ArrayList<Recipient>();
        indexes.forEach(index -> {
            var address = EnvelopeAddress.parse(envelope.rcptTo().get(index).email());
            var parameters = parameters(envelope, index);
            if (address != null && parameters.isPresent()) {
                recipients.add(new Recipient(index, address, parameters.get()));
            }
        });
        return recipients;
    }

    /** The parameters of one recipient, if they are right. */
    static Optional<RcptParameters> parameters(Envelope envelope, int index) {
        return switch (RcptParameters.read(map(envelope.rcptTo().get(index).parameters()))) {
            case Reading.Read<RcptParameters>(var read) -> Optional.of(read);
            case Reading.Wrong<RcptParameters> _ -> Optional.empty();
        };
    }

    static MailParameters parameters(Envelope envelope) {
        return switch (MailParameters.read(map(envelope.mailFrom().parameters()))) {
            case Reading.Read<MailParameters>(var read) -> read;
            case Reading.Wrong<MailParameters> _ -> MailParameters.NONE;
        };
    }

    private static Map<String, @Nullable String> map(List<Parameter> parameters) {
        var map = new HashMap<String, @Nullable String>();
        parameters.forEach(parameter -> map.put(parameter.name(), parameter.value()));
        return map;
    }
}
