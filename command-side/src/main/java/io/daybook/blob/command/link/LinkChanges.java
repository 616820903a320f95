package io.daybook.blob.command.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.blob.command.link.LinkRows.Kept;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
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

    /** The links afterwards; null when there were none, or the change left them as they were. */
    @Nullable BlobLink change(AccountId account, BlobId blob, Change change) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Kept kept = links.find(account, blob);
            var before = kept == null ? null : kept.link();
            var after = change.apply(before);
            if (after == null || after.equals(before)) {
                return after;
            }
            if (after.isEmpty()) {
                // Before the link goes: a mark that was not needed is only looked at in vain.
                blobs.mark(blob, clock.millis());
            }
            if (links.replace(kept, after)) {
                return after;
            }
        }
        throw new Unavailable("the links of " + account + " to " + blob + " change all the time");
    }

    /** Makes a command rely on the permanent link, which {@code change} gives to its maker. */
    @Nullable BlobLink rely(AccountId account, BlobId blob, Function<String, Change> change) {
        String maker = UUID.randomUUID().toString();
        var after = change(account, blob, change.apply(maker));
        var link = after == null ? null : after.permanent();
        var of = new Of(account, blob);
        if (link != null && maker.equals(link.maker())) {
            makers.put(of, maker);
        } else {
            makers.invalidate(of);
        }
        return after;
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
