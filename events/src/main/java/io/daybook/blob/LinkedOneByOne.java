package io.daybook.blob;

import io.daybook.blob.BlobStore.Blob;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks a store for each blob, where that costs no more than asking for all. */
record LinkedOneByOne(BlobStore store, AccountId account, Set<BlobId> ids) implements LinkedBlobs {
    LinkedOneByOne {
        ids = Set.copyOf(ids);
    }

    @Override
    public Blob open(BlobId blob) {
        var found = ids.contains(blob) ? store.open(account, blob) : null;
        if (found == null) {
            throw new IllegalArgumentException(account + " has no link to " + blob);
        }
        return found;
    }

    @Override
    public Map<BlobId, byte[]> beside(String name) {
        var blobs = List.copyOf(ids);
        var found = store.beside(account, blobs, name);
        var beside = new HashMap<BlobId, byte[]>();
        for (int i = 0; i < blobs.size(); i++) {
            byte[] derived = found.get(i);
            if (derived != null) {
                beside.put(blobs.get(i), derived);
            }
        }
        return beside;
    }

    @Override
    public void putBeside(String name, Map<BlobId, byte[]> derived) {
        derived.forEach((blob, octets) -> store.putBeside(account, blob, name, octets));
    }
}
