package io.daybook.blob.command.s3;

import io.daybook.blob.command.link.Contents;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Unavailable;
import io.daybook.core.cluster.S3Settings;
import io.daybook.core.cluster.SettingRefused;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Octets in the objects of a bucket. The key of an object tells the tenant, the account that
 * brought the octets, and their hash; what passes is under {@code uploads/}, what lasts under
 * {@code blobs/}.
 */
public final class S3Contents implements Contents, AutoCloseable {
    static final String UPLOADS = "uploads/";
    static final String BLOBS = "blobs/";

    /** The one tenant that there is. */
    private static final String TENANT = "default";

    private static final int MARK_OCTETS = 6;
    private static final int UNKNOWN = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int BEYOND_THE_END = 416;
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;

    private final S3Client client;
    private final S3Settings settings;
    private final SecureRandom random;
    private final ServerSide encryption;

    public S3Contents(S3Client client, S3Settings settings, SecureRandom random) {
        this.client = client;
        this.settings = settings;
        this.random = random;
        encryption = ServerSide.of(settings.encryption());
    }

    @Override
    public String newPlace(AccountId account, BlobId blob) {
        return UPLOADS + place(account, blob);
    }

    @Override
    public String newLastingPlace(AccountId account, BlobId blob) {
        return BLOBS + place(account, blob);
    }

    private String place(AccountId account, BlobId blob) {
        byte[] mark = new byte[MARK_OCTETS];
        random.nextBytes(mark);
        var hex = HexFormat.of();
        return String.join(
                "/",
                TENANT,
                account.value(),
                hex.formatHex(blob.sha256Octets()) + "-" + hex.formatHex(mark));
    }

    @Override
    public void put(String place, Source sealed, long length) {
        if (length > Multipart.PART) {
            call(
                    place,
                    () -> {
                        new Multipart(client, settings).put(place, sealed, length);
                        return place;
                    });
            return;
        }
        var request = PutObjectRequest.builder().bucket(settings.bucket()).key(place);
        request.serverSideEncryption(encryption.algorithm()).ssekmsKeyId(encryption.key());
        var body =
                RequestBody.fromContentProvider(
                        () -> sealed.from(0), length, "application/octet-stream");
        call(place, () -> client.putObject(request.build(), body));
    }

    @Override
    public void copy(String from, String to) {
        var request =
                CopyObjectRequest.builder()
                        .sourceBucket(settings.bucket())
                        .sourceKey(from)
                        .destinationBucket(settings.bucket())
                        .destinationKey(to);
        request.serverSideEncryption(encryption.algorithm()).ssekmsKeyId(encryption.key());
        call(from, () -> client.copyObject(request.build()));
    }

    @Override
    public byte[] read(String place, long offset, int length) {
        String range = "bytes=" + offset + "-" + (offset + length - 1);
        try {
            return call(
                            place,
                            () ->
                                    client.getObjectAsBytes(it ->
                                            it.bucket(settings.bucket()).key(place).range(range)))
                    .asByteArrayUnsafe();
        } catch (AwsServiceException e) {
            if (e.statusCode() == BEYOND_THE_END) {
                return new byte[0];
            }
            throw e;
        }
    }

    @Override
    public void delete(String place) {
        call(place, () -> client.deleteObject(it -> it.bucket(settings.bucket()).key(place)));
    }

    /** Whether the bucket is there and open to us. */
    void check() {
        call("", this::askForBucket);
    }

    private HeadBucketResponse askForBucket() {
        return client.headBucket(it -> it.bucket(settings.bucket()));
    }

    /**
     * @throws SettingRefused when there is no such bucket, or it is closed to us
     * @throws Unavailable when nobody can say
     */
    void requireBucket() {
        try {
            askForBucket();
        } catch (SdkClientException e) {
            throw unavailable(e);
        } catch (AwsServiceException e) {
            if (isBusy(e)) {
                throw unavailable(e);
            }
            String where = settings.endpoint() == null ? "AWS" : settings.endpoint().toString();
            String bucket = settings.bucket();
            throw new SettingRefused(
                    switch (e.statusCode()) {
                        case NOT_FOUND ->
                                "there is no bucket "
                                        + bucket
                                        + " at "
                                        + where
                                        + ": make it, or correct s3.bucket";
                        case FORBIDDEN ->
                                where
                                        + " does not let us into the bucket "
                                        + bucket
                                        + ": correct s3.access-key and s3.secret-key, or give them"
                                        + " the rights that docs/cluster-s3.md lists";
                        default ->
                                "the bucket "
                                        + bucket
                                        + " at "
                                        + where
                                        + " answers "
                                        + e.statusCode()
                                        + ": look at s3.endpoint, s3.region and s3.path-style";
                    });
        }
    }

    /**
     * @throws Unavailable when S3 did not answer, or not well, after all the tries of the SDK, or
     *     does not let us in any more
     */
    private <T> T call(String place, Supplier<T> call) {
        try {
            return call.get();
        } catch (NoSuchKeyException e) {
            throw new Gone(place);
        } catch (AwsServiceException e) {
            if (isBusy(e) || e.statusCode() == UNKNOWN || e.statusCode() == FORBIDDEN) {
                throw unavailable(e);
            }
            throw e;
        } catch (SdkClientException e) {
            throw unavailable(e);
        }
    }

    private static boolean isBusy(AwsServiceException e) {
        return e.statusCode() == TOO_MANY || e.statusCode() >= FAILED;
    }

    private static Unavailable unavailable(SdkException e) {
        return new Unavailable("S3 does not answer: " + e.getMessage());
    }

    @Override
    public void close() {
        client.close();
    }
}
