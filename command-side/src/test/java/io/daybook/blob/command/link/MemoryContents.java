package io.daybook.blob.command.link;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Octets in memory; counts how often some were read. */
final class MemoryContents implements Contents {
    final Map<String, byte[]> places = new ConcurrentHashMap<>();
    final AtomicInteger reads = new AtomicInteger();
    volatile boolean isFull;
    volatile boolean isAway;

    /** The place that nothing is copied from. */
    volatile String failing = "";

    private final AtomicInteger next = new AtomicInteger();

    @Override
    public String newPlace(AccountId account, BlobId blob) {
        return "uploads/" + next.incrementAndGet();
    }

    @Override
    public String newLastingPlace(AccountId account, BlobId blob) {
        return "blobs/" + next.incrementAndGet();
    }

    @Override
    public void put(String place, Source sealed, long length) {
        if (isFull) {
            throw new Unavailable("no room");
        }
        try (var in = sealed.from(0)) {
            byte[] octets = in.readAllBytes();
            if (octets.length != length) {
                throw new IllegalArgumentException(octets.length + " octets, not " + length);
            }
            places.put(place, octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void copy(String from, String to) {
        if (from.equals(failing)) {
            throw new Unavailable("no answer");
        }
        places.put(to, at(from));
    }

    private byte[] at(String place) {
        byte[] octets = places.get(place);
        if (octets == null) {
            throw new Gone(place);
        }
        return octets;
    }

    @Override
    public byte[] read(String place, long offset, int length) {
        reads.incrementAndGet();
        if (isAway) {
            throw new Unavailable("away");
        }
        int end = (int) Math.min(at(place).length, offset + length);
        if (offset >= end) {
            return new byte[0];
        }
        return Arrays.copyOfRange(at(place), (int) offset, end);
    }

    @Override
    public void delete(String place) {
        places.remove(place);
    }
}
