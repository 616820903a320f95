package io.daybook.blob.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.blob.BlobStore;
import io.daybook.blob.BlobUse;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.journal.TurningClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link BlobStore} must do. */
public interface BlobStoreContract {
    AccountId ALICE = new AccountId("alice");
    AccountId BOB = new AccountId("bob");
    String USER = "alice@example.test";
    String OTHER = "carol@example.test";
    Duration DAY = Duration.ofDays(1);
    BlobUse NOTHING = (_, _) -> false;

    /** The quota of unreferenced uploads that the store under test has. */
    long QUOTA = 3_000_000;

    BlobStore store();

    BlobSweep sweeper();

    TurningClock clock();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 65_535, 65_536, 65_537, 262_144, 262_145, 327_680, 1_000_000})
    default void octets_come_back_as_they_went(int size) {
        byte[] octets = noise(size, size);
        BlobId blob = upload(ALICE, USER, octets);
        assertThat(blob).isEqualTo(BlobId.of(octets));
        var open = store().open(ALICE, USER, blob);
        assertThat(open.size()).isEqualTo(size);
        assertThat(open.readAll()).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 200_000, 500_000})
    default void any_range_can_be_read(int size) {
        byte[] octets = noise(size, 7);
        var open = store().open(ALICE, USER, upload(ALICE, USER, octets));
        var random = new Random(size);
        for (int i = 0; i < 50; i++) {
            int offset = random.nextInt(size + 10);
            int length = random.nextInt(size);
            int end = Math.min(size, offset + length);
            assertThat(open.read(offset, length))
                    .isEqualTo(Arrays.copyOfRange(octets, Math.min(offset, end), end));
        }
        assertThatThrownBy(() -> open.read(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void text_and_noise_come_back_from_the_servers_own_store() {
        byte[] text = "Dear Bob, all is well. ".repeat(5000).getBytes(StandardCharsets.UTF_8);
        byte[] large = noise(800_000, 3);
        assertThat(store().open(ALICE, store().store(ALICE, text)).readAll()).isEqualTo(text);
        assertThat(store().open(ALICE, store().store(ALICE, large)).readAll()).isEqualTo(large);
    }

    @Test
    default void an_upload_counts_its_octets_and_is_nothing_until_it_is_finished() {
        try (var upload = store().upload(ALICE, USER)) {
            byte[] octets = noise(400_000, 1);
            upload.write(octets, 0, 100);
            upload.write(octets, 100, octets.length - 100);
            assertThat(upload.size()).isEqualTo(octets.length);
            assertThat(store().open(ALICE, USER, BlobId.of(octets))).isNull();
            upload.finish(clock().instant().plus(DAY));
            assertThat(store().open(ALICE, USER, BlobId.of(octets))).isNotNull();
            assertThatThrownBy(() -> upload.write(octets, 0, 1))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    default void an_upload_is_its_uploaders_alone() {
        BlobId blob = upload(ALICE, USER, noise(100, 1));
        assertThat(store().open(ALICE, USER, blob)).isNotNull();
        assertThat(store().open(ALICE, OTHER, blob)).isNull();
        assertThat(store().open(BOB, USER, blob)).isNull();
        assertThat(store().open(ALICE, blob)).isNull();
        assertThat(store().link(ALICE, OTHER, blob)).isFalse();
        assertThat(store().link(BOB, USER, blob)).isFalse();
    }

    @Test
    default void a_linked_blob_is_open_to_the_account_and_to_no_other() {
        byte[] octets = noise(100, 1);
        BlobId blob = upload(ALICE, USER, octets);
        assertThat(store().link(ALICE, USER, blob)).isTrue();
        assertThat(store().link(ALICE, OTHER, blob)).isTrue();
        assertThat(store().open(ALICE, OTHER, blob).readAll()).isEqualTo(octets);
        assertThat(store().open(ALICE, blob).readAll()).isEqualTo(octets);
        assertThat(store().open(BOB, OTHER, blob)).isNull();
    }

    @Test
    default void a_blob_can_be_opened_while_its_link_becomes_permanent() {
        for (int i = 0; i < 300; i++) {
            BlobId blob = upload(ALICE, USER, noise(64, 1_000 + i));
            var linked = CompletableFuture.supplyAsync(() -> store().link(ALICE, USER, blob));
            while (!linked.isDone()) {
                assertThat(store().open(ALICE, USER, blob)).isNotNull();
            }
            assertThat(linked.join()).isTrue();
        }
    }

    @Test
    default void knowing_a_hash_grants_nothing() {
        BlobId blob = store().store(ALICE, noise(100, 1));
        assertThat(store().open(ALICE, blob)).isNotNull();
        assertThat(store().link(BOB, USER, blob)).isFalse();
        assertThat(store().beside(BOB, blob, "digest-1")).isNull();
        assertThatThrownBy(() -> store().putBeside(BOB, blob, "digest-1", new byte[1]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void who_uploads_the_same_octets_has_the_same_blob_by_a_link_of_its_own() {
        byte[] octets = noise(500_000, 1);
        BlobId blob = store().store(ALICE, octets);
        assertThat(upload(BOB, OTHER, octets)).isEqualTo(blob);
        assertThat(store().open(BOB, OTHER, blob).readAll()).isEqualTo(octets);
        assertThat(store().link(BOB, OTHER, blob)).isTrue();
        assertThat(store().store(BOB, octets)).isEqualTo(blob);
    }

    @Test
    default void a_copy_is_an_upload_of_who_copied_and_of_nobody_else() {
        byte[] octets = noise(500_000, 1);
        BlobId blob = store().store(ALICE, octets);
        assertThat(store().copy(ALICE, BOB, USER, blob, clock().instant().plus(DAY))).isTrue();
        assertThat(store().open(BOB, USER, blob).readAll()).isEqualTo(octets);
        assertThat(store().open(BOB, OTHER, blob)).isNull();
        assertThat(store().open(BOB, blob)).isNull();
        clock().forward(DAY);
        assertThat(store().open(BOB, USER, blob)).isNull();
        assertThat(store().open(ALICE, USER, blob).readAll()).isEqualTo(octets);
    }

    @Test
    default void copying_again_never_shortens_the_expiry_and_leaves_permanent_links_alone() {
        BlobId blob = upload(ALICE, USER, noise(100, 1));
        assertThat(store().copy(ALICE, BOB, USER, blob, clock().instant().plus(DAY))).isTrue();
        assertThat(store().copy(ALICE, BOB, USER, blob, clock().instant().plusSeconds(1))).isTrue();
        clock().forward(Duration.ofHours(20));
        assertThat(store().open(BOB, USER, blob)).isNotNull();
        assertThat(store().link(BOB, USER, blob)).isTrue();
        assertThat(store().copy(ALICE, BOB, USER, blob, clock().instant().plusSeconds(1))).isTrue();
        clock().forward(DAY);
        sweeper().sweep(clock().instant(), NOTHING);
        assertThat(store().open(BOB, OTHER, blob)).isNotNull();
    }

    @Test
    default void a_blob_of_another_account_is_linked_for_good() {
        byte[] octets = noise(300_000, 1);
        BlobId blob = upload(ALICE, USER, octets);
        assertThat(store().link(ALICE, BOB, USER, blob)).isTrue();
        assertThat(store().link(ALICE, BOB, USER, blob)).isTrue();
        for (int day = 0; day < 4; day++) {
            clock().forward(DAY);
            sweeper().sweep(clock().instant(), NOTHING);
        }
        assertThat(store().open(ALICE, USER, blob)).isNull();
        assertThat(store().open(BOB, OTHER, blob).readAll()).isEqualTo(octets);
        assertThat(store().open(BOB, blob).readAll()).isEqualTo(octets);
    }

    @Test
    default void only_who_may_open_a_blob_may_take_it_elsewhere() {
        BlobId upload = upload(ALICE, USER, noise(100, 1));
        BlobId linked = store().store(ALICE, noise(100, 2));
        var until = clock().instant().plus(DAY);
        assertThat(store().copy(ALICE, BOB, OTHER, upload, until)).isFalse();
        assertThat(store().link(ALICE, BOB, OTHER, upload)).isFalse();
        assertThat(store().copy(BOB, ALICE, OTHER, linked, until)).isFalse();
        assertThat(store().link(BOB, ALICE, OTHER, linked)).isFalse();
        assertThat(store().copy(ALICE, BOB, USER, BlobId.of(noise(9, 9)), until)).isFalse();
        assertThat(store().link(ALICE, BOB, USER, BlobId.of(noise(9, 9)))).isFalse();
        assertThat(store().open(BOB, OTHER, upload)).isNull();
        assertThat(store().open(BOB, OTHER, linked)).isNull();
        clock().forward(DAY);
        assertThat(store().link(ALICE, BOB, USER, upload)).isFalse();
        assertThat(store().copy(ALICE, BOB, USER, upload, clock().instant().plus(DAY))).isFalse();
    }

    @Test
    default void copies_count_for_the_quota_of_uploads_once() {
        BlobId first = store().store(ALICE, noise(1_000_000, 1));
        BlobId second = store().store(ALICE, noise(1_500_000, 2));
        var until = clock().instant().plus(DAY);
        for (int i = 0; i < 3; i++) {
            store().copy(ALICE, BOB, USER, first, until);
        }
        clock().forward(Duration.ofMinutes(1));
        store().copy(ALICE, BOB, USER, second, until);
        assertThat(store().open(BOB, USER, first)).isNotNull();
        clock().forward(Duration.ofMinutes(1));
        upload(BOB, USER, noise(1_000_000, 3));
        assertThat(store().open(BOB, USER, first)).isNull();
        assertThat(store().open(BOB, USER, second)).isNotNull();
    }

    @Test
    default void an_upload_expires_unless_it_is_linked() {
        BlobId lost = upload(ALICE, USER, noise(100, 1));
        BlobId linked = upload(ALICE, USER, noise(100, 2));
        store().link(ALICE, USER, linked);
        assertThat(store().open(ALICE, USER, lost)).isNotNull();
        clock().forward(DAY);
        assertThat(store().open(ALICE, USER, lost)).isNull();
        assertThat(store().link(ALICE, USER, lost)).isFalse();
        for (int day = 0; day < 4; day++) {
            sweeper().sweep(clock().instant(), NOTHING);
            clock().forward(DAY);
        }
        assertThat(store().open(ALICE, USER, linked).readAll()).isEqualTo(noise(100, 2));
    }

    @Test
    default void uploading_again_resets_the_expiry_and_never_shortens_it() {
        byte[] octets = noise(100, 1);
        BlobId blob = upload(ALICE, USER, octets);
        clock().forward(Duration.ofHours(20));
        upload(ALICE, USER, octets);
        try (var upload = store().upload(ALICE, USER)) {
            upload.write(octets, 0, octets.length);
            upload.finish(clock().instant().plusSeconds(1));
        }
        clock().forward(Duration.ofHours(20));
        sweeper().sweep(clock().instant(), NOTHING);
        assertThat(store().open(ALICE, USER, blob)).isNotNull();
        clock().forward(Duration.ofHours(5));
        assertThat(store().open(ALICE, USER, blob)).isNull();
    }

    @Test
    default void beyond_the_quota_the_oldest_upload_goes_first() {
        BlobId linked = upload(ALICE, USER, noise(1_000_000, 0));
        store().link(ALICE, USER, linked);
        BlobId oldest = upload(ALICE, USER, noise(1_000_000, 1));
        clock().forward(Duration.ofMinutes(1));
        BlobId older = upload(ALICE, USER, noise(1_000_000, 2));
        clock().forward(Duration.ofMinutes(1));
        upload(ALICE, OTHER, noise(1_000_000, 3));
        assertThat(store().open(ALICE, USER, oldest)).isNotNull();
        BlobId newest = upload(ALICE, USER, noise(1_500_000, 4));
        assertThat(store().open(ALICE, USER, oldest)).isNull();
        assertThat(store().open(ALICE, USER, older)).isNotNull();
        assertThat(store().open(ALICE, USER, newest)).isNotNull();
        assertThat(store().open(ALICE, USER, linked)).isNotNull();
    }

    @Test
    default void a_link_whose_event_never_came_goes_after_a_grace() {
        BlobId imported = upload(ALICE, USER, noise(100, 1));
        store().link(ALICE, USER, imported);
        store().doubt(ALICE, USER, imported);
        BlobId composed = store().store(ALICE, noise(100, 2));
        store().doubt(ALICE, USER, composed);
        clock().forward(Duration.ofHours(23));
        sweeper().sweep(clock().instant(), NOTHING);
        assertThat(store().open(ALICE, imported)).isNotNull();
        assertThat(store().open(ALICE, composed)).isNotNull();
        clock().forward(Duration.ofHours(2));
        sweeper().sweep(clock().instant(), NOTHING);
        assertThat(store().open(ALICE, USER, imported)).isNull();
        assertThat(store().open(ALICE, composed)).isNull();
    }

    @Test
    default void nobodys_doubt_takes_a_link_that_another_relies_on() {
        BlobId before = store().store(ALICE, noise(100, 1));
        store().link(ALICE, USER, before);
        store().doubt(ALICE, USER, before);
        BlobId between = store().store(ALICE, noise(100, 2));
        store().store(ALICE, noise(100, 2));
        store().doubt(ALICE, USER, between);
        BlobId after = store().store(ALICE, noise(100, 3));
        store().doubt(ALICE, USER, after);
        assertThat(store().link(ALICE, USER, after)).isTrue();
        BlobId named = store().store(ALICE, noise(100, 4));
        store().doubt(ALICE, USER, named);
        for (int day = 0; day < 4; day++) {
            clock().forward(DAY);
            sweeper().sweep(clock().instant(), (_, blob) -> blob.equals(named));
        }
        for (BlobId blob : List.of(before, between, after, named)) {
            assertThat(store().open(ALICE, blob)).isNotNull();
        }
    }

    @Test
    default void a_doubted_link_can_be_used_and_doubted_again() {
        BlobId blob = upload(ALICE, USER, noise(100, 1));
        store().link(ALICE, USER, blob);
        store().doubt(ALICE, USER, blob);
        clock().forward(Duration.ofHours(20));
        upload(ALICE, USER, noise(100, 1));
        clock().forward(Duration.ofHours(20));
        sweeper().sweep(clock().instant(), NOTHING);
        assertThat(store().open(ALICE, USER, blob)).isNotNull();
        assertThat(store().link(ALICE, USER, blob)).isTrue();
        store().doubt(ALICE, USER, blob);
        clock().forward(Duration.ofHours(20));
        sweeper().sweep(clock().instant(), NOTHING);
        assertThat(store().open(ALICE, USER, blob)).isNotNull();
        clock().forward(Duration.ofHours(5));
        sweeper().sweep(clock().instant(), NOTHING);
        assertThat(store().open(ALICE, USER, blob)).isNull();
    }

    @Test
    default void a_doubted_link_is_followed_by_nobody_but_who_made_it() {
        BlobId blob = upload(ALICE, USER, noise(100, 1));
        store().link(ALICE, USER, blob);
        store().doubt(ALICE, USER, blob);
        var until = clock().instant().plus(DAY);
        assertThat(store().open(ALICE, USER, blob)).isNotNull();
        assertThat(store().open(ALICE, OTHER, blob)).isNull();
        assertThat(store().link(ALICE, OTHER, blob)).isFalse();
        assertThat(store().copy(ALICE, BOB, OTHER, blob, until)).isFalse();
        assertThat(store().link(ALICE, BOB, OTHER, blob)).isFalse();
        upload(ALICE, OTHER, noise(100, 1));
        assertThat(store().open(ALICE, OTHER, blob)).isNotNull();
        assertThat(store().link(ALICE, OTHER, blob)).isTrue();
        assertThat(store().open(ALICE, "third@example.test", blob)).isNotNull();
    }

    @Test
    default void what_nobody_can_tell_the_use_of_stays() {
        BlobId blob = store().store(ALICE, noise(100, 1));
        store().doubt(ALICE, USER, blob);
        clock().forward(DAY.plusSeconds(1));
        sweeper()
                .sweep(
                        clock().instant(),
                        (_, _) -> {
                            throw new IllegalStateException("the views are behind");
                        });
        assertThat(store().open(ALICE, blob)).isNotNull();
    }

    @Test
    default void what_is_derived_is_kept_beside_by_name() {
        byte[] octets = noise(100, 1);
        BlobId blob = upload(ALICE, USER, octets);
        store().putBeside(ALICE, blob, "digest-1", octets);
        store().link(ALICE, USER, blob);
        store().putBeside(ALICE, blob, "digest-2", new byte[] {1, 2});
        store().store(BOB, noise(1, 1));
        assertThat(store().beside(ALICE, blob, "digest-1")).isEqualTo(octets);
        assertThat(store().beside(ALICE, blob, "digest-2")).containsExactly(1, 2);
        assertThat(store().beside(ALICE, blob, "digest-3")).isNull();
        store().store(BOB, octets);
        assertThat(store().beside(BOB, blob, "digest-1")).isEqualTo(octets);
    }

    private BlobId upload(AccountId account, String uploader, byte[] octets) {
        try (var upload = store().upload(account, uploader)) {
            for (int done = 0; done < octets.length; ) {
                int length = Math.min(10_000, octets.length - done);
                upload.write(octets, done, length);
                done += length;
            }
            return upload.finish(clock().instant().plus(DAY)).blob();
        }
    }

    static byte[] noise(int size, long seed) {
        byte[] octets = new byte[size];
        new Random(seed).nextBytes(octets);
        return octets;
    }
}
