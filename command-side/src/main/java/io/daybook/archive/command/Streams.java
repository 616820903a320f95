package io.daybook.archive.command;

import io.daybook.core.AccountId;
import io.daybook.core.Event;
import io.daybook.core.UserId;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.OpenedEvent;
import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents;
import io.daybook.user.UserEvent.UserRegistered;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the streams of a journal as they are stored, and opens their events. */
final class Streams {
    private final StoredEvents events;
    private final Sealer sealer;
    private final EventCodecs codecs;

    Streams(StoredEvents events, Sealer sealer, EventCodecs codecs) {
        this.events = events;
        this.sealer = sealer;
        this.codecs = codecs;
    }

    interface Visitor {
        void event(StoredEvent event) throws IOException;
    }

    /** The events {@code first} to {@code last}, a page in memory at a time. */
    void forEach(String stream, long first, long last, Visitor visitor) throws IOException {
        long next = first;
        while (next <= last) {
            List<StoredEvent> page = events.read(stream, next);
            if (page.isEmpty() || page.getFirst().seq() != next) {
                throw missing(stream, next);
            }
            for (StoredEvent event : page) {
                if (event.seq() <= last) {
                    visitor.event(event);
                }
                next = event.seq() + 1;
            }
        }
    }

    /** The first event, or null when there is no such stream. */
    @Nullable Event first(String stream) {
        return events.head(stream) == null ? null : event(stream, 0);
    }

    Event event(String stream, long seq) {
        return open(stored(stream, seq));
    }

    /** The hash that the chain has before the event of this number. */
    byte[] hashBefore(String stream, long seq) {
        return seq == 0 ? StoredEvent.start() : stored(stream, seq - 1).hash();
    }

    private StoredEvent stored(String stream, long seq) {
        List<StoredEvent> page = events.read(stream, seq);
        if (page.isEmpty() || page.getFirst().seq() != seq) {
            throw missing(stream, seq);
        }
        return page.getFirst();
    }

    private static IllegalStateException missing(String stream, long seq) {
        return new IllegalStateException("event " + seq + " of " + stream + " is missing");
    }

    Event open(StoredEvent stored) {
        OpenedEvent opened = sealer.open(stored);
        var header = opened.header();
        Object event = codecs.decode(header.type(), header.revision(), opened.payload());
        if (!(event instanceof Event known)) {
            throw new IllegalStateException("nobody knows the form " + header.type());
        }
        return known;
    }

    /**
     * The account of that id, there or not, or the own account of the user with that address; null
     * when it is neither.
     */
    @Nullable AccountId named(String name) {
        if (!name.contains("@")) {
            return AccountId.isValid(name) ? new AccountId(name) : null;
        }
        try {
            return accountOf(UserId.of(name));
        } catch (IllegalArgumentException e) {
            // No address of anybody.
            return null;
        }
    }

    /**
     * The user whose own account it is, or null. Whoever it was opened for is asked first; an
     * account that was imported for somebody else is looked for among all users.
     */
    @Nullable UserId userOf(AccountId account, UserId owner) {
        if (account.equals(accountOf(owner))) {
            return owner;
        }
        return events.streams().tailSet(UserId.STREAM).stream()
                .takeWhile(stream -> stream.startsWith(UserId.STREAM))
                .map(stream -> UserId.of(stream.substring(UserId.STREAM.length())))
                .filter(user -> account.equals(accountOf(user)))
                .findFirst()
                .orElse(null);
    }

    /** The user's own account, or null when there is no such user. */
    @Nullable AccountId accountOf(UserId user) {
        if (events.head(user.stream()) == null) {
            return null;
        }
        return event(user.stream(), 0) instanceof UserRegistered registered
                ? registered.account()
                : null;
    }
}
