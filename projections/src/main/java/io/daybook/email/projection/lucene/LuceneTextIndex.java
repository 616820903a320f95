package io.daybook.email.projection.lucene;

import io.daybook.core.AccountId;
import io.daybook.core.DiskThreads;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.projection.StoredMessages;
import io.daybook.email.projection.TextIndex;
import io.daybook.view.Follower;
import io.daybook.view.Sequenced;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.search.IndexSearcher;
import org.roaringbitmap.RoaringBitmap;

/** The text index of the embedded product: a folder with a Lucene index for each account. */
public final class LuceneTextIndex implements TextIndex, Follower, AutoCloseable {
    private static final Duration LEISURE = Duration.ofMillis(150);

    /** After this long a step ends at the next event, so that who waits can tell the progress. */
    private static final Duration STEP = Duration.ofMillis(300);

    private final Path root;
    private final StoredMessages messages;
    private final CatchUp catchUp;
    private final Posting posting;
    private final Keeper keeper;
    private final ConcurrentHashMap<AccountId, AccountText> accounts = new ConcurrentHashMap<>();

    /**
     * @param root the folder of the folders; made when needed
     * @param catchUp asked when a search must see more than was applied
     */
    public LuceneTextIndex(Path root, StoredMessages messages, CatchUp catchUp, Limits limits) {
        this.root = root;
        this.messages = messages;
        this.catchUp = catchUp;
        this.posting = new Posting(new Documents(messages));
        this.keeper = new Keeper(accounts.values(), limits);
    }

    @Override
    public String name() {
        return "text";
    }

    @Override
    public Duration leisure() {
        return LEISURE;
    }

    @Override
    public boolean follows(String stream) {
        return AccountId.ofStream(stream) != null;
    }

    @Override
    public long version(String stream) {
        return DiskThreads.call(text(accountOf(stream))::version);
    }

    @Override
    public void apply(String stream, long fromVersion, List<Sequenced> events) {
        var text = text(accountOf(stream));
        keeper.index(() -> apply(text, events));
        keeper.bound();
    }

    private static void apply(AccountText text, List<Sequenced> events) {
        long deadline = System.nanoTime() + STEP.toNanos();
        for (var event : events) {
            if (!text.apply(event) || System.nanoTime() > deadline) {
                return;
            }
        }
    }

    @Override
    public long version(AccountId account) {
        return DiskThreads.call(text(account)::searchable);
    }

    @Override
    public boolean catchUp(AccountId account, long version) {
        var text = text(account);
        // Opening shows whether the index is still there.
        DiskThreads.run(() -> text.refresh(version));
        keeper.bound();
        if (text.searchable() >= version) {
            return true;
        }
        if (!catchUp.catchUp(this, account.stream(), version)) {
            return false;
        }
        DiskThreads.run(() -> text.refresh(version));
        return text.searchable() >= version;
    }

    @Override
    public RoaringBitmap search(AccountId account, Text condition) {
        return search(account, condition, searcher -> new TextSearch(searcher).search(condition));
    }

    @Override
    public RoaringBitmap search(AccountId account, Header condition) {
        return search(
                account,
                condition,
                searcher -> new HeaderSearch(account, messages, searcher, condition).search());
    }

    private RoaringBitmap search(
            AccountId account,
            EmailFilter condition,
            OpenIndex.Searching<RoaringBitmap> searching) {
        var text = text(account);
        long seen = text.searchable();
        try {
            return searchNow(text, condition, searching);
        } catch (DamagedIndex e) {
            if (!catchUp(account, seen)) {
                throw e;
            }
            return searchNow(text, condition, searching);
        } finally {
            keeper.bound();
        }
    }

    private static RoaringBitmap searchNow(
            AccountText text, EmailFilter condition, OpenIndex.Searching<RoaringBitmap> searching) {
        return DiskThreads.call(() ->
                text.search(index ->
                        index.search(searcher ->
                                remembered(index.results(), searcher, condition, searching))));
    }

    private static RoaringBitmap remembered(
            Results results,
            IndexSearcher searcher,
            EmailFilter condition,
            OpenIndex.Searching<RoaringBitmap> searching)
            throws IOException {
        var known = results.get(searcher.getIndexReader(), condition);
        if (known != null) {
            return known;
        }
        var found = searching.with(searcher);
        results.put(searcher.getIndexReader(), condition, found);
        return found;
    }

    /** Commits what was indexed, so that a restart finds it. */
    public void flush() {
        accounts.values().forEach(text -> DiskThreads.run(text::commitNow));
    }

    /** Commits and closes everything. */
    @Override
    public void close() {
        keeper.close();
    }

    private AccountText text(AccountId account) {
        return accounts.computeIfAbsent(
                account, id -> new AccountText(id, root.resolve(folder(id)), posting));
    }

    /** File systems without case must not take two accounts for one. */
    private static String folder(AccountId account) {
        var name = new StringBuilder();
        for (char c : account.value().toCharArray()) {
            name.append(c >= 'A' && c <= 'Z' ? "." + (char) (c + 32) : String.valueOf(c));
        }
        return name.toString();
    }

    private static AccountId accountOf(String stream) {
        return Objects.requireNonNull(AccountId.ofStream(stream), stream);
    }
}
