package io.daybook.archive.command;

import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.UserId;
import io.daybook.journal.EventHeader;
import io.daybook.journal.JournalSerializer;
import io.daybook.journal.OpenedEvent;
import io.daybook.journal.StoredEvent;
import io.daybook.user.UserEvent.UserRegistered;
import java.util.UUID;
import org.axonframework.messaging.MetaData;

/** The event that registers the user of an account that comes in. */
final class FirstEvent {
    private static final Cause CAUSE = new Cause("system", "archive", "", "", "import");

    private final Store store;
    private final JournalSerializer serializer;

    FirstEvent(Store store) {
        this.store = store;
        this.serializer = new JournalSerializer(store.codecs());
    }

    /** Sealed under the key that the user's stream has by now. */
    StoredEvent of(UserId user, AccountId account, String passwordHash) {
        var payload =
                serializer.serialize(
                        new UserRegistered(user.value(), account, passwordHash), byte[].class);
        byte[] metadata =
                serializer.serialize(MetaData.from(CAUSE.metadata()), byte[].class).getData();
        var header =
                new EventHeader(
                        payload.getType().getName(),
                        payload.getType().getRevision(),
                        "User",
                        UUID.randomUUID().toString(),
                        store.clock().instant());
        var opened = new OpenedEvent(user.stream(), 0, header, payload.getData(), metadata);
        byte[] sealed = store.sealer().seal(opened);
        byte[] hash = StoredEvent.chain(StoredEvent.start(), user.stream(), 0, sealed);
        return new StoredEvent(user.stream(), 0, hash, sealed);
    }
}
