package io.daybook.journal.file;

import io.daybook.core.BlobId;
import io.daybook.core.cluster.MasterSecret;
import io.daybook.journal.DataFolderProblem;
import io.daybook.journal.MasterKey;
import io.daybook.journal.Seal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.SecretKey;

/**
 * The master key of the embedded product: a file of one line that only its owner reads. Whoever
 * loses it loses the mail; whoever copies it beside a copy of the folder can read the mail.
 */
public final class FileMasterKey implements MasterKey {
    private static final String MARK = "daybook-master-key-1 ";
    private static final int FINGERPRINT_OCTETS = 8;

    private final Seal seal;
    private final SecretKey key;

    private FileMasterKey(Seal seal, SecretKey key) {
        this.seal = seal;
        this.key = key;
    }

    /** Makes a new key in a file that must not exist yet; durable when it returns. */
    public static FileMasterKey create(Path file, Seal seal) {
        SecretKey key = seal.newKey();
        String line = MARK + HexFormat.of().formatHex(key.getEncoded()) + "\n";
        try (var channel = FileChannel.open(file, newFile(), Folders.ownerOnly("rw-------"))) {
            var octets = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
            Folders.syncAround(file);
        } catch (IOException e) {
            throw new DataFolderProblem("The master key " + file + " cannot be written: " + e, e);
        }
        return new FileMasterKey(seal, key);
    }

    public static FileMasterKey read(Path file, Seal seal) {
        try {
            String line = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (!line.matches(MARK + "[0-9a-f]{64}")) {
                throw new DataFolderProblem(
                        file + " is not a master key: put the right file back from your backup.");
            }
            byte[] octets = HexFormat.of().parseHex(line.substring(MARK.length()));
            return new FileMasterKey(seal, Seal.key(octets));
        } catch (IOException e) {
            throw new DataFolderProblem("The master key " + file + " cannot be read: " + e, e);
        }
    }

    /** The same key, as the nodes of a cluster are told it. */
    public static FileMasterKey of(MasterSecret shared, Seal seal) {
        return new FileMasterKey(seal, Seal.key(shared.key()));
    }

    @Override
    public String fingerprint() {
        var digest = BlobId.sha256();
        digest.update("daybook master key".getBytes(StandardCharsets.US_ASCII));
        byte[] hash = digest.digest(key.getEncoded());
        return HexFormat.of().formatHex(Arrays.copyOf(hash, FINGERPRINT_OCTETS));
    }

    @Override
    public byte[] wrap(byte[] wrapped, byte[] context) {
        return seal.seal(key, context, wrapped);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) {
        return Seal.open(key, context, wrapped, "a wrapped key");
    }

    private static Set<OpenOption> newFile() {
        return Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
