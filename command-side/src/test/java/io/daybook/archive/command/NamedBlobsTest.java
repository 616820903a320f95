package io.daybook.archive.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.BlobId;
import io.daybook.core.Event;
import io.daybook.stored.SampleEvents;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamedBlobsTest {
    static Stream<Event> events() {
        return SampleEvents.all();
    }

    /** Whatever event comes later: a blob that it names must be in the archive. */
    @ParameterizedTest
    @MethodSource("events")
    void every_blob_that_an_event_holds_is_found(Event event) throws Exception {
        var held = new ArrayList<BlobId>();
        collect(event, held);
        var named = new ArrayList<BlobId>();
        NamedBlobs.forEach(event, named::add);
        assertThat(named).containsExactlyInAnyOrderElementsOf(held);
    }

    private static void collect(Object value, List<BlobId> into) throws Exception {
        switch (value) {
            case null -> {}
            case BlobId blob -> into.add(blob);
            case List<?> list -> {
                for (Object each : list) {
                    collect(each, into);
                }
            }
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    var accessor = component.getAccessor();
                    accessor.setAccessible(true);
                    collect(accessor.invoke(record), into);
                }
            }
            default -> {}
        }
    }

    @Test
    void a_set_of_blobs_knows_what_was_put_in_and_nothing_else() {
        var random = new Random(7);
        var set = new BlobSet();
        var blobs = new ArrayList<BlobId>();
        for (int i = 0; i < 10_000; i++) {
            byte[] hash = new byte[32];
            random.nextBytes(hash);
            blobs.add(BlobId.ofSha256(hash));
        }
        var inside = blobs.subList(0, 7_000);
        inside.forEach(blob -> assertThat(set.add(blob)).isTrue());
        inside.forEach(blob -> assertThat(set.add(blob)).isFalse());
        assertThat(set.size()).isEqualTo(7_000);
        assertThat(blobs).filteredOn(set::contains).containsExactlyElementsOf(inside);
        var visited = new ArrayList<BlobId>();
        set.forEach(visited::add);
        assertThat(visited).containsExactlyInAnyOrderElementsOf(inside);
    }
}
