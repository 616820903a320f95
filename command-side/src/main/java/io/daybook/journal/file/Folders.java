package io.daybook.journal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What files need of the folders around them. */
public final class Folders {
    private Folders() {}

    /** Makes the names in the folder as durable as the files that they name. */
    public static void sync(Path folder) throws IOException {
        // Opening a folder is how POSIX syncs it; Windows refuses and needs no such sync.
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
