package io.daybook.blob.command.link;

import io.daybook.blob.BlobStore.Stored;
import io.daybook.blob.BlobStore.Upload;
import io.daybook.journal.Seal;
import java.time.Instant;

/** An upload that becomes a blob when it is finished. */
final class SpooledUpload implements Upload {
    private final Spool spool;
    private final Finish finish;
    private boolean over;

    /** Makes a blob of what came. */
    interface Finish {
        void keep(Content content, Instant expires);
    }

    SpooledUpload(Seal seal, Finish finish) {
        this.spool = new Spool(seal);
        this.finish = finish;
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
        requireOpen();
        spool.write(octets, offset, length);
    }

    @Override
    public long size() {
        return spool.size();
    }

    @Override
    public Stored finish(Instant expires) {
        requireOpen();
        over = true;
        var content = spool.finish();
        finish.keep(content, expires);
        return new Stored(content.blob(), content.size());
    }

    private void requireOpen() {
        if (over) {
            throw new IllegalStateException("the upload is over");
        }
    }

    @Override
    public void close() {
        over = true;
        spool.close();
    }
}
