package io.daybook.importer;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./daybook import} was told, checked.
 *
 * @param mailbox path of mailbox names with {@code /} between; absent: the inbox
 * @param concurrency uploads at a time, 1 to 64; the server's own limit also holds
 * @param again whether what was imported earlier is imported once more
 * @param trusted PEM file of certificates to trust besides the system's
 * @param state folder of the import journals
 */
public record ImportOptions(
        URI server,
        String user,
        String password,
        @Nullable String mailbox,
        int concurrency,
        boolean again,
        @Nullable Path trusted,
        Path state,
        List<Path> paths) {
    public ImportOptions {
        paths = List.copyOf(paths);
    }

    @Override
    public String toString() {
        return user + " at " + server;
    }
}
