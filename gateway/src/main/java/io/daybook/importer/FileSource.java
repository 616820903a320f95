package io.daybook.importer;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** One file: an mbox, a message or a zip archive; mbox and message may be packed with gzip. */
record FileSource(Path file) implements Source {
    private static final int BUFFER = 64 * 1024;

    @Override
    public boolean read(Sink sink) throws IOException, InterruptedException {
        try (var in = new PushbackInputStream(ConsumedStream.open(file, sink), FileKind.PEEKED)) {
            FileKind kind = FileKind.ofNamed(file.toString(), in);
            if (kind == FileKind.ZIP) {
                return new ZipSource(file).read(sink);
            }
            if (kind != FileKind.GZIP) {
                return read(kind, in, sink);
            }
            return readPacked(in, sink);
        }
    }

    private boolean readPacked(InputStream packed, Sink sink)
            throws IOException, InterruptedException {
        PushbackInputStream in;
        FileKind kind;
        try {
            in = new PushbackInputStream(new GZIPInputStream(packed, BUFFER), FileKind.PEEKED);
            kind = FileKind.ofNamed(file.toString(), in);
        } catch (IOException e) {
            return sink.accept(
                    new Found.Unreadable(
                            new Origin(file, ""), "it cannot be unpacked: " + e.getMessage()));
        }
        return read(kind == FileKind.MBOX ? kind : FileKind.MESSAGE, in, sink);
    }

    private boolean read(FileKind kind, InputStream in, Sink sink) throws InterruptedException {
        return kind == FileKind.MBOX
                ? new MboxSource(file, "", sink).read(in)
                : single(new Origin(file, ""), in, sink);
    }

    /** A message by itself, its octets untouched. */
    static boolean single(Origin origin, InputStream in, Sink sink) throws InterruptedException {
        var octets = new CollectedOctets(sink.largestMessage());
        try {
            octets.addAll(in);
        } catch (IOException e) {
            return sink.accept(
                    new Found.Unreadable(origin, "it cannot be read: " + e.getMessage()));
        }
        if (octets.overflowed()) {
            return sink.accept(new Found.Unreadable(origin, octets.tooLarge()));
        }
        byte[] message = octets.toByteArray();
        var head = MessageHead.of(message);
        return sink.accept(
                new Found.Message(
                        origin,
                        new Folder.Chosen(),
                        message,
                        head.receivedAt().orElse(null),
                        Set.of()));
    }
}
