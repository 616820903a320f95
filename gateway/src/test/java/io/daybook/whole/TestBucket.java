package io.daybook.whole;

import io.daybook.blob.command.s3.S3Connection;
import io.daybook.core.cluster.S3Settings;
import io.daybook.server.TestS3;
import java.net.URI;

/** Makes the bucket of an S3 for tests, which a node expects to find. */
final class TestBucket {
    private TestBucket() {}

    /** What a node that is to use it is told. */
    static S3Settings make(TestS3 s3) {
        var settings =
                new S3Settings(
                        URI.create(s3.endpoint()),
                        s3.region(),
                        s3.bucket(),
                        new S3Settings.Credentials(s3.accessKey(), s3.secretKey()),
                        new S3Settings.Encryption.None(),
                        true);
        try (var client = S3Connection.open(settings)) {
            client.createBucket(it -> it.bucket(settings.bucket()));
        }
        return settings;
    }
}
