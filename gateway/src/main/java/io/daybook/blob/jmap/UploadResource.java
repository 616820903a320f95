package io.daybook.blob.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Endpoint;
import io.daybook.core.http.Problem;
import io.daybook.core.http.Request;
import io.daybook.core.jmap.Crowd;
import io.daybook.core.jmap.Limits;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Takes uploads (RFC 8620 section 6.1) piece by piece into the blob store. One that breaks off
 * leaves nothing.
 */
public final class UploadResource implements Endpoint {
    public static final String PATH = "/jmap/upload/";

    private static final int PIECE = 64 << 10;
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String ANY = "application/octet-stream";

    private final BlobStore blobs;
    private final Limits limits;
    private final Clock clock;
    private final Crowd<UserId> crowd;

    public UploadResource(BlobStore blobs, Limits limits, Clock clock) {
        this.blobs = blobs;
        this.limits = limits;
        this.clock = clock;
        this.crowd = new Crowd<>(limits.maxConcurrentUpload());
    }

    @Override
    public Answer answer(Request request) {
        UserId user = request.user().user();
        VisibleAccount account = account(request);
        if (account == null) {
            return Problem.notFound().answer();
        }
        if (account.readOnly()) {
            return Problem.of(403, "Forbidden", "This account may only be read.").answer();
        }
        if (request.contentLength() > limits.maxSizeUpload()) {
            return tooLarge();
        }
        if (!crowd.enter(user)) {
            String detail = "This user has " + limits.maxConcurrentUpload() + " uploads open.";
            return Problem.limit(429, "maxConcurrentUpload", detail)
                    .with("Retry-After", "1")
                    .answer();
        }
        try (var upload = blobs.upload(account.id(), user.value())) {
            return receive(request, account.id(), upload);
        } finally {
            crowd.leave(user);
        }
    }

    private Answer receive(Request request, AccountId account, BlobStore.Upload upload) {
        byte[] piece = new byte[(int) Math.clamp(request.contentLength(), 4 << 10, PIECE)];
        for (int count = request.body().read(piece, 0, piece.length);
                count >= 0;
                count = request.body().read(piece, 0, piece.length)) {
            if (upload.size() + count > limits.maxSizeUpload()) {
                return tooLarge();
            }
            upload.write(piece, 0, count);
        }
        var stored = upload.finish(clock.instant().plus(KEPT));
        var json = JsonNodeFactory.instance.objectNode();
        json.put("accountId", account.value());
        json.put("blobId", stored.blob().value());
        json.put("type", type(request.header("Content-Type")));
        json.put("size", stored.size());
        return Answer.json(201, json);
    }

    /** With or without a slash at the end; null when the user can see no such account. */
    private static @Nullable VisibleAccount account(Request request) {
        String account = request.path().substring(PATH.length());
        account = account.endsWith("/") ? account.substring(0, account.length() - 1) : account;
        return request.user().find(account);
    }

    private static String type(@Nullable String contentType) {
        return contentType == null || contentType.isBlank() ? ANY : contentType;
    }

    private Answer tooLarge() {
        String detail = "An upload may have " + limits.maxSizeUpload() + " octets.";
        return Problem.limit(413, "maxSizeUpload", detail).answer();
    }
}
