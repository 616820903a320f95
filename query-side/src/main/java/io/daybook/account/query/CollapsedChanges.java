package io.daybook.account.query;

import io.daybook.account.projection.ChangeRow;
import io.daybook.core.Ids;
import java.util.HashMap;
import java.util.Map;

/** Several changes to a record told as one (RFC 8620 section 5.2), within a limit of records. */
final class CollapsedChanges {
    private enum Fate {
        CREATED,
        UPDATED,
        MINOR,
        DESTROYED
    }

    private final int most;
    private final Map<Integer, Fate> fates = new HashMap<>();

    CollapsedChanges(int most) {
        this.most = most;
    }

    /**
     * Takes the changes of the row after the first {@code from}, in the order of the row.
     *
     * @return how many of the row's changes have been taken, counted from its beginning: less than
     *     all when the limit is reached
     */
    int add(ChangeRow row, int from) {
        int at = from;
        int start = 0;
        for (var fate : Fate.values()) {
            var ids = ids(row, fate);
            while (at < start + ids.size()) {
                if (!add(ids.get(at - start), fate)) {
                    return at;
                }
                at++;
            }
            start += ids.size();
        }
        return at;
    }

    private static Ids ids(ChangeRow row, Fate fate) {
        return switch (fate) {
            case CREATED -> row.created();
            case UPDATED -> row.updated();
            case MINOR -> row.minor();
            case DESTROYED -> row.destroyed();
        };
    }

    private boolean add(int id, Fate next) {
        var before = fates.get(id);
        if (before == null) {
            return fates.size() < most && fates.put(id, next) == null;
        }
        switch (next) {
            case CREATED -> fates.put(id, Fate.UPDATED);
            case UPDATED -> fates.put(id, before == Fate.MINOR ? Fate.UPDATED : before);
            case MINOR -> {
                // Whatever was told before includes what changes often.
            }
            case DESTROYED -> destroy(id, before);
        }
        return true;
    }

    // RFC 8620 section 5.2: what was created and destroyed since is not told at all.
    private void destroy(int id, Fate before) {
        if (before == Fate.CREATED) {
            fates.remove(id);
        } else {
            fates.put(id, Fate.DESTROYED);
        }
    }

    Ids created() {
        return with(Fate.CREATED, Fate.CREATED);
    }

    Ids updated() {
        return with(Fate.UPDATED, Fate.MINOR);
    }

    Ids destroyed() {
        return with(Fate.DESTROYED, Fate.DESTROYED);
    }

    /** Those of {@link #updated} of which nothing but what changes often has changed. */
    Ids minor() {
        return with(Fate.MINOR, Fate.MINOR);
    }

    private Ids with(Fate one, Fate other) {
        return Ids.of(
                fates.entrySet().stream()
                        .filter(entry -> entry.getValue() == one || entry.getValue() == other)
                        .mapToInt(Map.Entry::getKey)
                        .toArray());
    }
}
