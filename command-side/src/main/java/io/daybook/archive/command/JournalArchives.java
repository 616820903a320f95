package io.daybook.archive.command;

import io.daybook.archive.Archives;
import io.daybook.archive.Progress;
import io.daybook.core.AccountId;
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

    /** Ends what the end of the process cut off: an account came, or nothing of it is there. */
    void recover() {
        store.arrivals().recover();
        for (String stream : store.arrivals().cutOff()) {
            AccountId account = AccountId.ofStream(stream);
            if (account != null) {
                store.accountBlobs().forget(account);
            }
            store.arrivals().abandon(stream);
            LOG.warn("The import of {} was cut off; nothing of it was kept.", stream);
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
