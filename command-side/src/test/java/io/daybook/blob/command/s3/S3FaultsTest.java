package io.daybook.blob.command.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.blob.command.BlobStoreContract;
import io.daybook.blob.command.s3.ScriptedS3.Asked;
import io.daybook.blob.command.s3.ScriptedS3.Fault;
import io.daybook.blob.command.s3.ScriptedS3.Script;
import io.daybook.core.Unavailable;
import io.daybook.core.cluster.S3Settings.Encryption;
import io.daybook.core.cluster.SettingRefused;
import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.services.s3.S3Client;

/** What becomes of octets when S3, or the way to it, fails in the middle. */
@Tag("cluster")
class S3FaultsTest {
    private static final byte[] SMALL = BlobStoreContract.noise(100_000, 1);
    private static final byte[] LARGE = BlobStoreContract.noise(2 * Multipart.PART + 1000, 2);

    @AutoClose private final ScriptedS3 s3 = new ScriptedS3();
    @AutoClose private final S3Contents contents = contents(new Encryption.None());

    private S3Contents contents(Encryption encryption) {
        var settings = s3.settings(encryption);
        S3Client client = S3Connection.open(settings);
        return new S3Contents(client, settings, new SecureRandom());
    }

    private void put(byte[] octets) {
        contents.put("blobs/x", from -> in(octets, from), octets.length);
    }

    private static ByteArrayInputStream in(byte[] octets, long from) {
        return new ByteArrayInputStream(octets, (int) from, octets.length - (int) from);
    }

    /** The fault, for so many requests of a kind. */
    private static Script first(int count, Predicate<Asked> which, Fault fault) {
        var left = new AtomicInteger(count);
        return asked -> which.test(asked) && left.getAndDecrement() > 0 ? fault : Fault.NONE;
    }

    private static Script always(Predicate<Asked> which, Fault fault) {
        return first(Integer.MAX_VALUE, which, fault);
    }

