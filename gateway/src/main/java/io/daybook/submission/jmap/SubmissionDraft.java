package io.daybook.submission.jmap;

import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.submission.Envelope;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client gives to create a submission (RFC 8621 section 7).
 *
 * @param identity null when the id names nothing that could be an identity
 * @param email null when the id names nothing that could be an email
 * @param envelope null when the server is to make it of the header
 */
record SubmissionDraft(
        @Nullable IdentityId identity, @Nullable EmailId email, @Nullable Envelope envelope) {
    private static final Set<String> SETTABLE =
            Set.of(
                    "identityId",
                    "emailId",
                    SubmissionProperties.ENVELOPE,
                    SubmissionProperties.UNDO_STATUS);

    /**
     * @throws Refused when a property is not of its type, or the envelope is not valid
     */
    static SubmissionDraft read(ObjectNode object, Call call) {
        var reader = new PropertyReader();
        reader.allow(object, SETTABLE);
        String identity = reader.text("identityId", object.get("identityId"));
        String email = reader.text("emailId", object.get("emailId"));
        JsonNode status = object.get(SubmissionProperties.UNDO_STATUS);
        // RFC 8620 section 5.3: a server-set property may be given if it is what would be set.
        if (status != null && !(status.isString() && status.stringValue().equals("pending"))) {
            reader.invalid(SubmissionProperties.UNDO_STATUS);
        }
        SetError error = reader.error();
        if (error != null) {
            throw new Refused(error);
        }
        JsonNode envelope = object.get(SubmissionProperties.ENVELOPE);
        String identityId = CreationIds.resolve(call, identity);
        String emailId = CreationIds.resolve(call, email);
        return new SubmissionDraft(
                identityId == null ? null : IdentityId.parse(identityId),
                emailId == null ? null : EmailId.parse(emailId),
                envelope == null || envelope.isNull() ? null : EnvelopeInput.read(envelope));
    }
}
