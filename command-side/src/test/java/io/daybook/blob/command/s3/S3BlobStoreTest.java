package io.daybook.blob.command.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.sun.net.httpserver.HttpServer;
import io.daybook.blob.BlobStore;
import io.daybook.blob.command.BlobKeys;
import io.daybook.blob.command.BlobLimits;
import io.daybook.blob.command.BlobStoreContract;
import io.daybook.blob.command.BlobSweep;
import io.daybook.blob.command.link.Contents;
import io.daybook.blob.command.link.LinkedBlobStore;
import io.daybook.blob.command.mongo.MongoBlobRows;
import io.daybook.blob.command.mongo.MongoLinkRows;
import io.daybook.core.Unavailable;
import io.daybook.core.cluster.S3Settings;
import io.daybook.core.cluster.S3Settings.Credentials;
import io.daybook.core.cluster.S3Settings.Encryption;
import io.daybook.core.cluster.SettingRefused;
import io.daybook.journal.TurningClock;
import io.daybook.journal.rocksdb.JournalFixture;
import io.daybook.server.TestMongo;
import io.daybook.server.TestS3;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

@Tag("cluster")
class S3BlobStoreTest implements BlobStoreContract {
    private final TestS3 s3 = TestS3.shared();
    private final S3Settings settings = settings(s3.endpoint());
    @AutoClose private final S3Client objects = S3Connection.open(settings);
    @AutoClose private final JournalFixture fixture = new JournalFixture();
    @AutoClose private final TestMongo mongo = TestMongo.start();
    @AutoClose private final MongoClient client = mongo.client();
    private final TurningClock clock = new TurningClock();
    private final LinkedBlobStore store = store(objects, settings);

    private S3Settings settings(String endpoint) {
        return new S3Settings(
                URI.create(endpoint),
                s3.region(),
                s3.bucket(),
                new Credentials(s3.accessKey(), s3.secretKey()),
                new Encryption.ServerKeys(),
                true);
    }

    private LinkedBlobStore store(S3Client at, S3Settings with) {
        var database = client.getDatabase(mongo.database());
        var journal = fixture.journal();
        return new LinkedBlobStore(
                new LinkedBlobStore.Storage(
                        new MongoLinkRows(database),
                        new MongoBlobRows(database),
                        new S3Contents(at, with, new SecureRandom())),
                new BlobKeys(journal.master(), journal.keys(), journal.seal()),
                journal.seal(),
                new BlobLimits(QUOTA, Duration.ofHours(24)),
                clock);
    }

    @BeforeEach
    void makeBucket() {
        objects.createBucket(it -> it.bucket(s3.bucket()));
    }

    @AfterEach
    void deleteBucket() {
        objects.listObjectsV2Paginator(it -> it.bucket(s3.bucket()))
                .contents()
                .forEach(object ->
                        objects.deleteObject(it -> it.bucket(s3.bucket()).key(object.key())));
        objects.deleteBucket(it -> it.bucket(s3.bucket()));
    }

    @Override
    public BlobStore store() {
        return store;
    }

    @Override
    public BlobSweep sweeper() {
        return store;
    }

    @Override
    public TurningClock clock() {
        return clock;
    }

    @Test
    void keys_tell_the_tenant_and_the_account_and_what_lasts() {
        var blob = store.store(ALICE, BlobStoreContract.noise(100, 1));
        assertThat(keys()).hasSize(1).allMatch(key -> key.startsWith("blobs/default/alice/"));
        assertThat(store.open(ALICE, blob)).isNotNull();
        try (var upload = store.upload(BOB, USER)) {
            upload.write(new byte[7], 0, 7);
            upload.finish(clock.instant().plus(DAY));
        }
        assertThat(keys()).hasSize(2).anyMatch(key -> key.startsWith("uploads/default/bob/"));
    }

    private List<String> keys() {
        return objects.listObjectsV2(it -> it.bucket(s3.bucket())).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    void what_is_larger_than_a_part_goes_in_parts_and_is_read_by_ranges() {
        byte[] large = BlobStoreContract.noise(2 * Multipart.PART + 12_345, 1);
        var blob = store.store(ALICE, large);
        var open = store.open(ALICE, blob);
        assertThat(open.readAll()).isEqualTo(large);
        assertThat(open.read(Multipart.PART - 10, 20))
                .isEqualTo(Arrays.copyOfRange(large, Multipart.PART - 10, Multipart.PART + 10));
    }

    @Test
    void a_bucket_without_a_life_cycle_is_given_one() {
        new Life(objects, s3.bucket()).begin();
        new Life(objects, s3.bucket()).begin();
        assertThat(objects.getBucketLifecycleConfiguration(it -> it.bucket(s3.bucket())).rules())
                .hasSize(3);
    }

    @Test
    void a_bucket_that_is_not_there_is_named_in_one_line() {
        var other =
                new S3Settings(
                        settings.endpoint(),
                        settings.region(),
                        "no-such-bucket",
                        settings.credentials(),
                        settings.encryption(),
                        true);
        var contents = new S3Contents(objects, other, new SecureRandom());
        assertThatThrownBy(contents::requireBucket)
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("no-such-bucket")
                .hasMessageContaining("s3.bucket")
                .hasMessageNotContaining(s3.secretKey());
        new S3Contents(objects, settings, new SecureRandom()).requireBucket();
    }

    @Test
    void an_object_that_is_gone_is_told_from_a_server_that_is_gone() {
        var contents = new S3Contents(objects, settings, new SecureRandom());
        assertThatThrownBy(() -> contents.read("blobs/none", 0, 10))
                .isInstanceOf(Contents.Gone.class);
        assertThatThrownBy(() -> contents.copy("blobs/none", "blobs/other"))
                .isInstanceOf(Contents.Gone.class);
        contents.delete("blobs/none");
        contents.check();
    }

    @Test
    void a_server_that_is_overloaded_is_asked_again_and_then_unavailable() throws IOException {
        var asked = new AtomicInteger();
        var overloaded =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        overloaded.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                });
        overloaded.start();
        var at = settings("http://127.0.0.1:" + overloaded.getAddress().getPort());
        try (var toIt = S3Connection.open(at)) {
            var failing = store(toIt, at);
            assertThatThrownBy(() -> failing.store(ALICE, new byte[] {1}))
                    .isInstanceOf(Unavailable.class);
            assertThat(asked.get()).isBetween(2, 10);
        } finally {
            overloaded.stop(0);
        }
    }
}
