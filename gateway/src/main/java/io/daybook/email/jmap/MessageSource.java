package io.daybook.email.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.jmap.standard.ContentGone;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where the digest and the octets of a message come from. */
sealed interface MessageSource {
    EmailDigest digest();

    <T> T read(Function<byte[], T> reader);

    /** The message of an email of the account. */
    record Stored(AccountId account, BlobId blob, Messages messages, Supplier<EmailDigest> everyday)
            implements MessageSource {
        @Override
        public EmailDigest digest() {
            return everyday.get();
        }

        @Override
        public <T> T read(Function<byte[], T> reader) {
            var message = messages.blobs().open(account, blob);
            if (message == null) {
                throw new ContentGone("a message is lost: " + blob);
            }
            // The octets, and the text of the parts.
            return messages.workspace()
                    .use(2 * message.size(), () -> reader.apply(message.readAll()));
        }
    }

    /** A message that was read and parsed already, in the workspace. */
    record Parsed(byte[] octets, EmailDigest digest) implements MessageSource {
        @Override
        public <T> T read(Function<byte[], T> reader) {
            return reader.apply(octets);
        }
    }
}
