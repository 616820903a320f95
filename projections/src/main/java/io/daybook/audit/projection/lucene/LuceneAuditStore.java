package io.daybook.audit.projection.lucene;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.audit.AuditEntry;
import io.daybook.audit.AuditFilter;
import io.daybook.audit.AuditPlace;
import io.daybook.audit.CountAudit;
import io.daybook.audit.FindAudit;
import io.daybook.audit.projection.AuditGenerations;
import io.daybook.audit.projection.AuditPosting;
import io.daybook.audit.projection.AuditStore;
import io.daybook.core.DiskThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit in one index. Entries are written as they come; a timer commits them together with how
 * far their streams have come, so that a crash loses the same of both.
 */
public final class LuceneAuditStore implements AuditStore, AuditGenerations {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneAuditStore.class);
    private static final int STANDINGS = 100_000;
    private static final long FACT_OCTETS = 16 << 20;

    private final AuditFolder folder;
    private final ReentrantLock writing = new ReentrantLock();
    private final Cache<String, Standing> known =
            Caffeine.newBuilder()
                    .maximumWeight(STANDINGS * 100L + FACT_OCTETS)
                    .weigher((String stream, Standing it) -> 100 + it.facts().length)
                    .executor(Runnable::run)
                    .build();
    private final Map<String, Standing> uncommitted = new HashMap<>();
    private final ScheduledExecutorService timer;
    private volatile AuditIndex index;
    private volatile boolean stale;

    /**
     * @param path of the folder; made when there is none, and made anew when it cannot be read
     * @param commits how often what was added is made durable
     */
    public LuceneAuditStore(Path path, Duration commits) {
        this.folder = new AuditFolder(path);
        try {
            this.index = folder.open();
        } catch (IOException e) {
            throw new UncheckedIOException("the audit in " + path + " cannot be opened", e);
        }
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("daybook-audit").factory());
        timer.scheduleWithFixedDelay(
                this::commitQuietly, commits.toMillis(), commits.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Standing standing(String stream) {
        Standing cached = known.getIfPresent(stream);
        return cached != null ? cached : locked(() -> load(stream));
    }

    private Standing load(String stream) throws IOException {
        Standing standing = uncommitted.get(stream);
        if (standing == null) {
            standing = index.standing(stream);
        }
        known.put(stream, standing);
        return standing;
    }

    @Override
    public boolean add(String stream, long from, List<AuditPosting> postings, byte[] facts) {
        return locked(() -> {
            if (load(stream).seq() != from) {
                return false;
            }
            write(stream, postings);
            var reached = new Standing(from + postings.size(), facts);
            uncommitted.put(stream, reached);
            known.put(stream, reached);
            stale = true;
            return true;
        });
    }

    /** When some were written and some not, nothing since the last commit counts. */
    private void write(String stream, List<AuditPosting> postings) throws IOException {
        try {
            for (AuditPosting posting : postings) {
                index.add(Columns.entry(posting));
            }
        } catch (IOException | RuntimeException e) {
            reopen();
            throw new IOException("the entries of " + stream + " are not written", e);
        }
    }

    @Override
    public void startOver(String stream) {
        locked(() -> {
            index.forget(stream);
            AuditFolder.delete(folder.kept(stream));
            uncommitted.put(stream, Standing.NONE);
            known.put(stream, Standing.NONE);
            commit();
            return true;
        });
    }

    @Override
    public void refresh() {
        if (stale) {
            stale = false;
            if (!DiskThreads.call(() -> index.refresh())) {
                stale = true;
            }
        }
    }

    @Override
    public FindAudit.Page find(AuditFilter filter, @Nullable AuditPlace after, int limit) {
        return search(searcher -> {
            var query = Conditions.of(filter, after);
            var collect =
                    new TopFieldCollectorManager(
                            Columns.NEWEST_FIRST, limit + 1, after == null ? null : doc(after), 1);
            ScoreDoc[] found = searcher.search(query, collect).scoreDocs;
            var entries = new ArrayList<AuditEntry>(Math.min(found.length, limit));
            var fields = searcher.storedFields();
            for (int i = 0; i < found.length && i < limit; i++) {
                entries.add(Columns.read(fields.document(found[i].doc)));
            }
            boolean more = found.length > limit;
            return new FindAudit.Page(entries, more ? entries.getLast().place() : null);
        });
    }

    /** Behind every document of its place: the place itself is not found again. */
    private static FieldDoc doc(AuditPlace place) {
        Object[] values = {place.micros(), Columns.term(place.stream()), place.seq()};
        return new FieldDoc(Integer.MAX_VALUE, 0, values);
    }

    @Override
    public CountAudit.Counts count(CountAudit.Column column, @Nullable String after, int limit) {
        String name =
                switch (column) {
                    case ACTOR -> Columns.ACTOR;
                    case OPERATION -> Columns.OPERATION;
                    case SOURCE -> Columns.SOURCE;
                };
        return search(searcher ->
                TermCounts.of(searcher.getIndexReader(), name, after, limit, index.hasForgotten()));
    }

    @Override
    public Generation begin(String stream) {
        return DiskThreads.call(() -> {
            AuditFolder.delete(folder.draft(stream));
            return new StreamGeneration(this, stream, AuditIndex.open(folder.draft(stream)), true);
        });
    }

    @Override
    public @Nullable Generation kept(String stream) {
        return DiskThreads.call(() ->
                Files.isDirectory(folder.kept(stream))
                        ? new StreamGeneration(
                                this, stream, AuditIndex.open(folder.kept(stream)), false)
                        : null);
    }

    @Override
    public boolean dropKept(String stream) {
        return DiskThreads.call(() -> AuditFolder.delete(folder.kept(stream)));
    }

    AuditFolder folder() {
        return folder;
    }

    /** The entries that are read, for as long as it is open. */
    AuditIndex.Held hold() {
        return DiskThreads.call(() -> index.hold());
    }

    /** Copies the entries that are read, and where their stream stands. */
    void copy(String stream, AuditIndex into) {
        DiskThreads.call(() -> {
            index.copy(stream, into);
            into.commit(Map.of(stream, standing(stream)));
            return true;
        });
    }

    /** Lets the entries of another index be read instead of those of the stream. */
    void replace(String stream, AuditIndex by, Standing standing) {
        locked(() -> {
            if (load(stream).seq() > standing.seq()) {
                throw new IllegalStateException("the audit of " + stream + " has come further");
            }
            try {
                index.replace(stream, by);
                uncommitted.put(stream, standing);
                commit();
            } catch (IOException | RuntimeException e) {
                reopen();
                throw new IOException("the audit of " + stream + " stays as it was", e);
            }
            known.put(stream, standing);
            return true;
        });
    }

    private <T> T search(AuditIndex.Searching<T> searching) {
        return DiskThreads.call(() -> index.search(searching));
    }

    /** What is done with the index while nobody writes. */
    private interface Writing<T> {
        T run() throws IOException;
    }

    private <T> T locked(Writing<T> work) {
        return DiskThreads.call(() -> {
            writing.lock();
            try {
                return work.run();
            } finally {
                writing.unlock();
            }
        });
    }

    private void commitQuietly() {
        try {
            locked(() -> {
                commit();
                return true;
            });
        } catch (RuntimeException e) {
            // A timer that throws never runs again; what was lost is posted again.
            LOG.error("The audit was not committed; it goes on from its last commit.", e);
        }
    }

    private void commit() throws IOException {
        if (uncommitted.isEmpty()) {
            return;
        }
        try {
            index.commit(uncommitted);
            uncommitted.clear();
        } catch (IOException | RuntimeException e) {
            reopen();
            throw e;
        }
    }

    /** Goes back to the last commit. */
    private void reopen() throws IOException {
        index.close();
        uncommitted.clear();
        known.invalidateAll();
        index = folder.open();
    }

    /** Lets a commit end: an interrupt in it would close the files under the index. */
    private void endTimer() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.warn("The audit is still being committed while the server stops.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        endTimer();
        commitQuietly();
        locked(() -> {
            index.close();
            return true;
        });
    }
}
