package io.daybook.account.projection;

import io.daybook.core.Ids;
import io.daybook.core.codec.RecordCodec;
import java.util.stream.IntStream;

/**
 * What one event did to the records of one type; no id is in two of the sets. In this order the
 * changes are told, and an offset into them is part of a state.
 *
 * @param minor updated in nothing but what changes often: the counters of a mailbox (RFC 8621
 *     section 2.2), what is used of a quota (RFC 9425 section 4.3), the keywords of an email
 */
public record ChangeRow(Ids created, Ids updated, Ids minor, Ids destroyed) {
    public static final ChangeRow NONE = new ChangeRow(Ids.NONE, Ids.NONE, Ids.NONE, Ids.NONE);

    static final RecordCodec<ChangeRow> CODEC =
            RecordCodec.of(
                    (row, out) -> {
                        out.ints("created", row.created.toArray());
                        out.ints("updated", row.updated.toArray());
                        out.ints("minor", row.minor.toArray());
                        out.ints("destroyed", row.destroyed.toArray());
                    },
                    in ->
                            new ChangeRow(
                                    Ids.of(in.ints("created")),
                                    Ids.of(in.ints("updated")),
                                    Ids.of(in.ints("minor")),
                                    Ids.of(in.ints("destroyed"))));

    static ChangeRow creating(Ids created) {
        return new ChangeRow(created, Ids.NONE, Ids.NONE, Ids.NONE);
    }

    static ChangeRow updating(Ids updated) {
        return new ChangeRow(Ids.NONE, updated, Ids.NONE, Ids.NONE);
    }

    static ChangeRow minor(Ids minor) {
        return new ChangeRow(Ids.NONE, Ids.NONE, minor, Ids.NONE);
    }

    static ChangeRow destroying(Ids destroyed) {
        return new ChangeRow(Ids.NONE, Ids.NONE, Ids.NONE, destroyed);
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    public int size() {
        return created.size() + updated.size() + minor.size() + destroyed.size();
    }

    /** This change and then {@code next}, a later part of the same event, as one. */
    ChangeRow then(ChangeRow next) {
        if (isEmpty() || next.isEmpty()) {
            return isEmpty() ? next : this;
        }
        return new ChangeRow(
                both(without(created, next.destroyed), without(next.created, destroyed)),
                without(
                        both(updated, next.updated, common(destroyed, next.created)),
                        next,
                        created),
                without(
                        without(both(minor, next.minor), next, created),
                        both(updated, next.updated)),
                both(without(destroyed, next.created), without(next.destroyed, created)));
    }

    private static Ids without(Ids ids, ChangeRow next, Ids created) {
        return without(without(ids, next.destroyed), created);
    }

    private static Ids both(Ids... sets) {
        return Ids.of(IntStream.range(0, sets.length).flatMap(i -> sets[i].stream()).toArray());
    }

    private static Ids without(Ids ids, Ids others) {
        return others.isEmpty() || ids.isEmpty()
                ? ids
                : Ids.of(ids.stream().filter(id -> !others.contains(id)).toArray());
    }

    private static Ids common(Ids ids, Ids others) {
        return Ids.of(ids.stream().filter(others::contains).toArray());
    }
}
