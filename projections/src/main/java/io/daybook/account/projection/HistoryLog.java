package io.daybook.account.projection;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.core.DataType;
import io.daybook.core.DiskThreads;
import io.daybook.core.EmailId;
import io.daybook.core.Event;
import io.daybook.email.projection.GoneRow;
import io.daybook.history.projection.HistoryReads;
import io.daybook.history.projection.HistoryRow;
import io.daybook.history.projection.Touch;
import io.daybook.view.Place;
import io.daybook.view.Row;
import io.daybook.view.StreamReader;
import io.daybook.view.ViewStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** The history of an account up to one version; its rows are only ever added to. */
final class HistoryLog implements HistoryReads.Log {
    /** Events that lie no further apart are read in one go. */
    private static final int NEAR = 32;

    private final ViewStore store;
    private final StreamReader reader;
    private final Place place;
    private final String epoch;
    private final long head;

    HistoryLog(ViewStore store, StreamReader reader, MailState state) {
        this.store = store;
        this.reader = reader;
        this.place = state.place;
        this.epoch = state.account.epoch();
        this.head = state.version.seq();
    }

    /** Whether what was read was not deleted meanwhile, after a rebuild. */
    boolean isLive() {
        return store.live(place.group(), place.scope()).equals(place);
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public long head() {
        return head;
    }

    @Override
    public RoaringBitmap touching(DataType type, int object) {
        var events = new RoaringBitmap();
        long bit = Touch.bit(object);
        store.scan(
                place,
                Touch.VIEW,
                Touch.of(type, object, 0),
                Touch.of(type, object, head + 1),
                (key, row) -> {
                    if ((row.value() & bit) != 0) {
                        events.add(Math.toIntExact(key.seq()));
                    }
                    return true;
                });
        return events;
    }

    @Override
    public long firstFrom(Instant time) {
        return Moments.firstFrom(store, place, time, head);
    }

    @Override
    public List<HistoryRow> rows(List<Long> seqs) {
        return store.getAll(place, HistoryRow.VIEW, seqs).stream()
                .filter(Objects::nonNull)
                .map(Row::value)
                .toList();
    }

    @Override
    public List<HistoryRow> range(long first, long last) {
        var rows = new ArrayList<HistoryRow>();
        store.scan(place, HistoryRow.VIEW, first, last + 1, (_, row) -> rows.add(row.value()));
        return rows;
    }

    @Override
    public Map<Long, Event> events(List<Long> seqs) {
        var events = new HashMap<Long, Event>();
        var wanted = new TreeSet<>(seqs);
        while (!wanted.isEmpty()) {
            long first = wanted.getFirst();
            long last = first;
            for (long seq : wanted) {
                if (seq - last > NEAR) {
                    break;
                }
                last = seq;
            }
            int count = (int) (last - first + 1);
            DiskThreads.call(() -> reader.read(place.scope(), first, count))
                    .forEach(event -> events.put(event.seq(), event.event()));
            wanted.removeIf(seq -> seq <= first + count - 1);
        }
        return events;
    }

    @Override
    public @Nullable Long hardLimit(Event event) {
        return switch (event) {
            case AccountOpened opened -> opened.quotaOctets();
            case QuotaChanged(var octets) -> octets;
            default -> null;
        };
    }

    @Override
    public Map<EmailId, GoneRow> gone(List<EmailId> emails) {
        var gone = new HashMap<EmailId, GoneRow>();
        for (var row : store.getAll(place, GoneRow.VIEW, emails)) {
            if (row != null) {
                gone.put(row.value().email().id(), row.value());
            }
        }
        return gone;
    }
}
