package io.daybook.journal.mongo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import org.bson.Document;

/** Which arrivals are there for all: those that one document names, so many become so at once. */
final class Openings {
    private final MongoCollection<Document> arrivals;
    private final Cache<String, Boolean> open = Caffeine.newBuilder().maximumSize(1_000).build();

    Openings(JournalCollections collections) {
        arrivals = collections.arrivals();
    }

    /** Whether the commit is one that everybody may read. */
    boolean isVisible(Document commit) {
        String arrival = commit.getString(Commit.ARRIVAL);
        return arrival == null || isOpen(arrival);
    }

    private boolean isOpen(String arrival) {
        if (open.getIfPresent(arrival) != null) {
            return true;
        }
        boolean found = arrivals.find(Filters.eq("opens", arrival)).first() != null;
        if (found) {
            open.put(arrival, true);
        }
        return found;
    }
}
