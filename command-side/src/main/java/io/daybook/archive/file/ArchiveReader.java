package io.daybook.archive.file;

import io.daybook.archive.Flaw;
import io.daybook.core.BlobId;
import io.daybook.journal.Seal;
import io.daybook.journal.StoredEvent;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an archive, any part as often as one likes. Every part is compared with the hash in the
 * manifest when its end is reached: whoever must know before reads it twice.
 */
public final class ArchiveReader implements AutoCloseable {
    private static final int SMALL = 16 << 20;
    private static final int LONGEST_EVENT = 256 << 20;
    private static final int BUFFER = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ZipFile zip;
    private final Opening opening;
    private final Manifest manifest;
    private final @Nullable SecretKey key;

    private ArchiveReader(
            ZipFile zip, Opening opening, Manifest manifest, @Nullable SecretKey key) {
        this.zip = zip;
        this.opening = opening;
        this.manifest = manifest;
        this.key = key;
    }

    /**
     * @param passphrase null when there is none
     * @throws FlawFound when it is no archive, is cut off, or the passphrase is wrong
     */
    public static ArchiveReader open(Path file, @Nullable String passphrase) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException | EOFException e) {
            // A place in the list of contents that lies beyond the end is told as an end too early.
            throw new FlawFound(new Flaw.NotAnArchive());
        }
        try {
            return open(zip, passphrase);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static ArchiveReader open(ZipFile zip, @Nullable String passphrase) throws IOException {
        byte[] first = whole(zip, Names.OPENING);
        JsonNode json = json(first, Names.OPENING);
        Opening opening = Opening.of(json);
        SecretKey key = Lock.open(json.path("lock"), passphrase);
        byte[] last = whole(zip, Names.MANIFEST);
        byte[] mac = whole(zip, Names.MAC);
        String made = new String(mac, StandardCharsets.US_ASCII);
        if (key != null && !Mac.of(key, last).equals(made)) {
            throw FlawFound.broken(Names.MANIFEST);
        }
        Manifest manifest = Manifest.of(json(last, Names.MANIFEST));
        if (!manifest.opening().equals(sha256(first))) {
            throw FlawFound.broken(Names.OPENING);
        }
        var reader = new ArchiveReader(zip, opening, manifest, key);
        reader.requireAllParts();
        return reader;
    }

    /** Just the entries that the manifest names are there, in its order. */
    private void requireAllParts() throws FlawFound {
        var expected = new ArrayList<String>();
        expected.add(Names.OPENING);
        manifest.parts().forEach(part -> expected.add(part.name()));
        expected.addAll(List.of(Names.MANIFEST, Names.MAC));
        var found = Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
        if (!found.equals(expected)) {
            throw FlawFound.broken(Names.MANIFEST);
        }
    }

    public Opening opening() {
        return opening;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Whether what is sealed can be read: it needs the passphrase. */
    public boolean isOpen() {
        return key != null;
    }

    /** The keys of the streams. */
    public Map<String, SecretKey> keys() throws IOException {
        var keys = new HashMap<String, SecretKey>();
        for (Manifest.Part part : manifest.parts()) {
            if (part.name().equals(Names.KEYS)) {
                read(
                        part,
                        true,
                        in -> {
                            int count = in.readInt();
                            for (int i = 0; i < count; i++) {
                                String stream = in.readUTF();
                                keys.put(stream, Seal.key(exactly(in, Seal.KEY_OCTETS)));
                            }
                        });
            }
        }
        return keys;
    }

    /** Takes a blob; must read its content to the end. */
    public interface BlobVisitor {
        void blob(BlobId blob, long size, InputStream content) throws IOException;
    }

    public void forEachBlob(BlobVisitor visitor) throws IOException {
        for (Manifest.Part part : manifest.parts()) {
            if (Names.isPart(part.name(), Section.BLOBS)) {
                read(part, true, in -> blobs(in, part.name(), visitor));
            }
        }
    }

    private static void blobs(DataInputStream in, String part, BlobVisitor visitor)
            throws IOException {
        for (byte[] hash = next(in); hash.length > 0; hash = next(in)) {
            long size = in.readLong();
            if (size < 0) {
                throw FlawFound.broken(part);
            }
            var content = new Limited(in, size);
            visitor.blob(BlobId.ofSha256(hash), size, content);
            if (content.left() > 0) {
                throw FlawFound.broken(part);
            }
        }
    }

    /** Takes an event of the stream, as it was stored. */
    public interface EventVisitor {
        void event(StoredEvent event) throws IOException;
    }

    public void forEachEvent(Section section, String stream, EventVisitor visitor)
            throws IOException {
        long[] seq = {section == Section.EVENTS ? opening.firstEvent() : 0};
        for (Manifest.Part part : manifest.parts()) {
            if (Names.isPart(part.name(), section)) {
                read(
                        part,
                        false,
                        in -> {
                            for (byte[] hash = next(in); hash.length > 0; hash = next(in)) {
                                int length = in.readInt();
                                if (length < 0 || length > LONGEST_EVENT) {
                                    throw FlawFound.broken(part.name());
                                }
                                byte[] sealed = exactly(in, length);
                                visitor.event(new StoredEvent(stream, seq[0]++, hash, sealed));
                            }
                        });
            }
        }
    }

    private interface Records {
        void read(DataInputStream in) throws IOException;
    }

    private void read(Manifest.Part part, boolean sealed, Records records) throws IOException {
        ZipEntry entry = zip.getEntry(part.name());
        var digest = BlobId.sha256();
        try (var raw = new DigestInputStream(zip.getInputStream(entry), digest)) {
            var buffered = new BufferedInputStream(raw, BUFFER);
            var inflater = new Inflater(true);
            try {
                records.read(
                        new DataInputStream(sealed ? opened(buffered, part, inflater) : buffered));
            } finally {
                inflater.end();
            }
            if (buffered.read() >= 0) {
                throw FlawFound.broken(part.name());
            }
        } catch (ZipException | EOFException e) {
            throw FlawFound.broken(part.name());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
            throw FlawFound.broken(part.name());
        }
    }

    private InputStream opened(InputStream in, Manifest.Part part, Inflater inflater)
            throws FlawFound {
        SecretKey known = key;
        if (known == null) {
            throw new FlawFound(new Flaw.PassphraseNeeded());
        }
        return new BufferedInputStream(
                new InflaterInputStream(new SealedInput(in, known, part.name()), inflater, BUFFER),
                BUFFER);
    }

    /** The hash that a record begins with; empty at the end of the part. */
    private static byte[] next(DataInputStream in) throws IOException {
        byte[] hash = in.readNBytes(StoredEvent.HASH_OCTETS);
        if (hash.length > 0 && hash.length < StoredEvent.HASH_OCTETS) {
            throw new EOFException();
        }
        return hash;
    }

    private static byte[] exactly(DataInputStream in, int length) throws IOException {
        byte[] octets = in.readNBytes(length);
        if (octets.length < length) {
            throw new EOFException();
        }
        return octets;
    }

    private static byte[] whole(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new FlawFound(new Flaw.NotAnArchive());
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readNBytes(SMALL);
        } catch (ZipException | EOFException e) {
            throw FlawFound.broken(name);
        }
    }

    private static JsonNode json(byte[] octets, String name) throws FlawFound {
        try {
            return JSON.readTree(octets);
        } catch (JacksonException e) {
            throw FlawFound.broken(name);
        }
    }

    private static String sha256(byte[] octets) {
        return HexFormat.of().formatHex(BlobId.sha256().digest(octets));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
