package io.daybook.email.projection.lucene;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.DiskThreads;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.projection.GoneTexts;
import io.daybook.email.projection.StoredMessages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** An index in memory of the same documents, searched by the same queries, as those in folders. */
public final class LuceneGoneTexts implements GoneTexts {
    private final StoredMessages messages;

    public LuceneGoneTexts(StoredMessages messages) {
        this.messages = messages;
    }

    @Override
    public Held of(AccountId account) {
        try {
            return new InMemory(account, messages, OpenIndex.inMemory());
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory cannot be opened", e);
        }
    }

    private static final class InMemory implements Held {
        private final AccountId account;
        private final StoredMessages messages;
        private final Documents documents;
        private final OpenIndex index;
        private final RoaringBitmap unread = new RoaringBitmap();

        InMemory(AccountId account, StoredMessages messages, OpenIndex index) {
            this.account = account;
            this.messages = messages;
            this.documents = new Documents(messages);
            this.index = index;
        }

        @Override
        public void add(Map<Integer, BlobId> added) {
            added.forEach((email, message) -> {
                var document = documents.ofKept(account, email, message);
                if (document == null) {
                    isUnread(RoaringBitmap.bitmapOf(email));
                } else {
                    unchecked(() -> {
                        index.add(document);
                        return index;
                    });
                }
            });
        }

        private void isUnread(RoaringBitmap emails) {
            synchronized (unread) {
                unread.or(emails);
            }
        }

        @Override
        public RoaringBitmap search(Text condition) {
            return search(searcher -> new TextSearch(searcher).search(condition));
        }

        @Override
        public RoaringBitmap search(Header condition) {
            return DiskThreads.call(() ->
                    search(searcher -> {
                        var search = new HeaderSearch(account, messages, searcher, condition);
                        var found = search.search();
                        isUnread(search.unread());
                        return found;
                    }));
        }

        private RoaringBitmap search(OpenIndex.Searching<RoaringBitmap> searching) {
            return unchecked(() -> {
                index.refresh();
                return index.search(searching);
            });
        }

        @Override
        public RoaringBitmap unread() {
            synchronized (unread) {
                return unread.clone();
            }
        }

        @Override
        public long weight() {
            return unchecked(() -> {
                index.refresh();
                return index.stored() + index.buffered();
            });
        }

        private interface Work<T> {
            T run() throws IOException;
        }

        private static <T> T unchecked(Work<T> work) {
            try {
                return work.run();
            } catch (IOException e) {
                throw new UncheckedIOException("an index in memory fails", e);
            }
        }
    }
}
