package io.daybook.importer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Octets of one message; beyond the limit they are only counted, so that a huge message takes no
 * memory.
 */
final class CollectedOctets {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final long limit;
    private long size;

    CollectedOctets(long limit) {
        this.limit = Math.min(limit, Integer.MAX_VALUE - 16);
    }

    void add(byte[] buffer, int from, int length) {
        size += length;
        if (size <= limit) {
            kept.write(buffer, from, length);
        }
    }

    void addAll(InputStream in) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            add(buffer, 0, read);
        }
    }

    long size() {
        return size;
    }

    boolean overflowed() {
        return size > limit;
    }

    String tooLarge() {
        return "it has " + size + " octets, the server takes at most " + limit;
    }

    /**
     * @throws IllegalStateException when more octets came than were kept
     */
    byte[] toByteArray() {
        if (overflowed()) {
            throw new IllegalStateException(tooLarge());
        }
        return kept.toByteArray();
    }

    void clear() {
        kept.reset();
        size = 0;
    }
}
