package io.daybook.blob.command.rocksdb;

import io.daybook.blob.command.BlobKeys;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.journal.JournalFailure;
import io.daybook.journal.SealBroken;
import io.daybook.journal.rocksdb.Family;
import io.daybook.journal.rocksdb.JournalDb;
import io.daybook.journal.rocksdb.Keys;
import io.daybook.journal.rocksdb.Pages;
import io.daybook.proof.Finding;
import io.daybook.proof.Verifier;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Proves blobs: that each is there and opens, and that its octets are those of its name. */
final class BlobCheck implements Verifier {
    private static final String PART = "blobs";
    private static final int PIECE = 1 << 20;
    private static final byte[] ALL = {};
    private static final String RESTORE =
            "Put the blob back from a backup: its rows of the journal, or its file; who has the"
                    + " message elsewhere can import it again.";

    private final JournalDb db;
    private final BlobKeys keys;
    private final Contents contents;
    private final BlobFiles files;

    BlobCheck(JournalDb db, BlobKeys keys, Contents contents, BlobFiles files) {
        this.db = db;
        this.keys = keys;
        this.contents = contents;
        this.files = files;
    }

    @Override
    public String part() {
        return PART;
    }

    @Override
    public void verify(Scope scope, Report report) {
        var hashes = scope.isEverything() ? all() : linked(scope.streams());
        long done = 0;
        for (byte[] hash : hashes) {
            var finding = finding(hash);
            if (finding != null) {
                report.found(finding);
            }
            report.progress("blobs", ++done, hashes.size());
        }
    }

    /** All that are there, and all that something links to: 32 octets of memory each. */
    private List<byte[]> all() {
        var hashes = new TreeSet<byte[]>(Arrays::compareUnsigned);
        Pages.forEach(db, Family.BLOBS, ALL, (key, _) -> hashes.add(key));
        Pages.forEach(
                db,
                Family.LINKS,
                LinkKeys.PERMANENT,
                (key, _) -> hashes.add(LinkKeys.lastHash(key)));
        return List.copyOf(hashes);
    }

    private List<byte[]> linked(List<String> streams) {
        var hashes = new TreeSet<byte[]>(Arrays::compareUnsigned);
        for (var stream : streams) {
            var account = AccountId.ofStream(stream);
            if (account != null) {
                Pages.forEach(
                        db,
                        Family.LINKS,
                        LinkKeys.permanents(account.value()),
                        (key, _) -> hashes.add(LinkKeys.lastHash(key)));
            }
        }
        return List.copyOf(hashes);
    }

    private @Nullable Finding finding(byte[] hash) {
        byte[] row = db.get(Family.BLOBS, hash);
        if (row == null) {
            return wrong("blob missing", hash, "something links to it, but it is not there");
        }
        try {
            byte[] is = hash(hash, BlobRow.CODEC.decode(row));
            return Arrays.equals(is, hash)
                    ? null
                    : wrong(
                            "blob changed",
                            hash,
                            "its octets have the hash " + HexFormat.of().formatHex(is));
        } catch (SealBroken e) {
            return wrong("blob changed", hash, "its octets do not open with its key");
        } catch (JournalFailure e) {
            return wrong("blob missing", hash, "its file cannot be read: " + e.getMessage());
        } catch (RuntimeException e) {
            // Whatever damaged octets do to what reads them, they are damaged.
            return wrong("blob changed", hash, "it cannot be read: " + e.getMessage());
        }
    }

    private byte[] hash(byte[] hash, BlobRow row) {
        var key = keys.unwrap(row.wrappedKey(), hash);
        MessageDigest digest = BlobId.sha256();
        if (!row.inFile()) {
            return digest.digest(contents.read(hash, key));
        }
        for (long from = 0; from < row.size(); from += PIECE) {
            digest.update(files.read(hash, key, row.size(), from, PIECE));
        }
        return digest.digest();
    }

    private Finding wrong(String kind, byte[] hash, String what) {
        var accounts = new ArrayList<String>();
        Pages.forEach(
                db,
                Family.LINKS,
                LinkKeys.back(hash),
                (key, _) -> accounts.add(Keys.nameAt(key, 2 + hash.length)));
        String where =
                "blob "
                        + BlobId.ofSha256(hash)
                        + (accounts.isEmpty() ? "" : " of " + String.join(", ", accounts));
        return new Finding(PART, kind, where, what, RESTORE);
    }
}
