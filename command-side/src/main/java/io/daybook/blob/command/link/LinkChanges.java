package io.daybook.blob.command.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.blob.command.link.LinkRows.Kept;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes links, again on what somebody else has made of them meanwhile. */
final class LinkChanges {
    private static final int ATTEMPTS = 100;
    private static final int REMEMBERED = 100_000;
    private static final Duration LONGEST_COMMAND = Duration.ofHours(1);

    private final LinkRows links;
    private final BlobRows blobs;
    private final Clock clock;

    /** Links that one command here waits on. What is forgotten is just never doubted. */
    private final Cache<Of, String> makers =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(LONGEST_COMMAND).build();

    private record Of(AccountId account, BlobId blob) {}

    /** What becomes of the links; null to leave them as they are. */
    interface Change extends Function<@Nullable BlobLink, @Nullable BlobLink> {}

    LinkChanges(LinkRows links, BlobRows blobs, Clock clock) {
        this.links = links;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** A row as it was read or written, or that there was none. It may be another by now. */
    record Seen(@Nullable Kept row) {
        @Nullable BlobLink links() {
            return row == null ? null : row.link();
        }
    }

    Seen look(AccountId account, BlobId blob) {
        return new Seen(links.find(account, blob));
    }

    /** The links afterwards; null when the change says so. */
    @Nullable BlobLink change(AccountId account, BlobId blob, Change change) {
        return changed(account, blob, change).links();
    }

    /**
     * The same of links that were seen: that they are still so is proved by writing what becomes of
     * them. When nothing is to be written, it is looked again.
     */
    Seen change(AccountId account, BlobId blob, Seen seen, Change change) {
        var after = change.apply(seen.links());
        if (after != null && !after.equals(seen.links()) && !after.isEmpty()) {
            Kept written = links.replace(seen.row(), after);
            if (written != null) {
                return new Seen(written);
            }
        }
        return changed(account, blob, change);
    }

    private Seen changed(AccountId account, BlobId blob, Change change) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Kept kept = links.find(account, blob);
            var before = kept == null ? null : kept.link();
            var after = change.apply(before);
            if (after == null) {
                return new Seen(null);
            }
            if (after.equals(before)) {
                return new Seen(kept);
            }
            Kept written = after.isEmpty() ? removed(kept, after) : links.replace(kept, after);
            if (written != null) {
                return new Seen(written);
            }
        }
        throw new Unavailable("the links of " + account + " to " + blob + " change all the time");
    }

    /**
     * Changes rows that were read, in three goes at most: those that are not as they were read any
     * more stay as they are.
     */
    void change(Collection<Kept> rows, UnaryOperator<BlobLink> change) {
        var changed = new HashMap<Kept, BlobLink>();
        var gone = new ArrayList<Kept>();
        for (Kept row : rows) {
            var after = change.apply(row.link());
            if (after.isEmpty()) {
                gone.add(row);
            } else if (!after.equals(row.link())) {
                changed.put(row, after);
            }
        }
        links.replace(changed);
        if (!gone.isEmpty()) {
            // Before the links go, as below.
            blobs.mark(gone.stream().map(row -> row.link().blob()).toList(), clock.millis());
            links.remove(gone);
        }
    }

    private @Nullable Kept removed(@Nullable Kept kept, BlobLink after) {
        if (kept == null) {
            return new Kept(after, 0);
        }
        // Before the link goes: a mark that was not needed is only looked at in vain.
        blobs.mark(List.of(after.blob()), clock.millis());
        return links.remove(kept) ? new Kept(after, 0) : null;
    }

    /**
     * Makes a command rely on the permanent link, which {@code change} gives to its maker.
     *
     * @param seen the links as they were before
     */
    @Nullable BlobLink rely(
            AccountId account, BlobId blob, Seen seen, Function<String, Change> change) {
        String maker = UUID.randomUUID().toString();
        var after = change(account, blob, seen, change.apply(maker)).links();
        note(account, blob, maker, after);
        return after;
    }

    private void note(AccountId account, BlobId blob, String maker, @Nullable BlobLink after) {
        var link = after == null ? null : after.permanent();
        var of = new Of(account, blob);
        if (link != null && maker.equals(link.maker())) {
            makers.put(of, maker);
        } else {
            makers.invalidate(of);
        }
    }

    /**
     * The same of many links of an account at once; what had changed meanwhile is changed one by
     * one.
     *
     * @return the links afterwards, where there are some
     */
    Map<BlobId, BlobLink> rely(AccountId account, Collection<Kept> seen, Relying relying) {
        String maker = UUID.randomUUID().toString();
        var changes = new HashMap<Kept, BlobLink>();
        for (Kept row : seen) {
            var after = relying.apply(row.link(), row.link(), maker);
            if (after != null && !after.equals(row.link())) {
                changes.put(row, after);
            }
        }
        boolean isAsSeen = links.replace(changes);
        var linked = new HashMap<BlobId, BlobLink>();
        for (Kept row : seen) {
            BlobId blob = row.link().blob();
            var after = isAsSeen ? changes.get(row) : null;
            if (after == null) {
                after = change(account, blob, now -> again(row.link(), now, maker, relying));
            }
            note(account, blob, maker, after);
            if (after != null) {
                linked.put(blob, after);
            }
        }
        return linked;
    }

    /** What the maker has written already stays as it is. */
    private static @Nullable BlobLink again(
            BlobLink seen, @Nullable BlobLink now, String maker, Relying relying) {
        var permanent = now == null ? null : now.permanent();
        boolean isDone = permanent != null && maker.equals(permanent.maker());
        return isDone || now == null ? now : relying.apply(seen, now, maker);
    }

    /** What becomes of links on which a command comes to rely; null to leave them as they are. */
    interface Relying {
        /**
         * @param seen as they were when the octets were made sure of
         */
        @Nullable BlobLink apply(BlobLink seen, BlobLink now, String maker);
    }

    /** The event did not come. */
    void doubt(AccountId account, String user, BlobId blob) {
        String maker = makers.asMap().remove(new Of(account, blob));
        if (maker != null) {
            long now = clock.millis();
            change(account, blob, it -> it == null ? null : it.doubted(maker, user, now));
        }
    }
}
