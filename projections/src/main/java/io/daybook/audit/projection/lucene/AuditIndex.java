package io.daybook.audit.projection.lucene;

import io.daybook.audit.projection.AuditStore.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.SingleInstanceLockFactory;
import org.jspecify.annotations.Nullable;

/** The open index: its writer, and the searcher of what was last refreshed. */
final class AuditIndex {
    private static final double BUFFER_MB = 24;
    private static final String FORGOT = "forgot";

    private final MMapDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile boolean forgot;

    private AuditIndex(MMapDirectory directory) throws IOException {
        this.directory = directory;
        var config = new IndexWriterConfig();
        config.setIndexSort(Columns.NEWEST_FIRST);
        config.setRAMBufferSizeMB(BUFFER_MB);
        config.setMaxFullFlushMergeWaitMillis(0);
        config.setCommitOnClose(false);
        var merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(3, 1);
        config.setMergeScheduler(merges);
        this.writer = new IndexWriter(directory, config);
        try {
            this.searchers = new SearcherManager(writer, true, false, new Uncached());
            var data = writer.getLiveCommitData();
            if (data != null) {
                data.forEach(entry -> forgot |= entry.getKey().equals(FORGOT));
            }
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    static AuditIndex open(Path folder) throws IOException {
        var directory = new MMapDirectory(folder, new SingleInstanceLockFactory());
        try {
            return new AuditIndex(directory);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** The cache of Lucene's own would be bounded by nothing that we know. */
    private static final class Uncached extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
            var searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            return searcher;
        }
    }

    void add(Document document) throws IOException {
        writer.addDocument(document);
    }

    /** Deletes entries and standing; the counts of terms are too high from now on. */
    void forget(String stream) throws IOException {
        forgot = true;
        writer.deleteDocuments(Columns.entriesOf(stream));
        writer.deleteDocuments(Columns.standingOf(stream));
    }

    /** Whether entries were ever deleted. */
    boolean hasForgotten() {
        return forgot;
    }

    /** Makes what was added durable together with how far the streams have come. */
    void commit(Map<String, Standing> standings) throws IOException {
        for (var entry : standings.entrySet()) {
            var document = Columns.standing(entry.getKey(), entry.getValue());
            writer.updateDocument(Columns.standingOf(entry.getKey()), document);
        }
        writer.setLiveCommitData(
                (forgot ? Map.of(FORGOT, "true") : Map.<String, String>of()).entrySet());
        writer.commit();
        searchers.maybeRefreshBlocking();
    }

    /** The standing that was last committed. */
    Standing standing(String stream) throws IOException {
        return search(searcher -> {
            var term = Columns.standingOf(stream);
            for (var leaf : searcher.getIndexReader().leaves()) {
                PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
                var live = leaf.reader().getLiveDocs();
                while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    if (live == null || live.get(postings.docID())) {
                        int document = leaf.docBase + postings.docID();
                        return Columns.readStanding(searcher.storedFields().document(document));
                    }
                }
            }
            return Standing.NONE;
        });
    }

    /** Lets searches see what was added; false when that must wait: entries are replaced. */
    boolean refresh() throws IOException {
        if (!refreshing.tryLock()) {
            return false;
        }
        try {
            searchers.maybeRefreshBlocking();
            return true;
        } finally {
            refreshing.unlock();
        }
    }

    /** Something that is done with a searcher. */
    interface Searching<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    <T> T search(Searching<T> searching) throws IOException {
        var searcher = searchers.acquire();
        try {
            return searching.with(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /** A searcher that stays as it is until it is closed. */
    record Held(IndexSearcher searcher, SearcherManager from) implements AutoCloseable {
        @Override
        public void close() {
            try {
                from.release(searcher);
            } catch (IOException e) {
                throw new UncheckedIOException("the audit was not let go", e);
            }
        }
    }

    /** Everything that was added so far. */
    Held hold() throws IOException {
        searchers.maybeRefreshBlocking();
        return new Held(searchers.acquire(), searchers);
    }

    /** Copies the entries of a stream into another index. */
    void copy(String stream, AuditIndex into) throws IOException {
        try (var held = hold()) {
            var segments = new StreamEntries(held.searcher().getIndexReader(), stream).alone();
            if (segments.length > 0) {
                into.writer.addIndexes(segments);
            }
        }
    }

    /**
     * Puts the entries of another index, which is only read from then on, in the place of those of
     * the stream. Who searches sees the former or the latter; the next {@link #commit} keeps it.
     */
    void replace(String stream, AuditIndex by) throws IOException {
        by.writer.commit();
        by.writer.close();
        refreshing.lock();
        try {
            forget(stream);
            // Applies the deletions, which so do not reach what comes next.
            writer.flush();
            writer.addIndexes(by.directory);
        } finally {
            refreshing.unlock();
        }
    }

    /** Closes without a commit. */
    void close() throws IOException {
        try (directory) {
            searchers.close();
            writer.rollback();
        }
    }
}
