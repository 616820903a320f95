package io.daybook.blob.command.s3;

import io.daybook.blob.command.link.Contents.Source;
import io.daybook.core.Unavailable;
import io.daybook.core.cluster.S3Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Puts large octets in parts, each of which is tried again for itself. */
record Multipart(S3Client client, S3Settings settings) {
    /** Octets of a part but the last. */
    static final int PART = 8 << 20;

    void put(String place, Source sealed, long length) {
        String upload = client.createMultipartUpload(creation(place)).uploadId();
        try (InputStream in = sealed.from(0)) {
            var parts = new ArrayList<CompletedPart>();
            for (long from = 0; from < length; from += PART) {
                byte[] octets = in.readNBytes((int) Math.min(PART, length - from));
                parts.add(part(place, upload, parts.size() + 1, octets));
            }
            complete(place, upload, parts, length);
        } catch (IOException e) {
            abort(place, upload);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            abort(place, upload);
            throw e;
        }
    }

    /** The SDK asks again when it heard no answer: the upload may have come to its end by then. */
    private void complete(String place, String upload, List<CompletedPart> parts, long length) {
        try {
            client.completeMultipartUpload(it ->
                    it.bucket(settings.bucket())
                            .key(place)
                            .uploadId(upload)
                            .multipartUpload(all -> all.parts(parts)));
        } catch (AwsServiceException e) {
            if (!isNoUpload(e) || !isThere(place, length)) {
                throw e;
            }
        }
    }

    private static boolean isNoUpload(AwsServiceException e) {
        return e.awsErrorDetails() != null
                && "NoSuchUpload".equals(e.awsErrorDetails().errorCode());
    }

    private boolean isThere(String place, long length) {
        try {
            var found = client.headObject(it -> it.bucket(settings.bucket()).key(place));
            return found.contentLength() == length;
        } catch (NoSuchKeyException e) {
            throw new Unavailable("somebody took away the parts of " + place);
        }
    }

    private CreateMultipartUploadRequest creation(String place) {
        var request = CreateMultipartUploadRequest.builder().bucket(settings.bucket()).key(place);
        var encryption = ServerSide.of(settings.encryption());
        request.serverSideEncryption(encryption.algorithm()).ssekmsKeyId(encryption.key());
        return request.build();
    }

    private CompletedPart part(String place, String upload, int number, byte[] octets) {
        var sent =
                client.uploadPart(
                        it ->
                                it.bucket(settings.bucket())
                                        .key(place)
                                        .uploadId(upload)
                                        .partNumber(number),
                        RequestBody.fromBytes(octets));
        return CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build();
    }

    /** What cannot be taken back now goes by the life cycle of the bucket. */
    private void abort(String place, String upload) {
        try {
            client.abortMultipartUpload(
                    it -> it.bucket(settings.bucket()).key(place).uploadId(upload));
        } catch (RuntimeException e) {
            Life.LOG.info("an upload in parts to {} is left to the life cycle", place, e);
        }
    }
}
