package io.daybook.email.projection.lucene;

import io.daybook.core.Ids;
import io.daybook.thread.ThreadEvent.Recreated;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.SingleInstanceLockFactory;
import org.jspecify.annotations.Nullable;

/** An index that is open: its writer, and the searcher of what was last refreshed. */
final class OpenIndex {
    /** Changes when an index of an older layout must be built again. */
    private static final String LAYOUT = "1";

    private static final String LAYOUT_KEY = "layout";
    private static final String VERSION_KEY = "version";
    private static final String RECREATED_KEY = "recreated";
    private static final String CONTENT_KEY = "content";

    /** What made the indexes that do not say what made them. */
    private static final String FIRST_CONTENT = "1.1";

    private static final double BUFFER_MB = 16;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Results results = new Results();
    private final long committed;

    /** The versions of what made the documents. */
    private final String content;

    /** The keys of the documents whose emails were re-created. */
    private final Map<Integer, Integer> keys = new HashMap<>();

    private OpenIndex(Directory directory, String newest) throws IOException {
        this.directory = directory;
        var config = new IndexWriterConfig();
        config.setRAMBufferSizeMB(BUFFER_MB);
        config.setMaxFullFlushMergeWaitMillis(0);
        config.setCommitOnClose(false);
        var merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(2, 1);
        config.setMergeScheduler(merges);
        this.writer = new IndexWriter(directory, config);
        try {
            this.committed = version(data());
            this.content = committed < 0 ? newest : data().getOrDefault(CONTENT_KEY, FIRST_CONTENT);
            this.searchers = new SearcherManager(writer, true, false, new Uncached());
            loadKeys();
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /**
     * @param newest the versions of what makes documents now: those of a new index
     */
    static OpenIndex open(Path folder, String newest) throws IOException {
        return in(new MMapDirectory(folder, new SingleInstanceLockFactory()), newest);
    }

    /** An empty index that is nowhere but in the heap: it may be left without closing it. */
    static OpenIndex inMemory() throws IOException {
        return in(new ByteBuffersDirectory(), "");
    }

    private static OpenIndex in(Directory directory, String newest) throws IOException {
        try {
            return new OpenIndex(directory, newest);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * The version that the folder's last commit has reached, or -1.
     *
     * @throws IOException when there is no commit, or none that can be read
     */
    static long committedVersion(Path folder) throws IOException {
        try (var directory = new MMapDirectory(folder, new SingleInstanceLockFactory())) {
            return version(SegmentInfos.readLatestCommit(directory).getUserData());
        }
    }

    private static long version(Map<String, String> data) throws IOException {
        var version = data.get(VERSION_KEY);
        if (version == null) {
            return -1;
        }
        if (!LAYOUT.equals(data.get(LAYOUT_KEY))) {
            throw new IOException("an index of another layout");
        }
        return Long.parseLong(version);
    }

    private Map<String, String> data() {
        var data = new HashMap<String, String>();
        var live = writer.getLiveCommitData();
        if (live != null) {
            live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }

    private void loadKeys() throws IOException {
        if (data().getOrDefault(RECREATED_KEY, "0").equals("0")) {
            return;
        }
        search(searcher -> {
            for (var leaf : searcher.getIndexReader().leaves()) {
                var documentKeys = DocValues.getNumeric(leaf.reader(), Fields.KEY_COLUMN);
                var emails = DocValues.getNumeric(leaf.reader(), Fields.EMAIL);
                var live = leaf.reader().getLiveDocs();
                for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                    if ((live == null || live.get(doc))
                            && documentKeys.advanceExact(doc)
                            && emails.advanceExact(doc)
                            && emails.longValue() != documentKeys.longValue()) {
                        keys.put((int) emails.longValue(), (int) documentKeys.longValue());
                    }
                }
            }
            return keys;
        });
    }

    /**
     * A number for each email, from its own, its document's and its message: the same two indexes
     * of the same emails. Ascending by email, whose number is the upper half.
     */
    long[] contents() throws IOException {
        return search(searcher -> {
            var all = new long[searcher.getIndexReader().numDocs()];
            int count = 0;
            for (var leaf : searcher.getIndexReader().leaves()) {
                var documentKeys = DocValues.getNumeric(leaf.reader(), Fields.KEY_COLUMN);
                var emails = DocValues.getNumeric(leaf.reader(), Fields.EMAIL);
                var blobs = DocValues.getBinary(leaf.reader(), Fields.BLOB);
                var live = leaf.reader().getLiveDocs();
                for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                    if ((live == null || live.get(doc))
                            && documentKeys.advanceExact(doc)
                            && emails.advanceExact(doc)
                            && blobs.advanceExact(doc)) {
                        int mark =
                                31 * (int) documentKeys.longValue()
                                        + blobs.binaryValue().hashCode();
                        all[count++] = emails.longValue() << 32 | (mark & 0xFFFF_FFFFL);
                    }
                }
            }
            var known = Arrays.copyOf(all, count);
            Arrays.sort(known);
            return known;
        });
    }

    long committed() {
        return committed;
    }

    String content() {
        return content;
    }

    Results results() {
        return results;
    }

    void add(Document document) throws IOException {
        writer.addDocument(document);
    }

    void delete(Ids emails) throws IOException {
        var terms = new Term[emails.size()];
        for (int i = 0; i < terms.length; i++) {
            var key = keys.remove(emails.get(i));
            terms[i] = Fields.key(key == null ? emails.get(i) : key);
        }
        writer.deleteDocuments(terms);
    }

    void recreate(List<Recreated> emails) throws IOException {
        for (var email : emails) {
            var known = keys.remove(email.was());
            int key = known == null ? email.was() : known;
            keys.put(email.is(), key);
            writer.updateNumericDocValue(Fields.key(key), Fields.EMAIL, email.is());
        }
    }

    /** Octets of memory that hold what is not yet in a segment. */
    long buffered() {
        return writer.ramBytesUsed();
    }

    /** Octets of what is in segments. */
    long stored() throws IOException {
        return search(searcher -> {
            long octets = 0;
            for (var leaf : searcher.getIndexReader().leaves()) {
                for (var file : files(leaf.reader())) {
                    octets += directory.fileLength(file);
                }
            }
            return octets;
        });
    }

    private static Collection<String> files(LeafReader segment) throws IOException {
        return ((SegmentReader) segment).getSegmentInfo().files();
    }

    void commit(long version) throws IOException {
        writer.setLiveCommitData(
                Map.of(
                                LAYOUT_KEY,
                                LAYOUT,
                                VERSION_KEY,
                                Long.toString(version),
                                RECREATED_KEY,
                                Integer.toString(keys.size()),
                                CONTENT_KEY,
                                content)
                        .entrySet());
        writer.commit();
    }

    /** Makes what was written searchable. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** Searchers without Lucene's own cache, which would be shared by all accounts. */
    private static final class Uncached extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
            var searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            return searcher;
        }
    }

    /** Something that is done with a searcher. */
    interface Searching<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    /**
     * @throws AlreadyClosedException when the index was closed meanwhile
     */
    <T> T search(Searching<T> searching) throws IOException {
        var searcher = searchers.acquire();
        try {
            return searching.with(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /** Closes without a commit: what was not committed is read again from the stream. */
    void close() throws IOException {
        try (directory) {
            searchers.close();
            writer.rollback();
        }
    }

    /** Whether the writer gave up because of damage or a full disk. */
    @Nullable Throwable tragedy() {
        return writer.getTragicException();
    }
}
