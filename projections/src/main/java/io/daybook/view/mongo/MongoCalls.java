package io.daybook.view.mongo;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import io.daybook.core.Unavailable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the driver that tell whoever can try again later so. The journal has the same rules in a
 * module that is not seen from here.
 */
public final class MongoCalls {
    private MongoCalls() {}

    /**
     * Whatever was written before it failed is there.
     *
     * @throws Unavailable when the database cannot be reached, or does not answer in time
     */
    public static <T extends @Nullable Object> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoInterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while MongoDB was asked");
        } catch (MongoException e) {
            if (isTransient(e)) {
                throw new Unavailable("MongoDB does not answer: " + e.getMessage());
            }
            throw e;
        }
    }

    /** The same of what gives nothing back. */
    public static void run(Runnable call) {
        call(() -> {
            call.run();
            return Boolean.TRUE;
        });
    }

    private static boolean isTransient(MongoException e) {
        return e instanceof MongoSocketException
                || e instanceof MongoTimeoutException
                || e instanceof MongoNotPrimaryException
                || e instanceof MongoNodeIsRecoveringException
                || e instanceof MongoConnectionPoolClearedException
                || e instanceof MongoWriteConcernException
                || e.hasErrorLabel("RetryableWriteError");
    }
}
