package io.daybook.archive;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Proves an archive without a journal, found through {@link java.util.ServiceLoader}. */
public interface ArchiveCheck {
    sealed interface Result {}

    /**
     * Everything that could be proved holds.
     *
     * @param opened whether events and blobs were opened too; without the passphrase only the chain
     *     and the hashes of the parts are proved
     */
    record Sound(Contents contents, boolean opened) implements Result {}

    record Flawed(Flaw flaw) implements Result {}

    /**
     * Reads all of the archive.
     *
     * @throws IOException when the file cannot be read
     */
    Result check(Path archive, @Nullable String passphrase, Progress progress) throws IOException;
}
