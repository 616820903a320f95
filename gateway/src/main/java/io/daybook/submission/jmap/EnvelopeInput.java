package io.daybook.submission.jmap;

import io.daybook.core.jmap.standard.Arguments;
import io.daybook.smtp.EnvelopeAddress;
import io.daybook.smtp.MailParameters;
import io.daybook.smtp.RcptParameters;
import io.daybook.smtp.Reading;
import io.daybook.submission.Envelope;
import io.daybook.submission.Envelope.Address;
import io.daybook.submission.Envelope.Parameter;
import io.daybook.submission.SubmissionRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads and checks envelopes (RFC 8621 section 7). */
final class EnvelopeInput {
    private static final Set<String> ENVELOPE = Set.of("mailFrom", "rcptTo");
    private static final Set<String> ADDRESS = Set.of("email", "parameters");

    /** Names of the addresses in an error, so that it does not grow with the request. */
    private static final int MAX_TOLD = 100;

    private EnvelopeInput() {}

    /**
     * The envelope that a client sent.
     *
     * @throws Refused when it is not of its type, or an address or parameter is not allowed
     */
    static Envelope read(JsonNode value) {
        members(value, ENVELOPE);
        JsonNode mailFrom = value.get("mailFrom");
        JsonNode rcptTo = value.get("rcptTo");
        if (mailFrom == null || rcptTo == null || !rcptTo.isArray()) {
            throw invalid("mailFrom and rcptTo are needed");
        }
        Address from = address(mailFrom);
        if (!from.email().isEmpty() && EnvelopeAddress.parse(from.email()) == null) {
            throw invalid("mailFrom is no address");
        }
        requireRecipients(rcptTo.size());
        var recipients = new ArrayList<Address>(rcptTo.size());
        rcptTo.forEach(item -> recipients.add(address(item)));
        return checked(from, recipients);
    }

    /**
     * The envelope with each recipient once.
     *
     * @throws Refused noRecipients, tooManyRecipients, invalidRecipients
     */
    static Envelope checked(Address from, List<Address> recipients) {
        requireRecipients(recipients.size());
        var invalid = new ArrayList<String>();
        var distinct = new LinkedHashMap<String, Address>();
        for (Address recipient : recipients) {
            EnvelopeAddress address = EnvelopeAddress.parse(recipient.email());
            if (address == null) {
                invalid.add(Arguments.shortened(recipient.email()));
            } else {
                // RFC 5321 section 2.4: domains are compared without case, local parts with it.
                String key = address.localPart() + "@" + address.domain().toLowerCase(Locale.ROOT);
                distinct.putIfAbsent(key, recipient);
            }
        }
        if (!invalid.isEmpty()) {
            throw new Refused(
                    SubmissionErrors.invalidRecipients(
                            invalid.stream().distinct().limit(MAX_TOLD).toList()));
        }
        for (Address recipient : recipients) {
            if (RcptParameters.read(map(recipient))
                    instanceof Reading.Wrong<RcptParameters>(var name, var why)) {
                throw invalid(name + ": " + why);
            }
        }
        return new Envelope(from, List.copyOf(distinct.values()));
    }

    /**
     * The parameters of the return address.
     *
     * @throws Refused when they are not allowed
     */
    static MailParameters mailParameters(Envelope envelope) {
        return switch (MailParameters.read(map(envelope.mailFrom()))) {
            case Reading.Read<MailParameters>(var parameters) -> parameters;
            case Reading.Wrong<MailParameters>(var name, var why) ->
                    throw invalid(name + ": " + why);
        };
    }

    private static void requireRecipients(int count) {
        if (count == 0) {
            throw new Refused(SubmissionErrors.noRecipients());
        }
        if (count > SubmissionRules.MAX_RECIPIENTS) {
            throw new Refused(SubmissionErrors.tooManyRecipients());
        }
    }

    private static Address address(JsonNode value) {
        members(value, ADDRESS);
        JsonNode email = value.get("email");
        if (email == null || !email.isString()) {
            throw invalid("an address without an email");
        }
        return new Address(email.stringValue(), parameters(value.get("parameters")));
    }

    private static List<Parameter> parameters(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isObject()) {
            throw invalid("parameters is no object");
        }
        var parameters = new ArrayList<Parameter>();
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode given = member.getValue();
            if (!given.isNull() && !given.isString()) {
                throw invalid("the value of a parameter is neither String nor null");
            }
            parameters.add(
                    new Parameter(member.getKey(), given.isNull() ? null : given.stringValue()));
        }
        return parameters;
    }

    private static Map<String, @Nullable String> map(Address address) {
        var map = new LinkedHashMap<String, @Nullable String>();
        address.parameters().forEach(each -> map.put(each.name(), each.value()));
        return map;
    }

    private static void members(JsonNode value, Set<String> allowed) {
        if (!value.isObject() || !allowed.containsAll(value.propertyNames())) {
            throw invalid("not an object with just " + String.join(" and ", allowed));
        }
    }

    private static Refused invalid(String why) {
        return new Refused(SubmissionErrors.invalidEnvelope(why));
    }
}
