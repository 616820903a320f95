package io.daybook.mdn.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.blob.jmap.BlobAccess;
import io.daybook.blob.jmap.ParseAnswer;
import io.daybook.blob.jmap.Workspace;
import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Json;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailList;
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.AnchorNotFound;
import io.daybook.email.QueryEmails.IndexUnavailable;
import io.daybook.email.QueryEmails.Position;
import io.daybook.email.QueryEmails.QueryResult;
import io.daybook.email.QueryEmails.TooManyGone;
import io.daybook.mime.DispositionNotification;
import io.daybook.mime.HeaderForms;
import io.daybook.mime.MessageParser;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** MDN/parse (RFC 9007 section 2.2). */
final class MdnParse implements Method {
    private final BlobStore blobs;
    private final Workspace workspace;

    MdnParse(BlobStore blobs, Workspace workspace) {
        this.blobs = blobs;
        this.workspace = workspace;
    }

    @Override
    public String name() {
        return "MDN/parse";
    }

    @Override
    public String capability() {
        return Capability.MDN;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.account(node);
        var arguments = new Arguments(node);
        var answer = ParseAnswer.read(arguments, call);
        arguments.noOthers();
        var access = new BlobAccess(blobs, account, call);
        answer.parse(access, workspace, (_, blob) -> parse(blob, account, call));
        return List.of(new Response(name(), answer.toJson(account)));
    }

    private static @Nullable ObjectNode parse(BlobStore.Blob blob, AccountId account, Call call) {
        byte[] octets = blob.readAll();
        return DispositionNotification.of(octets, MessageParser.parse(octets))
                .map(notice -> toJson(notice, original(notice, account, call)))
                .orElse(null);
    }

    private static ObjectNode toJson(DispositionNotification notice, @Nullable String email) {
        var json = Json.object();
        json.set("forEmailId", Json.text(email));
        json.set("subject", Json.text(notice.subject()));
        json.set("textBody", Json.text(notice.text()));
        json.put("includeOriginalMessage", notice.hasOriginal());
        json.set("reportingUA", Json.text(notice.reportingUa()));
        json.putObject("disposition")
                .put("actionMode", notice.disposition().actionMode())
                .put("sendingMode", notice.disposition().sendingMode())
                .put("type", notice.disposition().type());
        json.set("mdnGateway", Json.text(notice.gateway()));
        json.set("originalRecipient", Json.text(notice.originalRecipient()));
        json.set("finalRecipient", Json.text(notice.finalRecipient()));
        json.set("originalMessageId", Json.text(notice.originalMessageId()));
        json.set("error", orNull(notice.errors()));
        JsonNode extensions = Json.text(null);
        if (!notice.extensions().isEmpty()) {
            var fields = Json.object();
            notice.extensions().forEach(fields::put);
            extensions = fields;
        }
        json.set("extensionFields", extensions);
        return json;
    }

    private static JsonNode orNull(List<String> texts) {
        return texts.isEmpty() ? Json.text(null) : Json.texts(texts);
    }

    /** RFC 9007 section 2.2: null when no or more than one email has the Message-ID. */
    private static @Nullable String original(
            DispositionNotification notice, AccountId account, Call call) {
        String field = notice.originalMessageId();
        List<String> ids = field == null ? null : HeaderForms.asMessageIds(field);
        if (ids == null || ids.size() != 1) {
            return null;
        }
        var filter = new Header("Message-ID", "<" + ids.getFirst() + ">");
        var list = new EmailList(filter, List.of(), false);
        var query = new QueryEmails(account, list, new Position(0), 2, false);
        return switch (call.query(query, QueryEmails.Answer.class)) {
            case QueryResult found when found.ids().size() == 1 ->
                    found.ids().getFirst().toString();
            case QueryResult _, AnchorNotFound _, IndexUnavailable _, TooManyGone _ -> null;
        };
    }
}
