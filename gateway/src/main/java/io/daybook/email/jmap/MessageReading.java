package io.daybook.email.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.mime.HeaderFields;
import java.util.function.Function;

/** Reads the messages of emails for other slices. */
public final class MessageReading {
    private final Messages messages;

    MessageReading(Messages messages) {
        this.messages = messages;
    }

    /**
     * The header fields of a message that an email of the account names.
     *
     * @throws IllegalStateException when the store has lost the message
     */
    public HeaderFields headers(AccountId account, BlobId message) {
        return messages.digests().of(account, message).digest().headers();
    }

    /**
     * Works on the octets of a message while there is memory for it and for two more of its size.
     *
     * @throws IllegalStateException when the store has lost the message
     */
    public <T> T read(AccountId account, BlobId message, Function<byte[], T> work) {
        var blob = messages.blobs().open(account, message);
        if (blob == null) {
            throw new IllegalStateException("a message is lost: " + message);
        }
        return messages.workspace().use(3 * blob.size(), () -> work.apply(blob.readAll()));
    }
}
