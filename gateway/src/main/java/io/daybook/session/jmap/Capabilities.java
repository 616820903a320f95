package io.daybook.session.jmap;

import io.daybook.blob.jmap.BlobGet;
import io.daybook.blob.jmap.BlobLookup;
import io.daybook.blob.jmap.BlobUpload;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Limits;
import io.daybook.email.EmailRules;
import io.daybook.mailbox.MailboxRules;
import io.daybook.submission.SubmissionRules;
import io.daybook.undo.UndoRules;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The capabilities of this server. */
public final class Capabilities {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    // RFC 8621 section 4.4.2.
    private static final List<String> EMAIL_SORTS =
            List.of(
                    "receivedAt",
                    "size",
                    "from",
                    "to",
                    "subject",
                    "sentAt",
                    "hasKeyword",
                    "allInThreadHaveKeyword",
                    "someInThreadHaveKeyword");

    private Capabilities() {}

    public static List<Capability> all(Limits limits) {
        return List.of(
                new Capability(Capability.CORE, core(limits), JSON.objectNode()),
                new Capability(Capability.MAIL, JSON.objectNode(), mail(limits)),
                new Capability(Capability.SUBMISSION, JSON.objectNode(), submission()),
                // RFC 8621 section 1.3.3: an empty object in both places.
                new Capability(Capability.VACATION_RESPONSE, JSON.objectNode(), JSON.objectNode()),
                // RFC 9425 section 2.1: an empty object in both places.
                new Capability(Capability.QUOTA, JSON.objectNode(), JSON.objectNode()),
                new Capability(Capability.BLOB, JSON.objectNode(), blob(limits)),
                // RFC 9007 section 1.3: an empty object in both places.
                new Capability(Capability.MDN, JSON.objectNode(), JSON.objectNode()),
                new Capability(Capability.PAGE_TOKEN, JSON.objectNode(), JSON.objectNode()),
                new Capability(Capability.HISTORY, JSON.objectNode(), history()));
    }

    private static ObjectNode history() {
        return JSON.objectNode().put("maxObjectsInUndo", UndoRules.MAX_RECORDS);
    }

    // RFC 9404 section 3.1.
    private static ObjectNode blob(Limits limits) {
        ObjectNode blob = JSON.objectNode();
        blob.put("maxSizeBlobSet", limits.maxSizeUpload());
        blob.put("maxDataSources", BlobUpload.MAX_SOURCES);
        var types = blob.putArray("supportedTypeNames");
        BlobLookup.TYPES.forEach(types::add);
        var algorithms = blob.putArray("supportedDigestAlgorithms");
        BlobGet.ALGORITHMS.forEach(algorithms::add);
        return blob;
    }

    // RFC 8620 section 2.
    private static ObjectNode core(Limits limits) {
        ObjectNode core = JSON.objectNode();
        core.put("maxSizeUpload", limits.maxSizeUpload());
        core.put("maxConcurrentUpload", limits.maxConcurrentUpload());
        core.put("maxSizeRequest", limits.maxSizeRequest());
        core.put("maxConcurrentRequests", limits.maxConcurrentRequests());
        core.put("maxCallsInRequest", limits.maxCallsInRequest());
        core.put("maxObjectsInGet", limits.maxObjectsInGet());
        core.put("maxObjectsInSet", limits.maxObjectsInSet());
        core.putArray("collationAlgorithms")
                .add("i;ascii-numeric")
                .add("i;ascii-casemap")
                .add("i;unicode-casemap");
        return core;
    }

    // RFC 8621 section 1.3.1.
    private static ObjectNode mail(Limits limits) {
        ObjectNode mail = JSON.objectNode();
        mail.put("maxMailboxesPerEmail", EmailRules.MAX_MAILBOXES);
        mail.put("maxMailboxDepth", MailboxRules.MAX_DEPTH);
        mail.put("maxSizeMailboxName", MailboxRules.MAX_NAME_OCTETS);
        // An Email is no larger than an upload, and base64 makes three octets four, with line
        // breaks.
        mail.put("maxSizeAttachmentsPerEmail", limits.maxSizeUpload() / 10 * 7);
        var sorts = mail.putArray("emailQuerySortOptions");
        EMAIL_SORTS.forEach(sorts::add);
        mail.put("mayCreateTopLevelMailbox", true);
        return mail;
    }

    // RFC 8621 section 1.3.2.
    private static ObjectNode submission() {
        ObjectNode submission = JSON.objectNode();
        submission.put("maxDelayedSend", SubmissionRules.MAX_DELAYED_SEND);
        var extensions = submission.putObject("submissionExtensions");
        SubmissionRules.EXTENSIONS.forEach((name, words) -> {
            var array = extensions.putArray(name);
            words.forEach(array::add);
        });
        return submission;
    }
}
