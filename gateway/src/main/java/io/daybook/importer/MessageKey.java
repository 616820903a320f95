package io.daybook.importer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One message of a source: what it holds, where it goes, and which of the copies of that content it
 * is, counted from 1. So identical messages at two places of a source stay two.
 */
record MessageKey(Content content, int occurrence) {
    /** The first 128 bits of a SHA-256 over mailbox and octets. */
    record Content(long high, long low) {
        static Content of(Folder folder, byte[] octets) {
            try {
                var sha256 = MessageDigest.getInstance("SHA-256");
                sha256.update(label(folder).getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) 0);
                var digest = ByteBuffer.wrap(sha256.digest(octets));
                return new Content(digest.getLong(), digest.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        private static String label(Folder folder) {
            return switch (folder) {
                case Folder.Chosen() -> "";
                case Folder.Trash() -> "trash";
                case Folder.Named(var names) -> "/" + String.join("/", names);
            };
        }
    }

    String toLine() {
        var hex = HexFormat.of();
        return hex.toHexDigits(content.high()) + hex.toHexDigits(content.low()) + " " + occurrence;
    }

    /**
     * @throws IllegalArgumentException when the text is not what {@link #toLine} writes
     */
    static MessageKey ofLine(String line) {
        if (line.length() < 34 || line.charAt(32) != ' ') {
            throw new IllegalArgumentException("a damaged line: " + line);
        }
        long high = HexFormat.fromHexDigitsToLong(line, 0, 16);
        long low = HexFormat.fromHexDigitsToLong(line, 16, 32);
        return new MessageKey(new Content(high, low), Integer.parseInt(line.substring(33)));
    }
}
