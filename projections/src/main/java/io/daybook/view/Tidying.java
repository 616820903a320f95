package io.daybook.view;

import static java.util.stream.Collectors.toSet;

import io.daybook.core.StreamHeads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        var ends = new HashMap<String, Long>();
        heads.forEach(ends::put);
        var read = new HashSet<Place>();
        var ahead = new ArrayList<Place>();
        store.forEachReached(
                followers.stream().map(it -> String.valueOf(it.group())).collect(toSet()),
                reached -> {
                    Long end = ends.get(reached.place().scope());
                    read.add(reached.place());
                    if (end != null && reached.version().seq() > end) {
                        ahead.add(reached.place());
                    }
                });
        ahead.forEach(place -> startOver(place, ends.getOrDefault(place.scope(), -1L)));
        collect(ends, read);
    }

    /**
     * @param head of the stream, as it was
     */
    private void startOver(Place place, long head) {
        String stream = place.scope();
        for (var follower : followers) {
            if (place.group().equals(follower.group())
                    && follower.follows(stream)
                    && isAhead(follower, stream, head)) {
                LOG.warn(
                        "View {} of {} was ahead of the journal and is posted anew.",
                        follower.name(),
                        stream);
                follower.startOver(stream);
            }
        }
    }

    /** Others may go on meanwhile: first the version is read, then the head. */
    private boolean isAhead(Follower follower, String stream, long head) {
        long version = follower.version(stream);
        return version > head && version > heads.head(stream);
    }

    private void collect(Map<String, Long> ends, Set<Place> read) {
        var erased = heads.erased();
        Map<String, String> groups = new HashMap<>();
        followers.forEach(it -> groups.put(kind(String.valueOf(it.group())), it.group()));
        var garbage = new ArrayList<Place>();
        store.forEachPlace(place -> {
            String current = groups.get(kind(place.group()));
            // Somebody else's rows are left alone.
            if (current == null) {
                return;
            }
            String stream = place.scope();
            boolean isGarbage =
                    !place.group().equals(current)
                            || !(read.contains(place) || isWanted(place))
                            || !(ends.containsKey(stream) || heads.head(stream) >= 0)
                            || erased.contains(stream);
            if (isGarbage && store.isAbandoned(place)) {
                garbage.add(place);
            }
        });
        garbage.forEach(store::drop);
        if (!garbage.isEmpty()) {
            LOG.info("{} views that nobody reads any more were taken away.", garbage.size());
        }
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
