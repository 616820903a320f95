package io.daybook.blob.command.s3;

import io.daybook.core.cluster.S3Settings.Encryption;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * How a request asks for objects to be encrypted where they are.
 *
 * @param algorithm null when it does not ask
 * @param key of the server's key management; null for the server's own
 */
record ServerSide(@Nullable ServerSideEncryption algorithm, @Nullable String key) {
    static ServerSide of(Encryption encryption) {
        return switch (encryption) {
            case Encryption.None() -> new ServerSide(null, null);
            case Encryption.ServerKeys() -> new ServerSide(ServerSideEncryption.AES256, null);
            case Encryption.ManagedKey(var key) ->
                    new ServerSide(ServerSideEncryption.AWS_KMS, key);
        };
    }
}
