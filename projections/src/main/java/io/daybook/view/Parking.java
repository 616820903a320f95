package io.daybook.view;

import io.daybook.core.Unavailable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams that followers could not follow: each rests for a while, longer after each failure. A
 * fault of the stream is an error for each stream; a store that is away fails them all alike, and
 * is one warning for each follower until it is back.
 */
final class Parking {
    private static final Logger LOG = LoggerFactory.getLogger(Parking.class);

    private final Map<Followers.Key, Parked> parked = new ConcurrentHashMap<>();
    private final Set<Follower> away = ConcurrentHashMap.newKeySet();

    /** Whether the stream does not rest, or has rested long enough. */
    boolean isDue(Followers.Key key) {
        var place = parked.get(key);
        return place == null || place.isDue();
    }

    /** Never throws: returns how long the stream rests. */
    Duration park(Followers.Key key, RuntimeException cause) {
        var longest = cause instanceof Unavailable ? Parked.LONGEST_AWAY : Parked.LONGEST;
        var pause = parked.compute(key, (_, before) -> Parked.after(before, longest)).pause();
        if (!(cause instanceof Unavailable)) {
            LOG.error(
                    "View {} cannot follow {} beyond event {} and tries again in {} s; all others"
                            + " go on. If it goes on failing, report it with this trace; once it"
                            + " is mended the view catches up by itself.",
                    key.follower().name(),
                    key.stream(),
                    version(key),
                    pause.toMillis() / 1000.0,
                    cause);
        } else if (away.add(key.follower())) {
            LOG.warn(
                    "View {} does not move: {}. It tries again and catches up by itself.",
                    key.follower().name(),
                    cause.getMessage());
        }
        return pause;
    }

    private static String version(Followers.Key key) {
        try {
            return String.valueOf(key.follower().version(key.stream()));
        } catch (RuntimeException e) {
            LOG.debug("The place of {} cannot be told.", key.stream(), e);
            return "(not known)";
        }
    }

    /** The stream is followed again. */
    void leave(Followers.Key key) {
        if (parked.remove(key) != null && away.remove(key.follower())) {
            LOG.info("View {} moves again.", key.follower().name());
        }
    }

    int count() {
        return parked.size();
    }

    long count(Follower follower) {
        return parked.keySet().stream().filter(key -> key.follower() == follower).count();
    }
}
