package io.daybook.blob.query;

import io.daybook.blob.FindReferences;
import io.daybook.blob.FindReferences.Reference;
import io.daybook.blob.FindReferences.References;
import io.daybook.blob.projection.BlobReads;
import java.util.ArrayList;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link FindReferences}. */
public final class BlobQueries {
    private final BlobReads reads;

    public BlobQueries(BlobReads reads) {
        this.reads = reads;
    }

    @QueryHandler
    public References handle(FindReferences query) {
        var list = new ArrayList<Reference>();
        int left = query.limit();
        for (var blob : query.blobs()) {
            var reference = reads.reference(query.account(), blob, left);
            if (reference == null) {
                return new References(list, true);
            }
            left -= reference.emails().size();
            list.add(reference);
        }
        return new References(list, false);
    }
}
