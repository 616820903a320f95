package io.daybook.blob.command.link;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.io.InputStream;

/**
 * Keeps sealed octets at places. What returns is durable.
 *
 * <p>All methods throw {@link io.daybook.core.Unavailable} when the other side does not answer
 * within its bounds.
 */
public interface Contents {
    /** Reads sealed octets from an offset on, as often as somebody asks for them. */
    interface Source {
        InputStream from(long offset);
    }

    /** A place that nobody had before, for an upload that may never be linked. */
    String newPlace(AccountId account, BlobId blob);

    /** A place that lasts. */
    String newLastingPlace(AccountId account, BlobId blob);

    /**
     * @param length octets
     */
    void put(String place, Source sealed, long length);

    void copy(String from, String to);

    /**
     * Octets [offset, offset + length) of those at the place.
     *
     * @throws Gone when there is nothing
     */
    byte[] read(String place, long offset, int length);

    /** Does nothing when there is nothing. */
    void delete(String place);

    /** There is nothing at the place. */
    final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Gone(String place) {
            super("There are no octets at " + place);
        }
    }
}
