package io.daybook.blob.command.s3;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/**
 * What S3 clears by itself: uploads that nothing linked to, raw messages that came in, and the
 * parts of uploads that broke off. A net below our own sweep, never needed for what is right.
 */
record Life(S3Client client, String bucket) {
    static final Logger LOG = LoggerFactory.getLogger(Life.class);

    /**
     * Days; S3 begins to count at the midnight that follows, and an upload can be had for one day.
     */
    private static final int UPLOAD_DAYS = 2;

    private static final int INBOUND_DAYS = 7;
    private static final int PART_DAYS = 1;
    private static final int NOT_FOUND = 404;

    /** Writes our rules where the bucket has none; rules of somebody else stay as they are. */
    void begin() {
        try {
            if (hasNone()) {
                client.putBucketLifecycleConfiguration(
                        it -> it.bucket(bucket).lifecycleConfiguration(all -> all.rules(rules())));
            }
        } catch (AwsServiceException e) {
            LOG.warn(
                    "The life cycle of the bucket {} is not known or cannot be set ({}): see"
                            + " docs/cluster-s3.md for the rules it should have.",
                    bucket,
                    e.awsErrorDetails() == null ? e.statusCode() : e.awsErrorDetails().errorCode());
        }
    }

    private boolean hasNone() {
        try {
            return client.getBucketLifecycleConfiguration(it -> it.bucket(bucket))
                    .rules()
                    .isEmpty();
        } catch (AwsServiceException e) {
            if (e.statusCode() == NOT_FOUND) {
                return true;
            }
            throw e;
        }
    }

    private static List<LifecycleRule> rules() {
        return List.of(
                rule(
                        "daybook-uploads",
                        S3Contents.UPLOADS,
                        it -> it.expiration(after -> after.days(UPLOAD_DAYS))),
                rule(
                        "daybook-inbound",
                        "inbound/",
                        it -> it.expiration(after -> after.days(INBOUND_DAYS))),
                rule(
                        "daybook-parts",
                        "",
                        it ->
                                it.abortIncompleteMultipartUpload(
                                        after -> after.daysAfterInitiation(PART_DAYS))));
    }

    private static LifecycleRule rule(
            String id, String prefix, Consumer<LifecycleRule.Builder> what) {
        return LifecycleRule.builder()
                .id(id)
                .status(ExpirationStatus.ENABLED)
                .filter(it -> it.prefix(prefix))
                .applyMutation(what)
                .build();
    }
}
