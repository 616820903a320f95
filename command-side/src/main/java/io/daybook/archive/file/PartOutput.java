package io.daybook.archive.file;

import io.daybook.core.BlobId;
import io.daybook.journal.Seal;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.crypto.SecretKey;

/** One entry being written: counted and hashed as it goes into the zip. */
final class PartOutput {
    private final ZipOutputStream zip;
    private final String name;
    private final MessageDigest digest = BlobId.sha256();
    private final DataOutputStream records;
    private long octets;

    private PartOutput(ZipOutputStream zip, String name, long modified, Layers layers)
            throws IOException {
        this.zip = zip;
        this.name = name;
        var entry = new ZipEntry(name);
        entry.setTime(modified);
        zip.putNextEntry(entry);
        records = new DataOutputStream(layers.over(new Counted()));
    }

    private interface Layers {
        OutputStream over(OutputStream out);
    }

    /** Octets go in as they come. */
    static PartOutput plain(ZipOutputStream zip, String name, long modified) throws IOException {
        return new PartOutput(zip, name, modified, out -> out);
    }

    /** Octets are deflated, then sealed. */
    static PartOutput sealed(
            ZipOutputStream zip, String name, long modified, Seal seal, SecretKey key)
            throws IOException {
        return new PartOutput(
                zip, name, modified, out -> new Deflating(new SealedOutput(out, seal, key, name)));
    }

    DataOutputStream records() {
        return records;
    }

    /** So far, as they are in the zip. */
    long octets() {
        return octets;
    }

    Manifest.Part finish() throws IOException {
        records.close();
        zip.closeEntry();
        return new Manifest.Part(name, octets, HexFormat.of().formatHex(digest.digest()));
    }

    private final class Counted extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            zip.write(source, offset, length);
            digest.update(source, offset, length);
            octets += length;
        }
    }

    /** Gives its memory back when it is closed, which the JDK's does only for its own deflater. */
    private static final class Deflating extends DeflaterOutputStream {
        Deflating(OutputStream out) {
            super(out, new Deflater(Deflater.BEST_SPEED, true), 8192);
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                def.end();
            }
        }
    }
}
