package io.daybook.account.command;

import io.daybook.core.codec.BinaryFieldReader;
import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.core.codec.MalformedRecord;

/**
 * The beginning of a snapshot: what changes with every command, and how many chunks each section
 * has. The sections come in the order of {@link Section}.
 */
record SnapshotHeader(
        long emailSeq,
        long quotaOctets,
        int nextMailbox,
        int lastUidValidity,
        int nextEmail,
        int nextThread,
        int[] chunks) {
    private static final int FORMAT = 1;

    /** A part of a snapshot. The first four are cut into chunks; the others are made of them. */
    enum Section {
        TREE,
        UIDS,
        FORWARDS,
        SETS,
        EMAILS,
        KEYS
    }

    byte[] encode() {
        var out = new BinaryFieldWriter();
        out.number("format", FORMAT);
        out.number("emailSeq", emailSeq);
        out.number("quotaOctets", quotaOctets);
        out.number("nextMailbox", nextMailbox);
        out.number("lastUidValidity", lastUidValidity);
        out.number("nextEmail", nextEmail);
        out.number("nextThread", nextThread);
        out.ints("chunks", chunks);
        return out.toByteArray();
    }

    /**
     * @throws MalformedRecord when the snapshot is damaged or of another format
     */
    static SnapshotHeader decode(byte[] bytes) {
        var in = new BinaryFieldReader(bytes);
        long format = in.number("format");
        if (format != FORMAT) {
            throw new MalformedRecord("a snapshot of format " + format);
        }
        var header =
                new SnapshotHeader(
                        in.number("emailSeq"),
                        in.number("quotaOctets"),
                        in.integer("nextMailbox"),
                        in.integer("lastUidValidity"),
                        in.integer("nextEmail"),
                        in.integer("nextThread"),
                        in.ints("chunks"));
        if (header.chunks.length != Section.values().length) {
            throw new MalformedRecord("a snapshot of " + header.chunks.length + " sections");
        }
        return header;
    }
}
