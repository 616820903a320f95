package io.daybook.core.cluster;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the blobs of the cluster are.
 *
 * @param endpoint null for that of AWS in the region
 * @param credentials null for what the SDK finds in the surroundings, such as a role of the machine
 * @param pathStyle whether the bucket is part of the path and not of the host name
 */
public record S3Settings(
        @Nullable URI endpoint,
        String region,
        String bucket,
        @Nullable Credentials credentials,
        Encryption encryption,
        boolean pathStyle) {
    public record Credentials(String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "access key " + accessKey;
        }
    }

    /**
     * What the server is asked to do beside our own encryption, with which every blob arrives
     * there.
     */
    public sealed interface Encryption {
        record None() implements Encryption {}

        /** SSE-S3: under keys of the server. */
        record ServerKeys() implements Encryption {}

        /**
         * SSE-KMS.
         *
         * @param key its id or ARN; null for the bucket's
         */
        record ManagedKey(@Nullable String key) implements Encryption {}
    }
}
