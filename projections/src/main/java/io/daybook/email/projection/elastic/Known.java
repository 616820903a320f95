package io.daybook.email.projection.elastic;

import io.daybook.email.projection.elastic.Progress.Reached;

/**
 * What this node knows of the index of one account. The index may have come further through other
 * nodes, but is not behind this.
 *
 * @param written what the index says of itself
 * @param applied the same sequence number or a later one: events without texts are not written
 * @param shown what every search sees
 * @param searchable the last event of which a search sees all texts
 */
record Known(Reached written, long applied, Reached shown, long searchable) {
    static Known of(Reached written) {
        var shown = new Reached(written.generation(), -1);
        return new Known(written, written.seq(), shown, -1);
    }

    int generation() {
        return written.generation();
    }

    /** The index says this of itself. */
    Known with(Reached now) {
        if (now.generation() > generation()) {
            return of(now);
        }
        return now.version() <= written.version()
                ? this
                : new Known(now, Math.max(applied, now.seq()), shown, searchable);
    }

    /** Events without texts follow, up to this one. */
    Known passed(long seq) {
        boolean showsAll = shown.equals(written);
        return new Known(written, seq, shown, showsAll ? seq : searchable);
    }

    /** A search has seen this. */
    Known seen(Reached now) {
        var it = with(now);
        if (now.generation() < it.generation() || now.version() < it.shown.version()) {
            return it;
        }
        long most = now.equals(it.written) ? it.applied : now.seq();
        return new Known(it.written, it.applied, now, Math.max(it.searchable, most));
    }
}
