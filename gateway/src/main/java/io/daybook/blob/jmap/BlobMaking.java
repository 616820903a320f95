package io.daybook.blob.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.SetAnswer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the blobs of one Blob/upload (RFC 9404 section 4.1), piece by piece. One that refers to
 * another of the same call is made after it.
 */
final class BlobMaking {
    private static final int PIECE = 64 << 10;
    private static final Duration KEPT = Duration.ofDays(1);

    /** How many of the largest blobs one call may read and write. */
    private static final int LARGEST = 4;

    private final BlobAccess access;
    private final Call call;
    private final Workspace workspace;
    private final long largest;
    private final Meter meter;
    private final Map<String, BlobDraft> drafts = new LinkedHashMap<>();
    private final SetAnswer answer = new SetAnswer();

    BlobMaking(BlobAccess access, Workspace workspace) {
        this.access = access;
        this.call = access.call();
        this.workspace = workspace;
        this.largest = call.limits().maxSizeUpload();
        this.meter = new Meter(LARGEST * largest);
    }

    /** The answer to the call. */
    ObjectNode make(Map<String, ObjectNode> create) {
        create.forEach((creationId, object) -> {
            switch (BlobDraft.read(object)) {
                case BlobDraft.Valid(var draft) -> drafts.put(creationId, draft);
                case BlobDraft.Invalid(var error) -> answer.notCreated(creationId, error);
            }
        });
        order().forEach(this::make);
        return answer.toJsonWithoutState(access.account());
    }

    /** Each after those that it refers to; in a circle somebody comes before. */
    private Set<String> order() {
        var order = new LinkedHashSet<String>();
        var begun = new HashSet<String>();
        var waiting = new ArrayDeque<>(drafts.keySet());
        while (!waiting.isEmpty()) {
            String first = waiting.element();
            if (begun.add(first)) {
                draft(first)
                        .references()
                        .filter(drafts::containsKey)
                        .filter(other -> !begun.contains(other))
                        .forEach(waiting::push);
            } else {
                order.add(waiting.remove());
            }
        }
        return order;
    }

    private BlobDraft draft(String creationId) {
        return Objects.requireNonNull(drafts.get(creationId));
    }

    private void make(String creationId) {
        BlobDraft draft = draft(creationId);
        try (var upload = access.blobs().upload(access.account(), call.user().value())) {
            SetError error = fill(upload, draft);
            if (error == null) {
                created(creationId, draft, upload.finish(call.now().plus(KEPT)));
            } else {
                answer.notCreated(creationId, error);
            }
        }
    }

    private void created(String creationId, BlobDraft draft, BlobStore.Stored stored) {
        var object = Json.object();
        String id = stored.blob().value();
        object.put("id", id);
        // RFC 9404 section 4.1: and what the upload resource answers.
        object.put("accountId", access.account().value());
        object.put("blobId", id);
        object.set("type", Json.text(draft.type()));
        object.set("size", Json.number(stored.size()));
        answer.created(call, creationId, id, object);
    }

    private @Nullable SetError fill(BlobStore.Upload upload, BlobDraft draft) {
        for (DataSource source : draft.data()) {
            SetError error =
                    switch (source) {
                        case DataSource.Inline(var octets) -> inline(upload, octets);
                        case DataSource.Range range -> range(upload, range);
                    };
            if (error != null) {
                return error;
            }
        }
        return null;
    }

    private @Nullable SetError inline(BlobStore.Upload upload, byte[] octets) {
        SetError error = room(upload, octets.length);
        if (error == null) {
            upload.write(octets, 0, octets.length);
        }
        return error;
    }

    private @Nullable SetError range(BlobStore.Upload upload, DataSource.Range range) {
        var found = access.find(range.blobId());
        if (found == null) {
            return SetError.invalidProperties("no such blob: " + range.blobId(), "data");
        }
        if (!meter.take(found.cost())) {
            return tooMuch();
        }
        var done = access.read(found, workspace, blob -> new Copied(copy(upload, range, blob)));
        return done == null
                ? SetError.invalidProperties("no such blob: " + range.blobId(), "data")
                : done.error();
    }

    private record Copied(@Nullable SetError error) {}

    private @Nullable SetError copy(
            BlobStore.Upload upload, DataSource.Range range, BlobStore.Blob blob) {
        long rest = blob.size() - range.offset();
        long length = range.length() == null ? rest : range.length();
        // RFC 9404 section 4.1: a range that cannot be fully satisfied makes the source invalid.
        if (rest < 0 || length > rest) {
            return SetError.invalidProperties("the blob is shorter than that range", "data");
        }
        SetError error = room(upload, length);
        if (error != null) {
            return error;
        }
        for (long done = 0; done < length; done += PIECE) {
            byte[] piece = blob.read(range.offset() + done, (int) Math.min(PIECE, length - done));
            upload.write(piece, 0, piece.length);
        }
        return null;
    }

    private @Nullable SetError room(BlobStore.Upload upload, long more) {
        // RFC 9404 section 3.1: maxSizeBlobSet is of the whole blob.
        if (upload.size() + more > largest) {
            return SetError.of("tooLarge", "a blob has at most " + largest + " octets");
        }
        return meter.take(more) ? null : tooMuch();
    }

    private static SetError tooMuch() {
        return SetError.of("rateLimit", "so many octets are for several calls");
    }
}
