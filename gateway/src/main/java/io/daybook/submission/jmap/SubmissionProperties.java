package io.daybook.submission.jmap;

import io.daybook.core.BlobId;
import io.daybook.core.DataType;
import io.daybook.core.SubmissionId;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import io.daybook.core.jmap.standard.StandardType;
import io.daybook.core.jmap.standard.UtcDate;
import io.daybook.submission.Envelope;
import io.daybook.submission.Envelope.Address;
import io.daybook.submission.Fate;
import io.daybook.submission.ListSubmissions.Brief;
import io.daybook.submission.SubmissionView;
import io.daybook.submission.SubmissionView.Recipient;
import io.daybook.submission.SubmissionView.UndoStatus;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The properties of an EmailSubmission (RFC 8621 section 7). */
final class SubmissionProperties {
    static final String UNDO_STATUS = "undoStatus";
    static final String ENVELOPE = "envelope";

    static final PropertyTable<SubmissionView> TABLE =
            PropertyTable.of(
                    List.of(
                            Property.serverSet("id", it -> Json.text(it.id().toString())),
                            Property.immutable(
                                    "identityId", it -> Json.text(it.identity().toString())),
                            Property.immutable("emailId", it -> Json.text(it.email().toString())),
                            Property.serverSet("threadId", it -> Json.text(it.thread().toString())),
                            Property.immutable(ENVELOPE, it -> envelope(it.envelope())),
                            Property.serverSet(
                                    "sendAt", it -> Json.text(UtcDate.format(it.sendAt()))),
                            Property.value(UNDO_STATUS, it -> Json.text(wire(it.undoStatus()))),
                            Property.serverSet(
                                    "deliveryStatus",
                                    it -> deliveryStatus(it.envelope(), it.recipients())),
                            Property.serverSet("dsnBlobIds", it -> blobs(it.reports())),
                            Property.serverSet("mdnBlobIds", _ -> Json.array())));

    static final StandardType<SubmissionId, SubmissionView> TYPE =
            StandardType.of(
                    DataType.EMAIL_SUBMISSION,
                    Capability.SUBMISSION,
                    TABLE,
                    SubmissionId::parse,
                    SubmissionId.PREFIX);

    /** The type as it is queried. */
    static final StandardType<SubmissionId, Brief> QUERIED =
            StandardType.of(
                    DataType.EMAIL_SUBMISSION,
                    Capability.SUBMISSION,
                    PropertyTable.of(
                            List.of(Property.serverSet("id", it -> Json.text(it.id().toString())))),
                    SubmissionId::parse,
                    SubmissionId.PREFIX);

    private SubmissionProperties() {}

    static String wire(UndoStatus status) {
        return switch (status) {
            case PENDING -> "pending";
            case FINAL -> "final";
            case CANCELED -> "canceled";
        };
    }

    static JsonNode envelope(Envelope envelope) {
        ObjectNode object = Json.object();
        object.set("mailFrom", address(envelope.mailFrom()));
        var rcptTo = Json.array();
        envelope.rcptTo().forEach(address -> rcptTo.add(address(address)));
        object.set("rcptTo", rcptTo);
        return object;
    }

    private static ObjectNode address(Address address) {
        ObjectNode object = Json.object();
        object.put("email", address.email());
        if (address.parameters().isEmpty()) {
            object.putNull("parameters");
        } else {
            ObjectNode parameters = object.putObject("parameters");
            address.parameters()
                    .forEach(parameter ->
                            parameters.set(parameter.name(), Json.text(parameter.value())));
        }
        return object;
    }

    private static JsonNode deliveryStatus(Envelope envelope, List<Recipient> recipients) {
        ObjectNode status = Json.object();
        for (int i = 0; i < recipients.size(); i++) {
            Recipient recipient = recipients.get(i);
            ObjectNode of = status.putObject(envelope.rcptTo().get(i).email());
            of.put("smtpReply", reply(recipient));
            of.put("delivered", delivered(recipient.fate()));
            of.put("displayed", "unknown");
        }
        return status;
    }

    /**
     * RFC 8621 section 7: relaying SHOULD NOT be taken as an indication that the message has
     * reached the final mail store, so it is unknown.
     */
    private static String delivered(Fate fate) {
        return switch (fate) {
            case QUEUED -> "queued";
            case RELAYED, UNKNOWN -> "unknown";
            case FAILED, CANCELED -> "no";
        };
    }

    /** What the server said; before it said anything, a status in the form of an SMTP reply. */
    private static String reply(Recipient recipient) {
        if (!recipient.reply().isEmpty()) {
            return recipient.reply();
        }
        return switch (recipient.fate()) {
            case QUEUED -> "250 2.0.0 The message is queued";
            case RELAYED -> "250 2.0.0 The message was relayed";
            case FAILED -> "554 5.4.7 The message could not be sent in time";
            case UNKNOWN -> "451 4.4.2 Sending was interrupted, so the message may have been sent";
            case CANCELED -> "554 5.7.0 The submission was canceled";
        };
    }

    private static JsonNode blobs(List<BlobId> blobs) {
        return Json.texts(blobs);
    }
}
