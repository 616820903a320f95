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
import java.time.Clock;
import java.time.Duration;
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

    /** When the link was doubted, in milliseconds of the epoch; -1 when it is not. */
    long since(AccountId account, byte[] hash) {
        byte[] at = db.get(Family.LINKS, LinkKeys.doubted(account.value(), hash));
        return at == null ? -1 : Keys.number(at, 0);
    }

    /** Somebody relies on a link that was there; who dispels a doubt is its maker from now on. */
    void reliedOn(AccountId account, byte[] hash, long since) {
        if (since < 0) {
            fresh.invalidate(Link.of(account, hash));
            return;
        }
        write(batch -> remove(batch, account.value(), hash, since));
        made(account, hash);
    }

    /** The octets were uploaded again: the grace begins anew. */
    void uploadedAgain(AccountId account, byte[] hash, long since) {
        if (since >= 0) {
            write(batch -> {
                remove(batch, account.value(), hash, since);
                put(batch, account.value(), hash, clock.millis());
            });
        }
    }

    /** The event that the link was made for did not come. */
    void doubt(AccountId account, byte[] hash) {
        if (fresh.asMap().remove(Link.of(account, hash)) != null) {
            write(batch -> put(batch, account.value(), hash, clock.millis()));
        }
    }

    static void remove(Batch batch, String account, byte[] hash, long since)
            throws RocksDBException {
        batch.delete(Family.LINKS, LinkKeys.doubt(since, account, hash));
        batch.delete(Family.LINKS, LinkKeys.doubted(account, hash));
    }

    private static void put(Batch batch, String account, byte[] hash, long at)
            throws RocksDBException {
        batch.put(Family.LINKS, LinkKeys.doubt(at, account, hash), new byte[0]);
        batch.put(Family.LINKS, LinkKeys.doubted(account, hash), Keys.number(at));
    }

    private void write(Change rows) {
        db.write(Durability.EARLY, ROW_OCTETS, rows);
    }
}
