package io.daybook.blob.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.SetAnswer;
import io.daybook.core.jmap.standard.StandardCopy;
import io.daybook.core.jmap.standard.StandardGet;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Blob/copy (RFC 8620 section 6.3). A copy is like an upload of who copies: nobody else sees it,
 * and it expires unless something references it.
 */
final class BlobCopy implements Method {
    private static final Duration KEPT = Duration.ofDays(1);

    private final BlobStore blobs;
    private final Workspace workspace;

    BlobCopy(BlobStore blobs, Workspace workspace) {
        this.blobs = blobs;
        this.workspace = workspace;
    }

    @Override
    public String name() {
        return "Blob/copy";
    }

    @Override
    public String capability() {
        return Capability.CORE;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        AccountId account = call.accountToChange(node);
        AccountId from = StandardCopy.from(node, account, call);
        var arguments = new Arguments(node);
        arguments.requiredText("fromAccountId");
        var ids = new LinkedHashSet<>(arguments.requiredTexts("blobIds"));
        arguments.noOthers();
        StandardGet.requireAtMost(ids.size(), call.limits().maxObjectsInSet());
        ObjectNode copied = Json.object();
        var notCopied = new LinkedHashMap<String, SetError>();
        var access = new BlobAccess(blobs, from, call);
        for (String id : ids) {
            BlobId copy = copy(access, account, id, call);
            if (copy == null) {
                notCopied.put(id, SetError.notFound());
            } else {
                copied.put(id, copy.value());
            }
        }
        ObjectNode answer = Json.object();
        answer.put("fromAccountId", from.value());
        answer.put("accountId", account.value());
        answer.set("copied", copied.isEmpty() ? NullNode.instance : copied);
        answer.set("notCopied", SetAnswer.errors(notCopied));
        return List.of(new Response(name(), answer));
    }

    /** The blob in the account it was copied to; null when this user has none to copy. */
    private @Nullable BlobId copy(BlobAccess from, AccountId to, String id, Call call) {
        BlobAccess.Found found = from.find(id);
        if (found == null) {
            return null;
        }
        String user = call.user().value();
        Instant expires = call.now().plus(KEPT);
        BlobId whole = BlobId.parse(found.id());
        if (whole != null) {
            return blobs.copy(from.account(), to, user, whole, expires) ? whole : null;
        }
        return from.read(found, workspace, part -> upload(to, user, part.readAll(), expires));
    }

    private BlobId upload(AccountId account, String user, byte[] octets, Instant expires) {
        try (var upload = blobs.upload(account, user)) {
            upload.write(octets, 0, octets.length);
            return upload.finish(expires).blob();
        }
    }
}
