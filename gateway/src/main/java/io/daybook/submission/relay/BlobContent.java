package io.daybook.submission.relay;

import io.daybook.blob.BlobStore;
import java.io.IOException;
import java.io.OutputStream;

/** A message in the blob store, read piece by piece. */
record BlobContent(BlobStore.Blob blob) implements Relay.Content {
    private static final int PIECE = 256 * 1024;

    @Override
    public void writeTo(OutputStream out) throws IOException {
        long size = blob.size();
        for (long at = 0; at < size; ) {
            byte[] piece = blob.read(at, (int) Math.min(PIECE, size - at));
            if (piece.length == 0) {
                throw new IOException("the message ends before its size");
            }
            out.write(piece, 0, piece.length);
            at += piece.length;
        }
    }
}