    private long count(Predicate<Asked> which) {
        return s3.asked.stream().filter(which).count();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NONE", "DENIED", "CUT_INSIDE"})
    void what_fails_once_is_sent_again(Fault fault) {
        s3.does(first(1, _ -> true, fault));
        put(SMALL);
        assertThat(s3.objects.get("blobs/x")).isEqualTo(SMALL);
        assertThat(count(_ -> true)).isEqualTo(2);
    }

    @Test
    void who_is_too_busy_is_asked_three_times_in_all_and_then_unavailable() {
        s3.does(always(_ -> true, Fault.SLOW_DOWN));
        assertThatThrownBy(() -> put(SMALL)).isInstanceOf(Unavailable.class);
        assertThat(count(_ -> true)).isEqualTo(3);
        assertThatThrownBy(() -> contents.delete("blobs/x")).isInstanceOf(Unavailable.class);
        assertThat(s3.objects).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NONE", "DENIED", "CUT_INSIDE"})
    void a_part_that_breaks_off_is_sent_again_and_no_other(Fault fault) {
        s3.does(first(1, it -> it.isPart() && it.query().get("partNumber").equals("2"), fault));
        put(LARGE);
        assertThat(s3.objects.get("blobs/x")).isEqualTo(LARGE);
        assertThat(count(Asked::isPart)).isEqualTo(4);
        assertThat(s3.uploads).isEmpty();
    }

    @Test
    void parts_that_cannot_be_brought_to_an_end_are_taken_back() {
        s3.does(
                always(
                        it -> it.isPart() && it.query().get("partNumber").equals("3"),
                        Fault.CUT_BEFORE));
        assertThatThrownBy(() -> put(LARGE)).isInstanceOf(Unavailable.class);
        assertThat(count(Asked::isAbort)).isEqualTo(1);
        assertThat(s3.uploads).isEmpty();
        assertThat(s3.objects).isEmpty();
    }

    @Test
    void parts_that_cannot_be_taken_back_are_left_to_the_life_cycle() {
        s3.does(always(it -> it.isPart() || it.isAbort(), Fault.CUT_BEFORE));
        assertThatThrownBy(() -> put(LARGE)).isInstanceOf(Unavailable.class);
        assertThat(s3.uploads).hasSize(1);
        assertThat(s3.objects).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NONE", "DENIED", "CUT_INSIDE"})
    void parts_whose_end_was_not_heard_of_are_there(Fault fault) {
        s3.does(first(1, Asked::isCompletion, fault));
        put(LARGE);
        assertThat(s3.objects.get("blobs/x")).isEqualTo(LARGE);
        assertThat(s3.uploads).isEmpty();
    }

    @Test
    void parts_that_somebody_took_away_are_not_taken_for_there() {
        s3.does(asked -> {
            if (asked.isCompletion()) {
                s3.uploads.clear();
            }
            return Fault.NONE;
        });
        assertThatThrownBy(() -> put(LARGE)).isInstanceOf(Unavailable.class);
        assertThat(s3.objects).isEmpty();
    }

    @Test
    void a_read_that_breaks_off_is_done_again_and_never_short() {
        s3.objects.put("blobs/x", SMALL);
        s3.does(first(1, _ -> true, Fault.CUT_INSIDE));
        assertThat(contents.read("blobs/x", 1000, 50_000))
                .isEqualTo(Arrays.copyOfRange(SMALL, 1000, 51_000));
        s3.does(always(_ -> true, Fault.CUT_INSIDE));
        assertThatThrownBy(() -> contents.read("blobs/x", 1000, 50_000))
                .isInstanceOf(Unavailable.class);
        // What ends early by itself is short.
        s3.does(_ -> Fault.NONE);
        assertThat(contents.read("blobs/x", 99_990, 50)).hasSize(10);
        assertThat(contents.read("blobs/x", 100_000, 50)).isEmpty();
    }

    @Test
    void rights_that_were_taken_are_told_from_octets_that_are_damaged() {
        s3.objects.put("blobs/x", SMALL);
        contents.requireBucket();
        s3.does(always(_ -> true, Fault.DENIED));
        assertThatThrownBy(() -> contents.read("blobs/x", 0, 10)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> put(SMALL)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(contents::requireBucket).isInstanceOf(SettingRefused.class);
    }

    @Test
    void the_server_is_asked_to_encrypt_as_the_settings_say_however_octets_come() {
        for (var encryption :
                new Encryption[] {
                    new Encryption.None(),
                    new Encryption.ServerKeys(),
                    new Encryption.ManagedKey("key-1"),
                    new Encryption.ManagedKey(null)
                }) {
            s3.does(_ -> Fault.NONE);
            try (var it = contents(encryption)) {
                it.put("uploads/small", from -> in(SMALL, from), SMALL.length);
                it.put("uploads/large", from -> in(LARGE, from), LARGE.length);
                it.copy("uploads/small", "blobs/small");
            }
            // A part is encrypted as its upload was begun.
            var making =
                    s3.asked.stream().filter(asked -> !asked.isPart() && !asked.isCompletion());
            assertThat(making).hasSize(3).allSatisfy(asked -> requireEncryption(asked, encryption));
        }
    }

    private static void requireEncryption(Asked asked, Encryption encryption) {
        var algorithm = "x-amz-server-side-encryption";
        var key = "x-amz-server-side-encryption-aws-kms-key-id";
        switch (encryption) {
            case Encryption.None() ->
                    assertThat(asked.headers()).doesNotContainKeys(algorithm, key);
            case Encryption.ServerKeys() ->
                    assertThat(asked.headers())
                            .containsEntry(algorithm, "AES256")
                            .doesNotContainKey(key);
            case Encryption.ManagedKey(var id) -> {
                assertThat(asked.headers()).containsEntry(algorithm, "aws:kms");
                assertThat(asked.headers().get(key)).isEqualTo(id);
            }
        }
    }

    @Test
    void a_bucket_without_rules_is_told_what_expires_by_its_prefix() {
        try (var client = S3Connection.open(s3.settings(new Encryption.None()))) {
            var life = new Life(client, "mail");
            life.begin();
            var told = s3.lifeCycle;
            assertThat(told.replaceAll("<ID>[^<]*</ID>|<Status>Enabled</Status>", ""))
                    .contains(
                            "<Rule><Expiration><Days>2</Days></Expiration>"
                                    + "<Filter><Prefix>uploads/</Prefix></Filter></Rule>")
                    .contains(
                            "<Rule><Expiration><Days>7</Days></Expiration>"
                                    + "<Filter><Prefix>inbound/</Prefix></Filter></Rule>")
                    .contains(
                            "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1"
                                    + "</DaysAfterInitiation></AbortIncompleteMultipartUpload>")
                    .containsPattern("<Filter><Prefix(/>|></Prefix>)</Filter>")
                    .doesNotContain("blobs/");
            life.begin();
            assertThat(count(it -> it.method().equals("PUT"))).isEqualTo(1);

            // Nobody's rules are changed, and who may not set them starts all the same.
            s3.lifeCycle =
                    "<LifecycleConfiguration><Rule><ID>mine</ID></Rule></LifecycleConfiguration>";
            life.begin();
            assertThat(s3.lifeCycle).contains("mine");
            s3.does(always(_ -> true, Fault.DENIED));
            life.begin();
        }
    }
}
