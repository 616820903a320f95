package io.daybook.email.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.blob.jmap.BlobAccess;
import io.daybook.blob.jmap.ParseAnswer;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.PropertyTable.Selection;
import io.daybook.mime.MessageParser;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Email/parse (RFC 8621 section 4.9). The parser takes any octets: what has not a single header
 * field is no message.
 */
final class EmailParse implements Method {
    private final Messages messages;

    EmailParse(Messages messages) {
        this.messages = messages;
    }

    @Override
    public String name() {
        return "Email/parse";
    }

    @Override
    public String capability() {
        return Capability.MAIL;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.account(node);
        var arguments = new Arguments(node);
        var answer = ParseAnswer.read(arguments, call);
        var selection = EmailProperties.PARSED.select(arguments.texts("properties"));
        var options = BodyOptions.read(arguments);
        arguments.noOthers();
        var budget = new Budget();
        var access = new BlobAccess(messages.blobs(), account, call);
        answer.parse(
                access,
                messages.workspace(),
                (id, blob) -> parse(id, blob, selection, options, budget));
        return List.of(new Response(name(), answer.toJson(account)));
    }

    private static @Nullable ObjectNode parse(
            String id,
            BlobStore.Blob blob,
            Selection<EmailRecord> selection,
            BodyOptions options,
            Budget budget) {
        byte[] octets = blob.readAll();
        var digest = MessageParser.parse(octets);
        if (digest.headers().all().isEmpty()) {
            return null;
        }
        var source = new MessageSource.Parsed(octets, new EmailDigest(digest));
        return selection.apply(new EmailRecord(id, null, source, options, budget));
    }
}
