package io.daybook.submission.jmap;

import io.daybook.identity.Senders;
import io.daybook.mime.EmailAddress;
import io.daybook.mime.HeaderFields;
import io.daybook.mime.HeaderForms;
import io.daybook.submission.Envelope.Address;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the header of a message that is to be sent says of its sender and recipients. */
record SentHeader(HeaderFields fields) {
    private static final List<String> RECIPIENTS = List.of("To", "Cc", "Bcc");

    /**
     * @throws Refused invalidEmail when the message has not the one sender that it needs,
     *     forbiddenFrom when the user may not send in the name of that
     */
    void check(Senders senders) {
        var wrong = new LinkedHashSet<String>();
        List<String> from = fields.all("From");
        List<String> sender = fields.all("Sender");
        // RFC 5322 section 3.6: one From; at most one Sender.
        if (from.size() != 1 || addresses(from).isEmpty()) {
            wrong.add("from");
        }
        if (sender.size() > 1 || (sender.size() == 1 && addresses(sender).size() != 1)) {
            wrong.add("sender");
        }
        // RFC 5322 section 3.6.2: who of several authors has sent it is told by Sender.
        if (addresses(from).size() > 1 && sender.isEmpty()) {
            wrong.add("from");
        }
        if (!wrong.isEmpty()) {
            throw new Refused(
                    SubmissionErrors.invalidEmail(
                            List.copyOf(wrong), "a message has one author, or says who sent it"));
        }
        var authors = new ArrayList<>(addresses(from));
        authors.addAll(addresses(sender));
        if (!authors.stream().allMatch(senders::mayUse)) {
            throw new Refused(SubmissionErrors.forbiddenFrom());
        }
    }

    /**
     * The return address of an envelope that a client leaves to the server (RFC 8621 section 7):
     * that of Sender, else of From, if the identity is for it; null when the identity's own is to
     * be used.
     */
    @Nullable String mailFrom(String identityEmail) {
        List<String> sender = addresses(fields.all("Sender"));
        String address =
                sender.isEmpty() ? addresses(fields.all("From")).getFirst() : sender.getFirst();
        return Senders.covers(identityEmail, address) ? address : null;
    }

    /** RFC 8621 section 7: the deduplicated set of addresses of To, Cc and Bcc. */
    List<Address> recipients() {
        Set<String> all = new LinkedHashSet<>();
        for (String name : RECIPIENTS) {
            all.addAll(addresses(fields.all(name)));
        }
        return all.stream().map(Address::of).toList();
    }

    private static List<String> addresses(List<String> raws) {
        return raws.stream()
                .flatMap(raw -> HeaderForms.asAddresses(raw).stream())
                .map(EmailAddress::email)
                .toList();
    }
}
