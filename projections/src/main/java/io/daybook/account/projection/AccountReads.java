package io.daybook.account.projection;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import org.jspecify.annotations.Nullable;

/** Reads the log of an account's changes, never behind what its stream had when the read began. */
public interface AccountReads {
    /**
     * Runs the reader, again if the rows were rebuilt meanwhile; nobody waits for it.
     *
     * @throws io.daybook.core.Unavailable when the view could not be caught up within the bound
     */
    <T extends @Nullable Object> T changes(AccountId account, Reader<T> reader);

    interface Reader<T extends @Nullable Object> {
        T read(Log log);
    }

    /** The log at one version of the stream. */
    interface Log {
        String epoch();

        /** The last event of the stream that is in the view, or -1. */
        long version();

        /** The last event that changed the type. */
        long seqOf(DataType type);

        /** The last event up to {@code atMost} that changed the type. */
        long seqOf(DataType type, long atMost);

        /** Visits what the events after {@code after} did to the type. */
        void forEach(DataType type, long after, ChangeVisitor visitor);
    }
}
