package io.daybook.blob.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.VisibleAccount;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Endpoint;
import io.daybook.core.http.EntityTags;
import io.daybook.core.http.Percent;
import io.daybook.core.http.Problem;
import io.daybook.core.http.Request;
import io.daybook.mime.PartBlob;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives out blobs and parts of messages (RFC 8620 section 6.2). A blob of another account is as
 * little there as one that nobody has.
 */
public final class DownloadResource implements Endpoint {
    public static final String PATH = "/jmap/download/";

    private static final int WHOLE = 128 << 10;
    private static final String ANY = "application/octet-stream";
    private static final Pattern TYPE =
            Pattern.compile(
                    "[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}"
                            + "(?:;[ !-~]{0,200})?");

    private final BlobStore blobs;

    public DownloadResource(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** {@code ACCOUNT/BLOB/NAME} of the path. */
    private record Wanted(String account, String blob, String name) {}

    @Override
    public Answer answer(Request request) {
        Wanted wanted = wanted(request.path());
        VisibleAccount account = wanted == null ? null : request.user().find(wanted.account());
        if (wanted == null || account == null) {
            return Problem.notFound().answer();
        }
        String type = type(Percent.parameter(request.query(), "type"));
        if (type == null) {
            return Problem.of(400, "Bad Request", "The type is no media type.").answer();
        }
        BlobStore.Blob blob = open(account.id(), request.user().user().value(), wanted.blob());
        if (blob == null) {
            return Problem.notFound().answer();
        }
        String tag = '"' + wanted.blob() + '"';
        // RFC 9110 section 13.1.2; the right to read was checked before.
        if (EntityTags.match(request.header("If-None-Match"), tag)) {
            return Answer.empty(304).with(Map.of("ETag", tag, "Cache-Control", CACHE));
        }
        return ranged(request, blob, tag, headers(wanted.name(), type, tag));
    }

    // RFC 8620 section 6.2: the data never changes.
    private static final String CACHE = "private, immutable, max-age=31536000";

    private static Map<String, String> headers(String name, String type, String tag) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", type);
        headers.put("Content-Disposition", Disposition.attachment(name));
        headers.put("Content-Security-Policy", "sandbox; default-src 'none'");
        headers.put("Cross-Origin-Resource-Policy", "same-site");
        headers.put("Cache-Control", CACHE);
        headers.put("ETag", tag);
        headers.put("Accept-Ranges", "bytes");
        return headers;
    }

    private static Answer ranged(
            Request request, BlobStore.Blob blob, String tag, Map<String, String> headers) {
        long size = blob.size();
        String condition = request.header("If-Range");
        boolean ranges = condition == null || condition.strip().equals(tag);
        return switch (ByteRange.of(ranges ? request.header("Range") : null, size)) {
            case ByteRange.Whole() -> content(200, blob, 0, size).with(headers);
            case ByteRange.Part(long from, long length) -> {
                headers.put(
                        "Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + size);
                yield content(206, blob, from, length).with(headers);
            }
            case ByteRange.Unsatisfiable() ->
                    Problem.of(416, "Range Not Satisfiable", "The file is shorter than that.")
                            .with("Content-Range", "bytes */" + size)
                            .answer();
        };
    }

    private static Answer content(int status, BlobStore.Blob blob, long from, long length) {
        Answer.Content content =
                length <= WHOLE
                        ? new Answer.Octets(blob.read(from, (int) length))
                        : new Answer.Stream(
                                length, (offset, count) -> blob.read(from + offset, count));
        return new Answer(status, Map.of(), content);
    }

    private BlobStore.@Nullable Blob open(AccountId account, String user, String id) {
        BlobId whole = BlobId.parse(id);
        if (whole != null) {
            return blobs.open(account, user, whole);
        }
        PartBlob part = PartBlob.parse(id).orElse(null);
        BlobId message = part == null ? null : BlobId.parse(part.message());
        BlobStore.Blob blob = message == null ? null : blobs.open(account, user, message);
        return part == null || blob == null
                ? null
                : part.open(blob.readAll()).map(InMemory::new).orElse(null);
    }

    /** A decoded part. */
    private record InMemory(byte[] octets) implements BlobStore.Blob {
        @Override
        public long size() {
            return octets.length;
        }

        @Override
        public byte[] read(long offset, int length) {
            int from = (int) Math.min(offset, octets.length);
            return Arrays.copyOfRange(octets, from, Math.min(octets.length, from + length));
        }
    }

    private static @Nullable Wanted wanted(String path) {
        String[] parts = path.substring(PATH.length()).split("/", 3);
        String name = parts.length == 3 ? Percent.decode(parts[2]) : null;
        return name == null ? null : new Wanted(parts[0], parts[1], name);
    }

    /** The type to answer with; null when it is malformed and could hide another header. */
    private static @Nullable String type(@Nullable String asked) {
        if (asked == null || asked.isEmpty()) {
            return ANY;
        }
        return TYPE.matcher(asked).matches() ? asked : null;
    }
}
