package io.daybook.blob.command.link;

import io.daybook.blob.command.link.BlobRows.BlobRow;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings octets from where they are cleared by themselves to where they last, several at once. */
record Moving(BlobRows rows, Contents contents) {
    /**
     * What became of the octets of one blob.
     *
     * @param copy the row at the new place; null when they were not copied
     * @param failure why not; null when they are somewhere else by now
     */
    private record Outcome(
            BlobRow row, @Nullable BlobRow copy, @Nullable RuntimeException failure) {}

    /**
     * The blobs at their new places, but for those that somebody else has brought elsewhere
     * meanwhile.
     */
    Map<BlobId, BlobRow> move(AccountId account, Collection<BlobRow> passing) {
        var outcomes = Together.map(passing, row -> copy(account, row));
        var copies = new HashMap<BlobRow, BlobRow>();
        for (var outcome : outcomes) {
            if (outcome.copy() != null) {
                copies.put(outcome.row(), outcome.copy());
            }
        }
        var moved = enter(copies);
        // Nobody knows of the other copies: they go even if this fails as a whole.
        outcomes.stream()
                .map(Outcome::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(failure -> {
                    throw failure;
                });
        return moved;
    }

    private Outcome copy(AccountId account, BlobRow row) {
        String place = contents.newLastingPlace(account, row.blob());
        try {
            contents.copy(row.place(), place);
            return new Outcome(row, row.at(place), null);
        } catch (Contents.Gone e) {
            return new Outcome(row, null, isStillAt(row) ? e : null);
        } catch (RuntimeException e) {
            return new Outcome(row, null, e);
        }
    }

    /** Whether the blob is where it was. */
    boolean isStillAt(BlobRow row) {
        var now = rows.find(row.blob());
        return now != null && now.place().equals(row.place());
    }

    private Map<BlobId, BlobRow> enter(Map<BlobRow, BlobRow> copies) {
        if (copies.isEmpty()) {
            return Map.of();
        }
        var moved = rows.move(copies) ? copies.keySet() : whereMoved(copies);
        Together.map(
                copies.keySet(),
                row -> {
                    BlobRow copy = Objects.requireNonNull(copies.get(row));
                    contents.delete((moved.contains(row) ? row : copy).place());
                    return row;
                });
        return moved.stream()
                .collect(
                        Collectors.toMap(
                                BlobRow::blob, row -> Objects.requireNonNull(copies.get(row))));
    }

    /** Those that are at their new places. */
    private Set<BlobRow> whereMoved(Map<BlobRow, BlobRow> copies) {
        var places = new HashMap<BlobId, String>();
        rows.find(copies.keySet().stream().map(BlobRow::blob).toList())
                .forEach(row -> places.put(row.blob(), row.place()));
        var moved = new HashSet<BlobRow>();
        copies.forEach((row, copy) -> {
            if (copy.place().equals(places.get(row.blob()))) {
                moved.add(row);
            }
        });
        return moved;
    }
}
