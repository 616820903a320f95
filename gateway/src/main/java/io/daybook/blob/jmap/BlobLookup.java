package io.daybook.blob.jmap;

import io.daybook.blob.FindReferences;
import io.daybook.blob.FindReferences.Reference;
import io.daybook.blob.FindReferences.References;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.mime.PartBlob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Blob/lookup (RFC 9404 section 4.3). A blob of a message leads to the emails that have it, and so
 * do the parts that they show.
 */
public final class BlobLookup implements Method {
    /** The types whose records lead to blobs. */
    public static final List<String> TYPES = List.of("Mailbox", "Thread", "Email");

    /** Emails in one answer. */
    private static final int MAX_EMAILS = 50_000;

    private final MessageParts parts;

    BlobLookup(MessageParts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "Blob/lookup";
    }

    @Override
    public String capability() {
        return Capability.BLOB;
    }

    /** A blob that is asked for: the message that it is or is in. */
    private record Wanted(String id, BlobId message, boolean isPart) {}

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.account(node);
        var arguments = new Arguments(node);
        var types = new LinkedHashSet<>(arguments.requiredTexts("typeNames"));
        var ids = new LinkedHashSet<>(arguments.requiredTexts("ids"));
        arguments.noOthers();
        StandardGet.requireAtMost(ids.size(), call.limits().maxObjectsInGet());
        types.forEach(type -> requireKnown(type, call));
        var wanted = new ArrayList<Wanted>();
        var notFound = new ArrayList<String>();
        for (String id : ids) {
            var one = wanted(id, call);
            if (one == null) {
                notFound.add(id);
            } else {
                wanted.add(one);
            }
        }
        var answer = Json.object();
        answer.put("accountId", account.value());
        var list = answer.putArray("list");
        lookUp(account, wanted, call, types).forEach(list::add);
        answer.set("notFound", Json.texts(notFound));
        return List.of(new Response(name(), answer));
    }

    private static void requireKnown(String type, Call call) {
        // RFC 9404 section 4.3: the capability of each type is used by the request too.
        if (!TYPES.contains(type) || !call.using().contains(Capability.MAIL)) {
            throw new MethodException(
                    new MethodError("unknownDataType", Arguments.shortened(type)));
        }
    }

    private static @Nullable Wanted wanted(String wire, Call call) {
        String id = CreationIds.resolve(call, wire);
        if (id == null) {
            return null;
        }
        PartBlob part = PartBlob.parse(id).orElse(null);
        BlobId message = part == null ? BlobId.parse(id) : new BlobId(part.message());
        return message == null ? null : new Wanted(id, message, part != null);
    }

    private List<ObjectNode> lookUp(
            AccountId account, List<Wanted> wanted, Call call, Collection<String> types) {
        var messages = wanted.stream().map(Wanted::message).toList();
        var found = call.query(new FindReferences(account, messages, MAX_EMAILS), References.class);
        if (found.more()) {
            throw new MethodException(
                    new MethodError("requestTooLarge", "more than " + MAX_EMAILS + " emails"));
        }
        var list = new ArrayList<ObjectNode>();
        for (int i = 0; i < wanted.size(); i++) {
            list.add(info(account, wanted.get(i), found.list().get(i), types));
        }
        return list;
    }

    /** RFC 9404 section 4.3: an empty array of each type when nothing leads to the blob. */
    private ObjectNode info(
            AccountId account, Wanted wanted, Reference reference, Collection<String> types) {
        boolean refers =
                !reference.emails().isEmpty()
                        && (!wanted.isPart()
                                || parts.hasPart(account, wanted.message(), wanted.id()));
        var info = Json.object();
        info.put("id", wanted.id());
        var matched = info.putObject("matchedIds");
        for (String type : types) {
            matched.set(type, Json.texts(refers ? ids(type, reference) : List.of()));
        }
        return info;
    }

    private static Collection<?> ids(String type, Reference reference) {
        return switch (type) {
            case "Mailbox" -> reference.mailboxes();
            case "Thread" -> reference.threads();
            default -> reference.emails();
        };
    }
}
