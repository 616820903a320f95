package io.daybook.blob.command.rocksdb;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import javax.crypto.SecretKey;

/** Octets that may become a blob: in memory, or in a file under the key that they were sealed by. */
sealed interface Incoming {
    record InMemory(byte[] octets) implements Incoming {}

    record InFile(Path path, FileChannel channel, SecretKey key) implements Incoming {}
}
