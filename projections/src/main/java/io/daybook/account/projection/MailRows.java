package io.daybook.account.projection;

import io.daybook.blob.projection.BlobLinks;
import io.daybook.core.DataType;
import io.daybook.email.projection.EmailRows;
import io.daybook.email.projection.GoneRow;
import io.daybook.email.projection.GoneTimes;
import io.daybook.history.projection.HistoryRow;
import io.daybook.history.projection.Touch;
import io.daybook.identity.projection.IdentityRows;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.submission.projection.SubmissionRows;
import io.daybook.vacation.projection.VacationRow;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The views that are kept of an account's mail, all at one version. */
final class MailRows {
    /** The number moves with the layout of any of the views: rows of another one are not read. */
    static final String GROUP = "mail.5";

    /**
     * Moves instead when rows of before can still be read but lack what those of now tell. See
     * {@link io.daybook.view.Follower#content()}.
     */
    static final int CONTENT = 2;

    static final View<Only, AccountRow> ACCOUNT =
            new View<>("account", KeyCodec.only(Only.ROW), AccountRow.CODEC);

    /** What each event changed, by type and sequence number. */
    static final View<Change, ChangeRow> CHANGES =
            new View<>("change", KeyCodec.of(MailRows::encode, MailRows::decode), ChangeRow.CODEC);

    static final List<View<?, ?>> ALL =
            List.of(
                    ACCOUNT,
                    MailboxRow.VIEW,
                    EmailRows.VIEW,
                    GoneRow.VIEW,
                    GoneTimes.VIEW,
                    HistoryRow.VIEW,
                    Touch.VIEW,
                    BlobLinks.VIEW,
                    BlobLinks.GONE,
                    CHANGES,
                    IdentityRows.VIEW,
                    SubmissionRows.VIEW,
                    SubmissionRows.DUE,
                    SubmissionRows.BLOBS,
                    VacationRow.VIEW);

    private MailRows() {}

    /** The key of the account's one row. */
    enum Only {
        ROW
    }

    /** The key of a row of the log of changes. */
    record Change(DataType type, long seq) {}

    private static byte[] encode(Change key) {
        byte[] name = key.type.name().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(name.length + 9)
                .put(name)
                .put((byte) 0)
                .putLong(key.seq)
                .array();
    }

    private static Change decode(ByteBuffer octets) {
        byte[] name = new byte[octets.remaining() - 9];
        octets.get(name).get();
        var type = new DataType(new String(name, StandardCharsets.US_ASCII));
        return new Change(type, octets.getLong());
    }
}
