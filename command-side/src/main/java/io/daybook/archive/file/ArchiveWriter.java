package io.daybook.archive.file;

import io.daybook.archive.Archives.Protection;
import io.daybook.archive.Contents;
import io.daybook.core.BlobId;
import io.daybook.journal.Seal;
import io.daybook.journal.StoredEvent;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.zip.Deflater;
import java.util.zip.ZipOutputStream;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Writes an archive from its beginning to its end, with the memory of one segment. */
public final class ArchiveWriter {
    /** Parts are cut at about this size, so that a reader need not take much at once. */
    private static final long PART_OCTETS = 64L << 20;

    private final ZipOutputStream zip;
    private final Seal seal;
    private final Lock lock;
    private final long modified;
    private final String openingHash;
    private final List<Manifest.Part> parts = new ArrayList<>();
    private @Nullable PartOutput current;
    private @Nullable Section section;
    private int number;

    /**
     * @param out is not closed
     */
    public ArchiveWriter(
            OutputStream out,
            Opening opening,
            Protection protection,
            Seal seal,
            RandomGenerator random)
            throws IOException {
        this.seal = seal;
        lock = Lock.make(protection, seal, random);
        modified = Instant.parse(opening.writtenAt()).toEpochMilli();
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.NO_COMPRESSION);
        byte[] json = opening.json(lock.json()).toPrettyString().getBytes(StandardCharsets.UTF_8);
        openingHash = HexFormat.of().formatHex(BlobId.sha256().digest(json));
        whole(Names.OPENING, json);
    }

    /** The keys of the streams that the archive holds, by stream. */
    public void keys(Map<String, SecretKey> keys) throws IOException {
        var part = PartOutput.sealed(zip, Names.KEYS, modified, seal, lock.key());
        part.records().writeInt(keys.size());
        for (var key : new TreeMap<>(keys).entrySet()) {
            part.records().writeUTF(key.getKey());
            part.records().write(key.getValue().getEncoded());
        }
        parts.add(part.finish());
    }

    /** Writes the content of a blob; exactly as many octets as it says. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    public void blob(BlobId blob, long size, Content content) throws IOException {
        DataOutputStream out = records(Section.BLOBS);
        out.write(blob.sha256Octets());
        out.writeLong(size);
        content.writeTo(out);
    }

    public void event(Section of, StoredEvent event) throws IOException {
        DataOutputStream out = records(of);
        out.write(event.hash());
        out.writeInt(event.sealed().length);
        out.write(event.sealed());
    }

    private DataOutputStream records(Section wanted) throws IOException {
        PartOutput part = current;
        if (part == null || section != wanted || part.octets() >= PART_OCTETS) {
            finishPart();
            number = section == wanted ? number + 1 : 1;
            section = wanted;
            String name = Names.part(wanted, number);
            part =
                    wanted == Section.BLOBS
                            ? PartOutput.sealed(zip, name, modified, seal, lock.key())
                            : PartOutput.plain(zip, name, modified);
            current = part;
        }
        return part.records();
    }

    private void finishPart() throws IOException {
        if (current != null) {
            parts.add(current.finish());
            current = null;
        }
    }

    /** Ends the archive. */
    public void finish(Contents contents, @Nullable String userHead) throws IOException {
        finishPart();
        byte[] manifest =
                new Manifest(contents, openingHash, userHead, parts)
                        .json()
                        .toPrettyString()
                        .getBytes(StandardCharsets.UTF_8);
        whole(Names.MANIFEST, manifest);
        whole(Names.MAC, Mac.of(lock.key(), manifest).getBytes(StandardCharsets.US_ASCII));
        zip.finish();
    }

    private void whole(String name, byte[] octets) throws IOException {
        var part = PartOutput.plain(zip, name, modified);
        part.records().write(octets);
        part.finish();
    }
}
