package io.daybook.archive.command;

import io.daybook.archive.ArchiveCheck;
import io.daybook.archive.Progress;
import io.daybook.archive.file.ArchiveReader;
import io.daybook.archive.file.FlawFound;
import io.daybook.stored.StoredForms;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Proves an archive that lies anywhere. */
public final class FileCheck implements ArchiveCheck {
    @Override
    public Result check(Path archive, @Nullable String passphrase, Progress progress)
            throws IOException {
        try (var reader = ArchiveReader.open(archive, passphrase)) {
            new ArchiveProof(reader, StoredForms.codecs(), progress).prove();
            return new Sound(reader.manifest().contents(), reader.isOpen());
        } catch (FlawFound e) {
            return new Flawed(e.flaw());
        }
    }
}
