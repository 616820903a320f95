package io.daybook.journal.mongo;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import io.daybook.core.Unavailable;
import io.daybook.journal.JournalFailure;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of the driver, with its exceptions told in the words of the journal. */
public final class Calls {
    static final int DUPLICATE_KEY = 11_000;

    private Calls() {}

    /**
     * @throws Unavailable when the database cannot be reached within the time of a call
     * @throws JournalFailure when it refuses
     */
    public static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            throw failure(e);
        }
    }

    public static void run(Runnable call) {
        call(() -> {
            call.run();
            return Boolean.TRUE;
        });
    }

    static RuntimeException failure(MongoException e) {
        Unavailable unavailable = unavailable(e);
        return unavailable == null
                ? new JournalFailure("The journal failed: MongoDB says " + e.getMessage(), e)
                : unavailable;
    }

    /** What tells the caller to try again later; null when that would not help. */
    public static @Nullable Unavailable unavailable(MongoException e) {
        if (e instanceof MongoInterruptedException) {
            Thread.currentThread().interrupt();
            return new Unavailable("interrupted while MongoDB was asked");
        }
        return isTransient(e)
                ? new Unavailable("MongoDB does not answer: " + e.getMessage())
                : null;
    }

    /** Whether the call may succeed a moment later; whether it was carried out is not known. */
    static boolean isTransient(MongoException e) {
        return e instanceof MongoSocketException
                || e instanceof MongoTimeoutException
                || e instanceof MongoNotPrimaryException
                || e instanceof MongoNodeIsRecoveringException
                || e instanceof MongoConnectionPoolClearedException
                || e instanceof MongoWriteConcernException
                || e.hasErrorLabel("RetryableWriteError");
    }

    static boolean isDuplicate(MongoException e) {
        return e.getCode() == DUPLICATE_KEY;
    }
}
