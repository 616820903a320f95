package io.daybook.view;

import io.daybook.core.StreamHeads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done to stored views before anything follows the journal: rows that are ahead of it, as
 * after an older journal was put under them, are posted anew; rows of older layouts, of generations
 * that nobody reads and of streams that are gone are taken away.
 */
public final class Tidying {
    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);

    private final ViewStore store;
    private final StreamHeads heads;
    private final List<Follower> followers;

    public Tidying(ViewStore store, StreamHeads heads, List<Follower> followers) {
        this.store = store;
        this.heads = heads;
        this.followers = followers.stream().filter(it -> it.group() != null).toList();
    }

    /** To be called while nothing is followed. */
    public void run() {
        heads.forEach((stream, head) -> {
            for (var follower : followers) {
                if (follower.follows(stream) && isAhead(follower, stream, head)) {
                    LOG.warn(
                            "View {} of {} was ahead of the journal and is posted anew.",
                            follower.name(),
                            stream);
                    follower.startOver(stream);
                }
            }
        });
        collect();
    }

    /** Others may go on meanwhile: first the version is read, then the head. */
    private boolean isAhead(Follower follower, String stream, long head) {
        long version = follower.version(stream);
        return version > head && version > heads.head(stream);
    }

    private void collect() {
        Map<String, String> groups = new HashMap<>();
        followers.forEach(it -> groups.put(kind(String.valueOf(it.group())), it.group()));
        var garbage = new ArrayList<Place>();
        store.forEachPlace(place -> {
            String current = groups.get(kind(place.group()));
            // Somebody else's rows are left alone.
            if (current != null && isGarbage(place, current) && store.isAbandoned(place)) {
                garbage.add(place);
            }
        });
        garbage.forEach(store::drop);
        if (!garbage.isEmpty()) {
            LOG.info("{} views that nobody reads any more were taken away.", garbage.size());
        }
    }

    private boolean isGarbage(Place place, String current) {
        return !place.group().equals(current)
                || !isWanted(place)
                || heads.head(place.scope()) < 0
                || heads.isErased(place.scope());
    }

    /** What was being rebuilt when the server ended is neither read nor kept for a rollback. */
    private boolean isWanted(Place place) {
        return place.equals(store.live(place.group(), place.scope()))
                || place.equals(store.kept(place.group(), place.scope()));
    }

    /** A group without the number of its layout. */
    private static String kind(String group) {
        int dot = group.lastIndexOf('.');
        return dot < 0 ? group : group.substring(0, dot);
    }
}
