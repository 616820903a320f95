package io.daybook.journal.rocksdb;

import io.daybook.journal.Seal;
import io.daybook.journal.WrittenForms;
import io.daybook.journal.engine.JournalNodes;
import io.daybook.journal.engine.OpenJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.function.UnaryOperator;

/** A journal in a folder of its own, which can be closed and opened again, or lost. */
public final class JournalFixture implements JournalNodes, AutoCloseable {
    private final Path folder;
    private final UnaryOperator<Committer.GroupWrite> write;
    private RocksJournal journal;

    public JournalFixture() {
        this(write -> write);
    }

    JournalFixture(UnaryOperator<Committer.GroupWrite> write) {
        this.write = write;
        try {
            folder = Files.createTempDirectory("daybook-journal-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        journal = open();
    }

    private RocksJournal open() {
        return RocksJournal.open(
                folder.resolve("journal"),
                folder.resolve("master.key"),
                new Seal(new SecureRandom()),
                WrittenForms.unnoted(),
                write);
    }

    public RocksJournal journal() {
        return journal;
    }

    public Path folder() {
        return folder;
    }

    public RocksJournal reopen() {
        journal.close();
        journal = open();
        return journal;
    }

    @Override
    public RocksJournal node() {
        return journal;
    }

    @Override
    public OpenJournal after(OpenJournal gone) {
        return reopen();
    }

    @Override
    public void look(OpenJournal node) {
        // There is nobody to look at.
    }

    @Override
    public void close() {
        journal.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
