package io.daybook.rebuild;

import io.daybook.core.AccountId;

/**
 * Reads the messages of an account again by the parser of now, and says in the journal which of its
 * emails have other properties since (DESIGN.md D5).
 */
public interface Redigesting {
    /** Returns when all are read; again: reads only what was not. */
    void redigest(AccountId account, Watch watch);

    interface Watch {
        /**
         * So many more messages were read, of which so many emails show other properties.
         *
         * @throws java.util.concurrent.CancellationException to end it; what was read stays read
         */
        void read(int messages, int changed);
    }
}
