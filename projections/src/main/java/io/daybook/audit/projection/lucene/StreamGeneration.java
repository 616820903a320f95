package io.daybook.audit.projection.lucene;

import io.daybook.audit.projection.AuditGenerations.Generation;
import io.daybook.audit.projection.AuditPosting;
import io.daybook.audit.projection.AuditStore.Standing;
import io.daybook.core.DiskThreads;
import io.daybook.view.Draft.Comparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of one stream in an index of their own, beside the one that is read. */
final class StreamGeneration implements Generation {
    private final LuceneAuditStore store;
    private final String stream;
    private final AuditIndex entries;
    private final boolean isNew;
    private Standing standing;

    /**
     * @param isNew whether what is replaced by these is kept; else these were
     */
    StreamGeneration(LuceneAuditStore store, String stream, AuditIndex entries, boolean isNew)
            throws IOException {
        this.store = store;
        this.stream = stream;
        this.entries = entries;
        this.isNew = isNew;
        this.standing = entries.standing(stream);
    }

    @Override
    public Standing standing() {
        return standing;
    }

    @Override
    public void add(List<AuditPosting> postings, byte[] facts) {
        onDisk(
                "cannot be written",
                () -> {
                    for (var posting : postings) {
                        entries.add(Columns.entry(posting));
                    }
                });
        standing = new Standing(standing.seq() + postings.size(), facts);
    }

    @Override
    public @Nullable Comparison freeze() {
        if (store.standing(stream).seq() != standing.seq()) {
            return null;
        }
        return DiskThreads.call(
                () -> new EntryComparison(stream, standing.seq(), store.hold(), entries.hold()));
    }

    @Override
    public void takePlace() {
        onDisk(
                "stay as they were",
                () -> {
                    Path kept = store.folder().kept(stream);
                    Path setAside = store.folder().draft(stream + " kept");
                    if (isNew) {
                        AuditFolder.delete(setAside);
                        var former = AuditIndex.open(setAside);
                        try {
                            store.copy(stream, former);
                        } finally {
                            former.close();
                        }
                    }
                    store.replace(stream, entries, standing);
                    AuditFolder.delete(kept);
                    if (isNew) {
                        Files.createDirectories(kept.getParent());
                        Files.move(setAside, kept, StandardCopyOption.ATOMIC_MOVE);
                    }
                });
    }

    @Override
    public void close() {
        onDisk(
                "cannot be closed",
                () -> {
                    entries.close();
                    if (isNew) {
                        AuditFolder.delete(store.folder().draft(stream));
                    }
                });
    }

    /** Work on files. */
    private interface Work {
        void run() throws IOException;
    }

    private void onDisk(String failure, Work work) {
        DiskThreads.run(() -> {
            try {
                work.run();
            } catch (IOException e) {
                throw new UncheckedIOException("the entries of " + stream + " " + failure, e);
            }
        });
    }
}
