package io.daybook.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file on disk, read with a count of its octets for the progress display. */
final class ConsumedStream extends InputStream {
    private final InputStream in;
    private final Source.Sink sink;

    private ConsumedStream(InputStream in, Source.Sink sink) {
        this.in = in;
        this.sink = sink;
    }

    static InputStream open(Path file, Source.Sink sink) throws IOException {
        return new ConsumedStream(Files.newInputStream(file), sink);
    }

    @Override
    public int read() throws IOException {
        int octet = in.read();
        if (octet >= 0) {
            sink.consumed(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = in.read(buffer, from, length);
        if (read > 0) {
            sink.consumed(read);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
