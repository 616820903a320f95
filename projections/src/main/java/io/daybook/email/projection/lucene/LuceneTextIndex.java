package io.daybook.email.projection.lucene;

import io.daybook.core.AccountId;
import io.daybook.core.DiskThreads;
import io.daybook.core.StreamHeads;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.projection.CatchUp;
import io.daybook.email.projection.StoredMessages;
import io.daybook.email.projection.TextIndex;
import io.daybook.email.projection.text.Words;
import io.daybook.mime.MessageParser;
import io.daybook.view.Follower;
import io.daybook.view.Sequenced;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** The text index of the embedded product: a folder with a Lucene index for each account. */
public final class LuceneTextIndex implements TextIndex, Follower, AutoCloseable {
    /** What the folder of an index that is renewed has at the end of its name. */
    private static final String NEXT = "+next";

    /** The same of one that a rebuild makes, and of the one that it has replaced. */
    private static final String DRAFT = "+draft";

    private static final String KEPT = "+kept";

    private static final Duration LEISURE = Duration.ofMillis(150);

    /** After this long a step ends at the next event, so that who waits can tell the progress. */
    private static final Duration STEP = Duration.ofMillis(300);

    private final Path root;
    private final StoredMessages messages;
    private final CatchUp catchUp;
    private final Posting posting;
    private final Keeper keeper;
    private final String content;
    private final ConcurrentHashMap<AccountId, AccountText> accounts = new ConcurrentHashMap<>();
    private final Set<AccountId> renewing = ConcurrentHashMap.newKeySet();

    /**
     * @param root the folder of the folders; made when needed
     * @param catchUp asked when a search must see more than was applied
     */
    public LuceneTextIndex(Path root, StoredMessages messages, CatchUp catchUp, Limits limits) {
        this(
                root,
                messages,
                catchUp,
                limits,
                MessageParser.VERSION + "." + Words.VERSION + "." + Documents.VERSION);
    }

    /**
     * @param content the versions of what makes documents: an index of others is built again
     */
    public LuceneTextIndex(
            Path root, StoredMessages messages, CatchUp catchUp, Limits limits, String content) {
        this.root = root;
        this.content = content;
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
        renewIfOutdated(accountOf(stream), text);
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
        renewIfOutdated(account, text);
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

    private void renewIfOutdated(AccountId account, AccountText text) {
        if (text.isOutdated() && renewing.add(account)) {
            Path folder = folder(account, NEXT);
            var next = new AccountText(account, folder, posting, content);
            var renewal = new Renewal(account, text, next, folder);
            keeper.later(() -> {
                try {
                    renewal.run(catchUp, keeper::isClosed);
                } finally {
                    renewing.remove(account);
                }
            });
        }
    }

    @Override
    public boolean startOver(String stream) {
        return DiskThreads.call(text(accountOf(stream))::delete);
    }

    /** Takes away, when there is time, the indexes of accounts that are gone. */
    public void tidy(StreamHeads heads) {
        keeper.later(() -> {
            try {
                tidyNow(heads);
            } catch (IOException e) {
                throw new UncheckedIOException("the text indexes were not tidied", e);
            }
        });
    }

    private void tidyNow(StreamHeads heads) throws IOException {
        for (Path folder : folders()) {
            var account = account(folder.getFileName().toString());
            String stream = account == null ? null : account.stream();
            if (stream != null && (heads.head(stream) < 0 || heads.isErased(stream))) {
                new IndexFolder(folder).delete();
            }
        }
    }

    /** Commits what was indexed, so that a restart finds it. */
    public void flush() {
        accounts.values().forEach(text -> DiskThreads.run(text::commitNow));
    }

    /** Waits for the work that was put off. */
    public void settle() {
        keeper.settle();
    }

    /** Commits and closes everything. */
    @Override
    public void close() {
        keeper.close();
    }

    private AccountText text(AccountId account) {
        return accounts.computeIfAbsent(
                account, id -> new AccountText(id, root.resolve(folder(id)), posting, content));
    }

    /** An index of the account beside the one that is read. */
    AccountText beside(AccountId account, Path folder) {
        return new AccountText(account, folder, posting, content);
    }

    AccountText current(AccountId account) {
        return text(account);
    }

    Path draftFolder(AccountId account) {
        return folder(account, DRAFT);
    }

    Path keptFolder(AccountId account) {
        return folder(account, KEPT);
    }

    private Path folder(AccountId account, String kind) {
        return root.resolve(folder(account) + kind);
    }

    /**
     * Ends what a server that died has left of a rebuild: a draft goes, and what was set aside for
     * a draft that did not come is put back. To be called before anything is read.
     */
    public void recover() {
        try {
            for (Path folder : folders()) {
                String name = folder.getFileName().toString();
                if (name.endsWith(DRAFT)) {
                    new IndexFolder(folder).delete();
                } else if (name.endsWith(KEPT)) {
                    Path place = root.resolve(name.substring(0, name.length() - KEPT.length()));
                    if (!Files.exists(place)) {
                        Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the text indexes in " + root + " fail", e);
        }
    }

    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var found = Files.list(root)) {
            return found.toList();
        }
    }

    /** File systems without case must not take two accounts for one. */
    private static String folder(AccountId account) {
        var name = new StringBuilder();
        for (char c : account.value().toCharArray()) {
            name.append(c >= 'A' && c <= 'Z' ? "." + (char) (c + 32) : String.valueOf(c));
        }
        return name.toString();
    }

    /** The account of a folder of ours, or null. */
    private static @Nullable AccountId account(String folder) {
        int plus = folder.indexOf('+');
        String name = plus < 0 ? folder : folder.substring(0, plus);
        var value = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean upper = name.charAt(i) == '.' && i + 1 < name.length();
            char c = upper ? name.charAt(++i) : name.charAt(i);
            value.append(upper ? (char) (c - 32) : c);
        }
        if (!value.toString().matches("[A-Za-z0-9_-]{1,64}")) {
            return null;
        }
        var account = new AccountId(value.toString());
        return folder(account).equals(name) ? account : null;
    }

    private static AccountId accountOf(String stream) {
        return Objects.requireNonNull(AccountId.ofStream(stream), stream);
    }
}
