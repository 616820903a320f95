package io.daybook.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * How far followers are behind streams, by what hints and steps have told: two numbers in memory
 * for each that is behind. What was not told is not known: it never asks a journal or a store.
 */
final class Lags {
    private static final int MOST_PLACES = 20_000;

    private final Cache<Followers.Key, Span> spans =
            Caffeine.newBuilder().maximumSize(MOST_PLACES).executor(Runnable::run).build();

    /**
     * @param posted the last event that the follower has
     * @param head the last event that the stream has
     */
    record Span(long posted, long head) {
        long events() {
            return head - posted;
        }
    }

    /** The stream has come to {@code head}. */
    void moved(Followers.Key key, long head) {
        spans.asMap()
                .compute(
                        key,
                        (_, known) -> {
                            if (known == null) {
                                return new Span(head - 1, head);
                            }
                            return known.head >= head ? known : new Span(known.posted, head);
                        });
    }

    /** The follower has come to {@code version}. */
    void posted(Followers.Key key, long version) {
        spans.asMap()
                .computeIfPresent(
                        key,
                        (_, known) -> version >= known.head ? null : new Span(version, known.head));
    }

    /** Null when the follower is not behind. */
    @Nullable Span of(Followers.Key key) {
        return spans.getIfPresent(key);
    }
}
