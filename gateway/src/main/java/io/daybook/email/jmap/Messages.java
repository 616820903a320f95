package io.daybook.email.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.blob.jmap.Workspace;

/** The messages of emails, their digests, and the memory for working on them. */
record Messages(BlobStore blobs, Digests digests, Workspace workspace) {
    /**
     * @param digestOctets roughly how much memory the digests kept may take
     * @param workOctets how much the messages being worked on may take
     */
    static Messages of(BlobStore blobs, long digestOctets, long workOctets) {
        return of(blobs, digestOctets, new Workspace(workOctets));
    }

    static Messages of(BlobStore blobs, long digestOctets, Workspace workspace) {
        return new Messages(blobs, new Digests(blobs, workspace, digestOctets), workspace);
    }
}
