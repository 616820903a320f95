package io.daybook.email.projection.lucene;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.projection.StoredMessages;
import io.daybook.email.projection.text.Folding;
import io.daybook.email.projection.text.HeaderTexts;
import io.daybook.email.projection.text.WordPiece;
import io.daybook.mime.Digest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Answers header conditions exactly: the words of the text lead to the documents that may have it,
 * and where words alone do not decide, the digest does.
 */
final class HeaderSearch {
    /** Words of the text that are looked up; the digest decides about the others. */
    private static final int MAX_PIECES = 16;

    private final AccountId account;
    private final StoredMessages messages;
    private final IndexSearcher searcher;
    private final String name;
    private final String text;
    private final Matches unread = new Matches();

    HeaderSearch(
            AccountId account, StoredMessages messages, IndexSearcher searcher, Header condition) {
        this.account = account;
        this.messages = messages;
        this.searcher = searcher;
        this.name = condition.name().toLowerCase(Locale.ROOT);
        this.text = condition.text() == null ? "" : Folding.foldValue(condition.text());
    }

    RoaringBitmap search() throws IOException {
        var pieces = WordPiece.of(text);
        var found = new Matches();
        for (var leaf : searcher.getIndexReader().leaves()) {
            found.add(leaf.reader(), in(leaf.reader(), pieces));
        }
        return found.toBitmap();
    }

    /** The emails about which their digest had to decide, and is not there any more. */
    RoaringBitmap unread() {
        return unread.toBitmap();
    }

    private FixedBitSet in(LeafReader segment, List<WordPiece> pieces) throws IOException {
        var named = new TermScan(segment, Fields.NAME).equalTo(name);
        if (text.isEmpty()) {
            return named;
        }
        var candidates = named;
        if (HeaderTexts.isIndexed(name)) {
            candidates = named.clone();
            for (var piece : pieces.subList(0, Math.min(MAX_PIECES, pieces.size()))) {
                candidates.and(with(piece, segment));
            }
            if (pieces.size() == 1 && pieces.getFirst().isWholeText(text)) {
                verify(segment, minus(cut(segment), candidates), candidates);
                return candidates;
            }
            candidates.or(cut(segment));
        }
        var verified = new FixedBitSet(segment.maxDoc());
        verify(segment, candidates, verified);
        return verified;
    }

    private FixedBitSet with(WordPiece piece, LeafReader segment) throws IOException {
        return Fields.HEADERS.contains(name)
                ? new TermScan(segment, name).matching("", piece)
                : new TermScan(segment, Fields.WORD).matching(Fields.named(name, ""), piece);
    }

    /** Documents in which the index does not know the end of some word of the field. */
    private FixedBitSet cut(LeafReader segment) throws IOException {
        return new TermScan(segment, Fields.CUT).equalTo(name);
    }

    private static FixedBitSet minus(FixedBitSet set, FixedBitSet other) {
        var rest = set.clone();
        rest.andNot(other);
        return rest;
    }

    private void verify(LeafReader segment, FixedBitSet candidates, FixedBitSet verified)
            throws IOException {
        var live = segment.getLiveDocs();
        var blobs = DocValues.getBinary(segment, Fields.BLOB);
        var missing = new FixedBitSet(segment.maxDoc());
        for (int doc = 0; doc < candidates.length(); doc++) {
            if (candidates.get(doc) && (live == null || live.get(doc)) && blobs.advanceExact(doc)) {
                var digest = digest(blobs.binaryValue());
                if (digest == null) {
                    missing.set(doc);
                } else if (HeaderTexts.contain(digest, name, text)) {
                    verified.set(doc);
                }
            }
        }
        unread.add(segment, missing);
    }

    private @Nullable Digest digest(BytesRef hash) {
        byte[] sha256 = Arrays.copyOfRange(hash.bytes, hash.offset, hash.offset + hash.length);
        return messages.digest(account, BlobId.ofSha256(sha256));
    }
}
