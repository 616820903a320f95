package io.daybook.journal.rocksdb;

import io.daybook.journal.JournalFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What went wrong below, said for an operator. */
final class Failures {
    private Failures() {}

    static JournalFailure of(Exception cause) {
        if (cause instanceof JournalFailure failure) {
            return failure;
        }
        if (cause instanceof RocksDBException rocks && isFull(rocks)) {
            return new JournalFailure(
                    "The disk of the data folder is full: this change was not made. Free some"
                            + " space; nothing that was acknowledged is lost.",
                    cause);
        }
        return new JournalFailure("The journal failed: " + cause.getMessage(), cause);
    }

    /** Waits, and throws the failure as it is. */
    static void await(CompletableFuture<Void> done) {
        try {
            done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof JournalFailure failure
                    ? failure
                    : new JournalFailure("The journal failed: " + e.getMessage(), e);
        }
    }

    private static boolean isFull(RocksDBException e) {
        var status = e.getStatus();
        String text = String.valueOf(e.getMessage());
        return (status != null && status.getSubCode() == Status.SubCode.NoSpace)
                || text.contains("No space left");
    }
}
