package io.daybook.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The messages of a source as its reader gives them, for tests of the whole server. */
public final class SourceOctets {
    private static final int LARGEST = 50_000_000;

    private SourceOctets() {}

    public static List<byte[]> of(Path file) throws IOException, InterruptedException {
        var sink = new CollectingSink(LARGEST);
        new FileSource(file).read(sink);
        return sink.messages().stream().map(Found.Message::octets).toList();
    }
}
