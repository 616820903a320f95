package io.daybook.blob.command.link;

import io.daybook.blob.BlobStore.Blob;
import io.daybook.blob.LinkedBlobs;
import io.daybook.blob.command.link.BlobRows.BlobRow;
import io.daybook.core.BlobId;
import java.util.Map;
import java.util.Set;

/** Blobs by the links that were just written. */
record Linked(Map<BlobId, BlobLink> links, Map<BlobId, BlobRow> rows, Octets octets, Beside beside)
        implements LinkedBlobs {
    Linked {
        links = Map.copyOf(links);
        rows = Map.copyOf(rows);
    }

    @Override
    public Set<BlobId> ids() {
        return links.keySet();
    }

    private BlobLink link(BlobId blob) {
        var link = links.get(blob);
        if (link == null) {
            throw new IllegalArgumentException("no link was made to " + blob);
        }
        return link;
    }

    @Override
    public Blob open(BlobId blob) {
        var link = link(blob);
        return new LinkedBlob(
                link.size(),
                beside.key(link),
                (from, count) -> octets.read(blob, rows.get(blob), from, count));
    }

    @Override
    public Map<BlobId, byte[]> beside(String name) {
        return beside.find(links, name);
    }

    @Override
    public void putBeside(String name, Map<BlobId, byte[]> derived) {
        derived.keySet().forEach(this::link);
        beside.put(links, name, derived);
    }
}
