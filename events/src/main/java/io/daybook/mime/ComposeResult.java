package io.daybook.mime;

import java.util.List;

/** What became of a {@link NewMessage}. */
public sealed interface ComposeResult {
    /** The octets of the message, with CRLF line ends. */
    record Composed(byte[] octets) implements ComposeResult {}

    /**
     * @param property the Email property that is at fault, {@code reason} for people
     */
    record ComposeRefusal(String property, String reason) implements ComposeResult {}

    /** Every blobId of the message that cannot be opened. */
    record MissingBlobs(List<String> blobIds) implements ComposeResult {
        public MissingBlobs {
            blobIds = List.copyOf(blobIds);
        }
    }
}
