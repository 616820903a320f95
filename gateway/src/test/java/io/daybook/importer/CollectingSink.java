package io.daybook.importer;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a source finds. */
final class CollectingSink implements Source.Sink {
    private final long largest;
    final List<Found> found = new ArrayList<>();
    final List<Origin> ignored = new ArrayList<>();
    long consumed;

    CollectingSink(long largest) {
        this.largest = largest;
    }

    List<Found.Message> messages() {
        return found.stream()
                .filter(Found.Message.class::isInstance)
                .map(Found.Message.class::cast)
                .toList();
    }

    @Override
    public boolean accept(Found it) {
        found.add(it);
        return true;
    }

    @Override
    public void ignored(Origin origin) {
        ignored.add(origin);
    }

    @Override
    public void consumed(long octets) {
        consumed += octets;
    }

    @Override
    public long largestMessage() {
        return largest;
    }
}
