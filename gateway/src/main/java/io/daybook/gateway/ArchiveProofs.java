package io.daybook.gateway;

import io.daybook.archive.ArchiveCheck;
import io.daybook.archive.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The check of archives that this build holds. */
final class ArchiveProofs {
    private ArchiveProofs() {}

    static ArchiveCheck.Result check(Path archive, @Nullable String passphrase, Progress progress)
            throws IOException {
        return ServiceLoader.load(ArchiveCheck.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this build holds no archives"))
                .check(archive, passphrase, progress);
    }
}
