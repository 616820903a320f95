package io.daybook.blob.command;

import static io.daybook.blob.command.BlobStoreContract.ALICE;
import static io.daybook.blob.command.BlobStoreContract.BOB;
import static io.daybook.blob.command.BlobStoreContract.DAY;
import static io.daybook.blob.command.BlobStoreContract.NOTHING;
import static io.daybook.blob.command.BlobStoreContract.OTHER;
import static io.daybook.blob.command.BlobStoreContract.USER;
import static io.daybook.blob.command.BlobStoreContract.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.blob.BlobStore;
import io.daybook.blob.LinkedBlobs;
import io.daybook.core.BlobId;
import io.daybook.journal.TurningClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link BlobStore} must do when many links are made at once. */
public interface LinkedBlobsContract {
    BlobStore store();

    BlobSweep sweeper();

    TurningClock clock();

    private BlobId upload(String user, int number) {
        byte[] octets = noise(100, number);
        try (var upload = store().upload(ALICE, user)) {
            upload.write(octets, 0, octets.length);
            return upload.finish(clock().instant().plus(DAY)).blob();
        }
    }

    private List<BlobId> uploads(int count) {
        return IntStream.range(0, count).mapToObj(i -> upload(USER, i)).toList();
    }

    private void sweepForDays(int days) {
        for (int day = 0; day < days; day++) {
            clock().forward(DAY.plusSeconds(1));
            sweeper().sweep(clock().instant(), NOTHING);
        }
    }

    @Test
    default void all_that_the_user_may_open_are_linked_and_the_others_are_not() {
        var blobs = new ArrayList<>(uploads(20));
        var own = List.copyOf(blobs);
        BlobId others = upload(OTHER, 100);
        blobs.add(3, others);
        blobs.add(7, BlobId.of(noise(10, 200)));
        LinkedBlobs linked = store().link(ALICE, USER, blobs);
        assertThat(linked.ids()).containsExactlyInAnyOrderElementsOf(own);
        assertThatThrownBy(() -> linked.open(others)).isInstanceOf(IllegalArgumentException.class);
        sweepForDays(4);
        for (int i = 0; i < own.size(); i++) {
            assertThat(store().open(ALICE, OTHER, own.get(i)).readAll()).isEqualTo(noise(100, i));
        }
        assertThat(store().open(ALICE, OTHER, others)).isNull();
    }

    @Test
    default void what_was_linked_is_opened_and_has_what_is_derived_beside_it() {
        var blobs = uploads(3);
        LinkedBlobs linked = store().link(ALICE, USER, blobs);
        assertThat(linked.open(blobs.get(1)).readAll()).isEqualTo(noise(100, 1));
        assertThat(linked.beside("digest-1")).isEmpty();
        linked.putBeside("digest-1", Map.of(blobs.get(0), noise(50, 7), blobs.get(2), noise(9, 8)));
        // What is derived need not be waited for; it is there before what is stored after it.
        store().store(BOB, noise(1, 1));
        assertThat(linked.beside("digest-1"))
                .containsOnlyKeys(blobs.get(0), blobs.get(2))
                .hasEntrySatisfying(
                        blobs.get(0), derived -> assertThat(derived).isEqualTo(noise(50, 7)));
        assertThat(store().beside(ALICE, blobs.get(2), "digest-1")).isEqualTo(noise(9, 8));
        assertThat(store().beside(ALICE, blobs.get(2), "digest-2")).isNull();
    }

    @Test
    default void linking_again_is_linking() {
        var blobs = uploads(3);
        store().link(ALICE, USER, blobs);
        assertThat(store().link(ALICE, OTHER, blobs).ids())
                .containsExactlyInAnyOrderElementsOf(blobs);
        sweepForDays(4);
        assertThat(store().link(ALICE, USER, blobs).ids())
                .containsExactlyInAnyOrderElementsOf(blobs);
    }

    @Test
    default void a_doubt_takes_the_link_that_was_made_for_one_event_alone() {
        var blobs = uploads(4);
        BlobId twice = blobs.get(0);
        BlobId known = store().store(ALICE, noise(100, 1));
        store().link(ALICE, USER, List.of(twice, known, blobs.get(2), twice, blobs.get(3)));
        for (BlobId blob : List.of(twice, known, blobs.get(2))) {
            store().doubt(ALICE, USER, blob);
        }
        sweepForDays(4);
        assertThat(store().open(ALICE, twice)).isNotNull();
        assertThat(store().open(ALICE, known)).isNotNull();
        assertThat(store().open(ALICE, blobs.get(2))).isNull();
        assertThat(store().open(ALICE, blobs.get(3))).isNotNull();
    }

    @Test
    default void nothing_to_link_is_nothing_linked() {
        assertThat(store().link(ALICE, USER, List.of()).ids()).isEmpty();
    }
}
