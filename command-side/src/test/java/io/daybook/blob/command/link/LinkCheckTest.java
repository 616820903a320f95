package io.daybook.blob.command.link;

import static io.daybook.blob.command.BlobStoreContract.ALICE;
import static io.daybook.blob.command.BlobStoreContract.BOB;
import static io.daybook.blob.command.BlobStoreContract.QUOTA;
import static io.daybook.blob.command.BlobStoreContract.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import io.daybook.blob.command.BlobKeys;
import io.daybook.blob.command.BlobLimits;
import io.daybook.blob.command.mongo.MongoBlobRows;
import io.daybook.blob.command.mongo.MongoLinkRows;
import io.daybook.core.BlobId;
import io.daybook.core.Unavailable;
import io.daybook.journal.rocksdb.JournalFixture;
import io.daybook.proof.Finding;
import io.daybook.proof.Verifier;
import io.daybook.proof.Verifier.Scope;
import io.daybook.server.TestMongo;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What verify says of octets in a bucket that somebody has damaged. */
@Tag("servers")
class LinkCheckTest {
    @AutoClose private final JournalFixture fixture = new JournalFixture();
    @AutoClose private final TestMongo mongo = TestMongo.start();
    @AutoClose private final MongoClient client = mongo.client();
    private final MemoryContents contents = new MemoryContents();
    private final LinkedBlobStore store = store();
    private final List<Finding> findings = new ArrayList<>();
    private long looked;

    private LinkedBlobStore store() {
        var database = client.getDatabase(mongo.database());
        var journal = fixture.journal();
        return new LinkedBlobStore(
                new LinkedBlobStore.Storage(
                        new MongoLinkRows(database), new MongoBlobRows(database), contents),
                new BlobKeys(journal.master(), journal.keys(), journal.seal()),
                journal.seal(),
                new BlobLimits(QUOTA, Duration.ofHours(24)),
                Clock.systemUTC());
    }

    @BeforeEach
    void others() {
        store.store(ALICE, noise(500, 1));
        store.store(BOB, noise(500, 2));
    }

    private void verify() {
        findings.clear();
        looked = 0;
        var accounts = new Scope(List.of(ALICE.stream(), BOB.stream(), "admin"), List.of());
        new LinkCheck(store, fixture.journal().stored())
                .verify(
                        accounts,
                        new Verifier.Report() {
                            @Override
                            public void found(Finding finding) {
                                findings.add(finding);
                            }

                            @Override
                            public void progress(String what, long done, long inAll) {
                                looked = done;
                            }
                        });
    }

    private String place(BlobId blob) {
        return new MongoBlobRows(client.getDatabase(mongo.database())).find(blob).place();
    }

    private BlobId damaged(int size, UnaryOperator<byte[]> damage) {
        BlobId blob = store.store(ALICE, noise(size, 3));
        contents.places.computeIfPresent(place(blob), (_, octets) -> damage.apply(octets));
        return blob;
    }

    private void assertFound(String kind, BlobId blob) {
        verify();
        assertThat(looked).isEqualTo(3);
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.part()).isEqualTo("blobs");
                    assertThat(finding.kind()).isEqualTo(kind);
                    assertThat(finding.where()).contains(blob.value(), ALICE.value());
                    assertThat(finding.what()).isNotBlank();
                });
    }

    /** Without octets, in one segment, in two, and beyond what is read at once. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 65_536, 65_537, 2_500_000})
    void whatever_is_damaged_is_found_and_nothing_else(int size) {
        var whole = store.store(ALICE, noise(size, 3));
        verify();
        assertThat(findings).isEmpty();
        byte[] octets = contents.places.get(place(whole));
        assertFound("blob changed", damaged(size, LinkCheckTest::flipped));
        contents.places.put(place(whole), octets);
        assertFound("blob changed", damaged(size, it -> Arrays.copyOf(it, it.length - 1)));
        contents.places.put(place(whole), octets);
        assertFound("blob changed", damaged(size, it -> Arrays.copyOf(it, it.length + 1)));
        contents.places.put(place(whole), octets);
        assertFound("blob changed", damaged(size, _ -> new byte[0]));
        contents.places.put(place(whole), octets);
        assertFound("blob missing", damaged(size, _ -> null));
        contents.places.put(place(whole), octets);
        verify();
        assertThat(findings).isEmpty();
    }

    private static byte[] flipped(byte[] octets) {
        byte[] other = octets.clone();
        other[other.length / 2] ^= 1;
        return other;
    }

    @Test
    void octets_of_another_blob_are_found_by_each_that_has_their_place() {
        BlobId mine = store.store(ALICE, noise(1000, 3));
        BlobId other = store.store(ALICE, noise(1000, 4));
        contents.places.put(place(mine), contents.places.get(place(other)));
        verify();
        assertThat(findings)
                .singleElement()
                .satisfies(it -> assertThat(it.where()).contains(mine.value()));
    }

    @Test
    void a_blob_of_two_accounts_is_found_for_both() {
        BlobId blob = store.store(BOB, noise(1000, 3));
        damaged(1000, LinkCheckTest::flipped);
        verify();
        assertThat(findings)
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.where()).contains(blob.value()));
    }

    @Test
    void a_server_that_is_away_makes_no_damage() {
        contents.isAway = true;
        assertThatThrownBy(this::verify).isInstanceOf(Unavailable.class);
        assertThat(findings).isEmpty();
    }

    @Test
    void what_nobody_is_to_read_any_more_is_no_damage() {
        fixture.journal().keys().destroy(ALICE.stream());
        verify();
        assertThat(findings).isEmpty();
    }
}
