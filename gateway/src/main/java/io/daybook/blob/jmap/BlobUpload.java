package io.daybook.blob.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.SetRequest;
import io.daybook.core.jmap.standard.StandardGet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Blob/upload (RFC 9404 section 4.1). */
public final class BlobUpload implements Method {
    /** Data sources of one creation. */
    public static final int MAX_SOURCES = BlobDraft.MAX_SOURCES;

    private final BlobStore blobs;
    private final Workspace workspace;

    BlobUpload(BlobStore blobs, Workspace workspace) {
        this.blobs = blobs;
        this.workspace = workspace;
    }

    @Override
    public String name() {
        return "Blob/upload";
    }

    @Override
    public String capability() {
        return Capability.BLOB;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.accountToChange(node);
        var arguments = new Arguments(node);
        var create = arguments.requiredObjects("create");
        arguments.noOthers();
        create.keySet().forEach(SetRequest::requireValid);
        StandardGet.requireAtMost(create.size(), call.limits().maxObjectsInSet());
        var making = new BlobMaking(new BlobAccess(blobs, account, call), workspace);
        return List.of(new Response(name(), making.make(create)));
    }
}
