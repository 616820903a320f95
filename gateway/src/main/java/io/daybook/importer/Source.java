package io.daybook.importer;

import java.io.IOException;

/** Mail in some form on disk. Reading it twice finds the same messages. */
interface Source {
    /**
     * Offers every message in order, holding no more than one of them.
     *
     * @return false when the sink wanted no more
     */
    boolean read(Sink sink) throws IOException, InterruptedException;

    /** Takes what a source finds. */
    interface Sink {
        /**
         * @return whether the source shall go on
         */
        boolean accept(Found found) throws InterruptedException;

        /** A file that does not look like mail is left out. */
        void ignored(Origin origin);

        /** Octets of a file on disk that were read since the last call. */
        void consumed(long octets);

        /** The largest message that may be kept, in octets. */
        long largestMessage();
    }
}
