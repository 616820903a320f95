package io.daybook.user.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.user.TicketShelf;
import org.jspecify.annotations.Nullable;

/** The tickets of the only node, in its memory. */
public final class OwnTicketShelf implements TicketShelf {
    private static final int MOST = 20_000;

    private final Cache<String, Ticket> tickets =
            Caffeine.newBuilder()
                    .maximumSize(MOST)
                    .expireAfterWrite(Tickets.LIFE)
                    .executor(Runnable::run)
                    .build();

    @Override
    public void put(String hash, Ticket ticket) {
        tickets.put(hash, ticket);
    }

    @Override
    public @Nullable Ticket take(String hash) {
        return tickets.asMap().remove(hash);
    }
}
