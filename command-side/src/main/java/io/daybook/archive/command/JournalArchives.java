package io.daybook.archive.command;

import io.daybook.archive.Archives;
import io.daybook.archive.Progress;
import io.daybook.core.AccountId;
import io.daybook.journal.Arrivals.Arrival;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The archives of one journal. */
final class JournalArchives implements Archives {
    private static final Logger LOG = LoggerFactory.getLogger(JournalArchives.class);

    private final Store store;

    JournalArchives(Store store) {
        this.store = store;
    }

    /**
     * Ends what the end of a process cut off: an account came, or nothing of it is there. Several
     * nodes may do so at once.
     */
    void recover() {
        store.arrivals().recover();
        for (String stream : store.arrivals().cutOff()) {
            // Only one node takes it over, and nobody brings the account while that cleans up.
            Arrival mine = store.arrivals().begin(stream, store.seal().newKey());
            if (mine != null) {
                clear(mine);
                LOG.warn("The import of {} was cut off; nothing of it was kept.", stream);
            }
        }
    }

    private void clear(Arrival mine) {
        try {
            AccountId account = AccountId.ofStream(mine.stream());
            if (account != null) {
                store.accountBlobs().forget(account);
            }
        } finally {
            store.arrivals().abandon(mine);
        }
    }

    @Override
    public Exported export(Export what, OutputStream out, Progress progress) throws IOException {
        return new AccountExport(store).write(what, out, progress);
    }

    @Override
    public Imported bring(Import what, Progress progress) throws IOException {
        return new AccountImport(store).bring(what, progress);
    }
}
