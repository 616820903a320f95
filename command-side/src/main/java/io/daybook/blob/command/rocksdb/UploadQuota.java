package io.daybook.blob.command.rocksdb;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.core.AccountId;
import io.daybook.journal.rocksdb.Durability;
import io.daybook.journal.rocksdb.Family;
import io.daybook.journal.rocksdb.JournalDb;
import io.daybook.journal.rocksdb.Pages;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The quota of uploads that nothing references yet, for each uploader in each account. The sums in
 * memory only say when to look; what is deleted is decided on the rows.
 */
final class UploadQuota {
    private static final int CACHED = 10_000;
    private static final long ROW_OCTETS = 512;

    private record Uploader(AccountId account, String name) {}

    private record Kept(byte[] hash, LinkRow link) {}

    private final JournalDb db;
    private final Links links;
    private final Stripes stripes;
    private final Clock clock;
    private final long quota;
    private final Cache<Uploader, AtomicLong> sums =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    UploadQuota(JournalDb db, Links links, Stripes stripes, Clock clock, long quota) {
        this.db = db;
        this.links = links;
        this.stripes = stripes;
        this.clock = clock;
        this.quota = quota;
    }

    /** Counts an upload that is coming, and makes room for it: the oldest go first. */
    void add(AccountId account, String uploader, long size) {
        var who = new Uploader(account, uploader);
        AtomicLong sum = sums.get(who, ignored -> new AtomicLong(sum(uploads(who))));
        // RFC 8620 section 6: the server MUST delete unreferenced blobs, oldest first, until there
        // is room for the new one.
        if (sum.addAndGet(size) > quota) {
            sum.set(size + makeRoom(who, size));
        }
    }

    void remove(AccountId account, String uploader, long size) {
        AtomicLong sum = sums.getIfPresent(new Uploader(account, uploader));
        if (sum != null) {
            sum.addAndGet(-size);
        }
    }

    private long makeRoom(Uploader who, long size) {
        List<Kept> oldestFirst = uploads(who);
        oldestFirst.sort(Comparator.comparingLong(kept -> kept.link().uploadedAt()));
        long left = sum(oldestFirst);
        for (Kept kept : oldestFirst) {
            if (left + size <= quota) {
                break;
            }
            delete(who, kept.hash());
            left -= kept.link().size();
        }
        return left;
    }

    private void delete(Uploader who, byte[] hash) {
        String account = who.account().value();
        try (var held = stripes.hold(hash)) {
            LinkRow row = links.kept(account, who.name(), hash);
            if (row != null) {
                db.write(
                        Durability.EARLY,
                        ROW_OCTETS,
                        batch -> {
                            Links.deleteUpload(batch, account, who.name(), hash, row);
                            Links.mark(batch, clock.millis(), hash);
                        });
            }
        }
    }

    private List<Kept> uploads(Uploader who) {
        var uploads = new ArrayList<Kept>();
        Pages.forEach(
                db,
                Family.LINKS,
                LinkKeys.uploads(who.account().value(), who.name()),
                (key, value) ->
                        uploads.add(
                                new Kept(LinkKeys.lastHash(key), LinkRow.CODEC.decode(value))));
        return uploads;
    }

    private static long sum(List<Kept> uploads) {
        return uploads.stream().mapToLong(kept -> kept.link().size()).sum();
    }
}
