package io.daybook.blob.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.StandardGet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Blob/get (RFC 9404 section 4.2). Blobs have no state, and nobody can ask for all of them. */
public final class BlobGet implements Method {
    /** The digests that there are, those that clients should prefer first. */
    public static final List<String> ALGORITHMS = List.copyOf(BlobSelection.ALGORITHMS.keySet());

    private final BlobStore blobs;
    private final Workspace workspace;

    BlobGet(BlobStore blobs, Workspace workspace) {
        this.blobs = blobs;
        this.workspace = workspace;
    }

    @Override
    public String name() {
        return "Blob/get";
    }

    @Override
    public String capability() {
        return Capability.BLOB;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.account(node);
        var arguments = new Arguments(node);
        var ids = new LinkedHashSet<>(arguments.requiredTexts("ids"));
        var reading = new BlobReading(BlobSelection.read(arguments));
        arguments.noOthers();
        StandardGet.requireAtMost(ids.size(), call.limits().maxObjectsInGet());
        var access = new BlobAccess(blobs, account, call);
        var found = new LinkedHashMap<String, ObjectNode>();
        var notFound = new ArrayList<String>();
        for (String id : ids) {
            var blob = access.find(id);
            var json = blob == null ? null : reading.read(access, blob, workspace);
            if (blob == null || json == null) {
                notFound.add(id);
            } else {
                found.put(blob.id(), json);
            }
        }
        var answer = Json.object();
        answer.put("accountId", account.value());
        var list = answer.putArray("list");
        found.values().forEach(list::add);
        answer.set("notFound", Json.texts(notFound));
        return List.of(new Response(name(), answer));
    }
}
