package io.daybook.blob.command.rocksdb;

import io.daybook.core.AccountId;
import io.daybook.journal.rocksdb.Batch;
import io.daybook.journal.rocksdb.Family;
import io.daybook.journal.rocksdb.JournalDb;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** The links of accounts to blobs. Changes are made under the lock of the content hash. */
final class Links {
    private static final byte[] NOTHING = {};

    private final JournalDb db;
    private final Clock clock;

    Links(JournalDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Nullable LinkRow permanent(AccountId account, byte[] hash) {
        return row(LinkKeys.permanent(account.value(), hash));
    }

    /** The permanent link to each, null where there is none. */
    List<@Nullable LinkRow> permanent(AccountId account, List<byte[]> hashes) {
        var rows =
                db.getAll(
                        Family.LINKS,
                        hashes.stream()
                                .map(hash -> LinkKeys.permanent(account.value(), hash))
                                .toList());
        var links = new ArrayList<@Nullable LinkRow>(rows.size());
        rows.forEach(row -> links.add(row == null ? null : LinkRow.CODEC.decode(row)));
        return links;
    }

    /** The link of the uploader, or null when there is none or it has expired. */
    @Nullable LinkRow upload(AccountId account, String uploader, byte[] hash) {
        LinkRow row = kept(account.value(), uploader, hash);
        return row == null || row.expires() <= clock.millis() ? null : row;
    }

    /** The link of the uploader, expired or not. */
    @Nullable LinkRow kept(String account, String uploader, byte[] hash) {
        return row(LinkKeys.upload(account, uploader, hash));
    }

    /** Any link of the account: for the server's own work. */
    @Nullable LinkRow any(AccountId account, byte[] hash) {
        LinkRow permanent = permanent(account, hash);
        if (permanent != null) {
            return permanent;
        }
        byte[] prefix = LinkKeys.backFromUploads(account.value(), hash);
        var back = db.last(Family.LINKS, prefix, lastBelow(prefix));
        return back == null
                ? null
                : kept(account.value(), LinkKeys.uploader(back.key(), prefix), hash);
    }

    boolean hasAny(byte[] hash) {
        byte[] prefix = LinkKeys.back(hash);
        return db.last(Family.LINKS, prefix, lastBelow(prefix)) != null;
    }

    static void putPermanent(Batch batch, AccountId account, byte[] hash, LinkRow row)
            throws RocksDBException {
        batch.put(
                Family.LINKS,
                LinkKeys.permanent(account.value(), hash),
                LinkRow.CODEC.encode(row.permanent()));
        batch.put(Family.LINKS, LinkKeys.backFromPermanent(account.value(), hash), NOTHING);
    }

    static void putUpload(Batch batch, AccountId account, String uploader, byte[] hash, LinkRow row)
            throws RocksDBException {
        String name = account.value();
        batch.put(Family.LINKS, LinkKeys.upload(name, uploader, hash), LinkRow.CODEC.encode(row));
        batch.put(Family.LINKS, LinkKeys.expiry(row.expires(), name, uploader, hash), NOTHING);
        batch.put(Family.LINKS, LinkKeys.backFromUpload(name, uploader, hash), NOTHING);
    }

    static void deleteUpload(Batch batch, String account, String uploader, byte[] hash, LinkRow row)
            throws RocksDBException {
        batch.delete(Family.LINKS, LinkKeys.upload(account, uploader, hash));
        batch.delete(Family.LINKS, LinkKeys.expiry(row.expires(), account, uploader, hash));
        batch.delete(Family.LINKS, LinkKeys.backFromUpload(account, uploader, hash));
    }

    static void deletePermanent(Batch batch, String account, byte[] hash) throws RocksDBException {
        batch.delete(Family.LINKS, LinkKeys.permanent(account, hash));
        batch.delete(Family.LINKS, LinkKeys.backFromPermanent(account, hash));
    }

    /** Notes that the blob may have lost its last link, for the sweep to look after its grace. */
    static void mark(Batch batch, long at, byte[] hash) throws RocksDBException {
        batch.put(Family.LINKS, LinkKeys.mark(at, hash), NOTHING);
    }

    private @Nullable LinkRow row(byte[] key) {
        byte[] value = db.get(Family.LINKS, key);
        return value == null ? null : LinkRow.CODEC.decode(value);
    }

    /** A key after every key with the prefix: names in keys are UTF-8, which has no 0xFF. */
    private static byte[] lastBelow(byte[] prefix) {
        byte[] last = Arrays.copyOf(prefix, prefix.length + 1);
        last[prefix.length] = (byte) 0xFF;
        return last;
    }
}
