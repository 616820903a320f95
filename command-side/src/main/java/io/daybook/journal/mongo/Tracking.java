package io.daybook.journal.mongo;

import io.daybook.journal.EventOpener;
import io.daybook.journal.OpenedEvent;
import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StreamErased;
import io.daybook.journal.engine.JournalEventData;
import io.daybook.journal.engine.TrackedEvents;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The events of all nodes after a token: each node's in its order. */
final class Tracking implements TrackedEvents {
    private final Feed feed;
    private final Openings openings;
    private final Sealer sealer;

    Tracking(Feed feed, Openings openings, Sealer sealer) {
        this.feed = feed;
        this.openings = openings;
        this.sealer = sealer;
    }

    @Override
    public Stream<TrackedEventData<byte[]>> after(@Nullable TrackingToken token) {
        NodesToken from =
                switch (token) {
                    case null -> NodesToken.start();
                    case NodesToken nodes -> nodes;
                    default -> throw TrackedEvents.notOfThisStore(token);
                };
        return StreamSupport.stream(new Walk(from), false);
    }

    private final class Walk extends Spliterators.AbstractSpliterator<TrackedEventData<byte[]>> {
        private final Deque<TrackedEventData<byte[]>> ahead = new ArrayDeque<>();
        private NodesToken token;

        Walk(NodesToken token) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.token = token;
        }

        @Override
        public boolean tryAdvance(Consumer<? super TrackedEventData<byte[]>> action) {
            if (ahead.isEmpty()) {
                feed.nodes().forEach(this::look);
            }
            TrackedEventData<byte[]> next = ahead.poll();
            if (next != null) {
                action.accept(next);
            }
            return next != null;
        }

        private void look(String node) {
            for (Document commit : feed.after(node, token.of(node)).commits()) {
                long number = Feed.number(commit) - Feed.size(commit);
                for (StoredEvent event : Commit.events(commit)) {
                    number++;
                    if (number > token.of(node) && openings.isVisible(commit)) {
                        token = token.with(node, number);
                        add(event);
                    }
                }
                token = token.with(node, Math.max(token.of(node), Feed.number(commit)));
            }
        }

        private void add(StoredEvent stored) {
            OpenedEvent event;
            try {
                event = sealer.open(stored);
            } catch (StreamErased e) {
                // Nobody can read it any more.
                return;
            }
            ahead.add(new JournalEventData(event).at(token));
        }
    }

    @Override
    public @Nullable TrackingToken tail() {
        return head() == null ? null : NodesToken.start();
    }

    @Override
    public @Nullable NodesToken head() {
        NodesToken token = NodesToken.start();
        for (String node : feed.nodes()) {
            token = token.with(node, feed.head(node));
        }
        return token.numbers().isEmpty() ? null : token;
    }

    /** Before the first event of each node that happened at or after the instant. */
    @Override
    public @Nullable NodesToken at(Instant instant) {
        NodesToken token = head();
        for (String node : token == null ? List.<String>of() : new ArrayList<>(feed.nodes())) {
            Document commit = feed.firstAt(node, instant);
            if (commit != null && token != null) {
                token = token.with(node, before(commit, instant));
            }
        }
        return token;
    }

    private static long before(Document commit, Instant instant) {
        long number = Feed.number(commit) - Feed.size(commit);
        for (StoredEvent event : Commit.events(commit)) {
            if (!EventOpener.header(event).at().isBefore(instant)) {
                return number;
            }
            number++;
        }
        return number;
    }
}
