package io.daybook.journal;

import java.util.List;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Brings whole streams of another journal into this one. Nobody sees a stream that arrives: it is
 * there, with others that belong to it, in one moment.
 */
public interface Arrivals {
    /** A stream that arrives. For one thread. */
    interface Arrival {
        String stream();

        /** The number that the next event must have. */
        long next();

        /** The hash of the last event that came. */
        byte[] lastHash();

        /**
         * Takes the next events of the stream as their journal had them.
         *
         * @throws IllegalArgumentException when one does not follow the one before: nothing of the
         *     list was taken
         */
        void add(List<StoredEvent> events);
    }

    /**
     * Begins with an empty stream under this key; what came before it of an arrival that was cut
     * off goes away. Null when the journal has such a stream, had it and erased it, or it is
     * arriving already.
     */
    @Nullable Arrival begin(String stream, SecretKey key);

    /** Makes the streams visible together: durable when it returns. */
    void open(List<Arrival> arrivals);

    /** Takes away what came. */
    void abandon(Arrival arrival);

    /** Whether another node of the cluster, which is alive, brings the stream. */
    boolean isElsewhere(String stream);

    /** The streams whose arrival was cut off by the end of the process. */
    List<String> cutOff();

    /** Takes away what came of a stream that is {@link #cutOff}. */
    void abandon(String stream);

    /** Ends what {@link #open} had not quite ended; before anything is appended. */
    void recover();
}
