package io.daybook.journal.rocksdb;

import io.daybook.journal.DataFolderProblem;
import io.daybook.journal.MasterKey;
import io.daybook.journal.Seal;
import io.daybook.journal.file.FileMasterKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the master key that this journal was written under. */
public final class MasterKeys {
    private static final byte[] FINGERPRINT = Keys.name("master key");

    private MasterKeys() {}

    /**
     * The key of the file; made when neither a file nor a journal is there yet.
     *
     * @throws DataFolderProblem when the file is lost, or another key than that of the journal
     */
    public static MasterKey open(JournalDb db, Path file, Seal seal) {
        byte[] kept = db.get(Family.META, FINGERPRINT);
        if (!Files.exists(file)) {
            if (kept != null) {
                throw new DataFolderProblem(
                        "The master key "
                                + file
                                + " is lost: put it back from your backup; without it the mail in"
                                + " this folder cannot be read.");
            }
            return remember(db, FileMasterKey.create(file, seal));
        }
        MasterKey key = FileMasterKey.read(file, seal);
        if (kept == null) {
            return remember(db, key);
        }
        if (!key.fingerprint().equals(new String(kept, StandardCharsets.US_ASCII))) {
            throw new DataFolderProblem(
                    file
                            + " is not the master key of this data folder: put the right one back"
                            + " from your backup.");
        }
        return key;
    }

    private static MasterKey remember(JournalDb db, MasterKey key) {
        byte[] value = key.fingerprint().getBytes(StandardCharsets.US_ASCII);
        db.write(
                Durability.SYNCED,
                value.length,
                batch -> batch.put(Family.META, FINGERPRINT, value));
        return key;
    }
}
