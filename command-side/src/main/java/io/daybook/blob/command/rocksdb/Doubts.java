package io.daybook.blob.command.rocksdb;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.journal.rocksdb.Batch;
import io.daybook.journal.rocksdb.Change;
import io.daybook.journal.rocksdb.Durability;
import io.daybook.journal.rocksdb.Family;
import io.daybook.journal.rocksdb.JournalDb;
import io.daybook.journal.rocksdb.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Permanent links that were made for an event that never came. Only who made a link, and alone
 * relied on it, can doubt it; whoever relies on it later dispels the doubt. All calls hold the lock
 * of the content hash.
 */
final class Doubts {
    private static final long ROW_OCTETS = 512;
    private static final int REMEMBERED = 100_000;
    private static final Duration LONGEST_COMMAND = Duration.ofHours(1);

    /** The user of a doubt that hinders nobody: no address is spelled like that. */
    private static final String ANYBODY = "*";

    private final JournalDb db;
    private final Clock clock;

    /** Links that one command waits on. What is forgotten here is just never doubted. */
    private final Cache<Link, Boolean> fresh =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(LONGEST_COMMAND).build();

    private record Link(AccountId account, BlobId blob) {
        static Link of(AccountId account, byte[] hash) {
            return new Link(account, BlobId.ofSha256(hash));
        }
    }

    Doubts(JournalDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A link was made permanent. */
    void made(AccountId account, byte[] hash) {
        fresh.put(Link.of(account, hash), Boolean.TRUE);
    }

    /**
     * A doubted link.
     *
     * @param since in milliseconds of the epoch
     * @param user who alone may follow the link, or {@link #ANYBODY}
     */
    record Doubted(long since, String user) {
        boolean lets(String other) {
            return user.equals(other) || user.equals(ANYBODY);
        }
    }

    /** Null when the link is not doubted. */
    @Nullable Doubted find(AccountId account, byte[] hash) {
        byte[] row = db.get(Family.LINKS, LinkKeys.doubted(account.value(), hash));
        return row == null
                ? null
                : new Doubted(
                        Keys.number(row, 0),
                        new String(
                                row, Long.BYTES, row.length - Long.BYTES, StandardCharsets.UTF_8));
    }

    /** Somebody relies on a link that was there; who dispels a doubt is its maker from now on. */
    void reliedOn(AccountId account, byte[] hash, @Nullable Doubted doubted) {
        if (doubted == null) {
            fresh.invalidate(Link.of(account, hash));
            return;
        }
        write(batch -> remove(batch, account.value(), hash, doubted.since()));
        made(account, hash);
    }

    /** Who doubts the link uploaded the octets again: the grace begins anew. */
    void uploadedAgain(AccountId account, byte[] hash, @Nullable Doubted doubted) {
        if (doubted != null) {
            write(batch -> {
                remove(batch, account.value(), hash, doubted.since());
                put(batch, account.value(), hash, new Doubted(clock.millis(), doubted.user()));
            });
        }
    }

    /** The event that the link was made for did not come. */
    void doubt(AccountId account, String user, byte[] hash) {
        if (fresh.asMap().remove(Link.of(account, hash)) != null) {
            var doubted = new Doubted(clock.millis(), user);
            write(batch -> put(batch, account.value(), hash, doubted));
        }
    }

    /** Nothing names the blob any more, as far as is known. */
    void leave(AccountId account, byte[] hash) {
        if (find(account, hash) == null) {
            var doubted = new Doubted(clock.millis(), ANYBODY);
            write(batch -> put(batch, account.value(), hash, doubted));
        }
    }

    static void remove(Batch batch, String account, byte[] hash, long since)
            throws RocksDBException {
        batch.delete(Family.LINKS, LinkKeys.doubt(since, account, hash));
        batch.delete(Family.LINKS, LinkKeys.doubted(account, hash));
    }

    private static void put(Batch batch, String account, byte[] hash, Doubted doubted)
            throws RocksDBException {
        byte[] user = doubted.user().getBytes(StandardCharsets.UTF_8);
        byte[] row = Keys.of(Keys.number(doubted.since()), user);
        batch.put(Family.LINKS, LinkKeys.doubt(doubted.since(), account, hash), new byte[0]);
        batch.put(Family.LINKS, LinkKeys.doubted(account, hash), row);
    }

    private void write(Change rows) {
        db.write(Durability.EARLY, ROW_OCTETS, rows);
    }
}
