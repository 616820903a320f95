package io.daybook.blob.command.link;

import io.daybook.blob.command.BlobKeys;
import io.daybook.blob.command.link.LinkChanges.Seen;
import io.daybook.core.AccountId;
import io.daybook.core.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds octets while they are brought, and links to them: in this order, so that none clears away
 * between the two what the other relies on.
 */
record Holding(LinkChanges changes, BlobKeys keys, Clock clock) {
    private static final int ATTEMPTS = 20;

    /** How long octets may take to be brought. */
    private static final Duration HOLD = Duration.ofDays(1);

    /** Makes sure that octets are there; null when they are not, and cannot be brought. */
    interface Bringing extends Supplier<BlobRows.@Nullable BlobRow> {}

    /** Links to octets that are there now. */
    interface Settling extends UnaryOperator<BlobLink> {
        /** Null when nothing holds the octets any more. */
        @Override
        @Nullable BlobLink apply(BlobLink links);

        default LinkChanges.Change then(UnaryOperator<BlobLink> change) {
            return it -> {
                var settled = it == null ? null : apply(it);
                return settled == null ? null : change.apply(settled);
            };
        }
    }

    /** Changes the links that hold the octets; null when what held them was gone. */
    interface Linking {
        @Nullable BlobLink link(Seen held, Settling settling);
    }

    /** True when there is a link; false when there are no octets. */
    boolean bring(BlobLink none, Seen seen, Bringing octets, Linking linking) {
        Seen before = seen;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            String holder = "#" + UUID.randomUUID();
            Seen held = held(none, before, holder);
            var links = held.links();
            var row = octets.get();
            if (row == null || links == null) {
                return false;
            }
            byte[] key = wrappedKey(none.account(), row);
            if (linking.link(held, it -> it.settled(links, holder, key)) != null) {
                return true;
            }
            before = changes.look(none.account(), none.blob());
        }
        throw new Unavailable("the links to " + none.blob() + " come and go");
    }

    /** Links that were settled are proved to have held the octets when the new link is written. */
    private Seen held(BlobLink none, Seen before, String holder) {
        var links = before.links();
        if (links != null && links.isSettled()) {
            return before;
        }
        long now = clock.millis();
        return changes.change(
                none.account(),
                none.blob(),
                before,
                it -> (it == null ? none : it).held(holder, now, now + HOLD.toMillis()));
    }

    private byte[] wrappedKey(AccountId account, BlobRows.BlobRow row) {
        byte[] hash = row.blob().sha256Octets();
        return keys.wrapFor(account, keys.unwrap(row.wrappedKey(), hash), hash);
    }
}
