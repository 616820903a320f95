package io.daybook.account.command;

import io.daybook.account.command.AccountState.Seqs;
import io.daybook.core.codec.BinaryFieldReader;
import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.MalformedRecord;
import java.util.Arrays;

/**
 * The beginning of a snapshot: what changes with every command, and how many chunks each section
 * has. The sections come in the order of {@link Section}.
 */
record SnapshotHeader(
        long emailSeq,
        long quotaOctets,
        int retentionDays,
        int nextMailbox,
        int lastUidValidity,
        int nextEmail,
        int nextThread,
        Seqs seqs,
        int[] chunks) {
    /** The first, which knew neither identities nor submissions. */
    private static final int FIRST_FORMAT = 1;

    /** The second, which did not know how long destroyed mail is kept. */
    private static final int SECOND_FORMAT = 2;

    private static final int FORMAT = 3;

    /**
     * A part of a snapshot. Emails and keys are made of chunks; the others are cut into them. New
     * ones come at the end: older snapshots have none of them.
     */
    enum Section {
        TREE,
        UIDS,
        FORWARDS,
        SETS,
        EMAILS,
        KEYS,
        IDENTITIES,
        SUBMISSIONS
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
        out.number("identitySeq", seqs.identity());
        out.number("submissionSeq", seqs.submission());
        out.number("vacationSeq", seqs.vacation());
        out.number("retentionDays", retentionDays);
        out.ints("chunks", chunks);
        return out.toByteArray();
    }

    /**
     * @throws MalformedRecord when the snapshot is damaged or of another format
     */
    static SnapshotHeader decode(byte[] bytes) {
        var in = new BinaryFieldReader(bytes);
        long format = in.number("format");
        if (format < FIRST_FORMAT || format > FORMAT) {
            throw new MalformedRecord("a snapshot of format " + format);
        }
        long emailSeq = in.number("emailSeq");
        long quotaOctets = in.number("quotaOctets");
        int nextMailbox = in.integer("nextMailbox");
        int lastUidValidity = in.integer("lastUidValidity");
        int nextEmail = in.integer("nextEmail");
        int nextThread = in.integer("nextThread");
        var seqs = format == FIRST_FORMAT ? Seqs.NONE : seqs(in);
        int retentionDays =
                format <= SECOND_FORMAT
                        ? AccountState.UNKNOWN_RETENTION
                        : in.integer("retentionDays");
        var header =
                new SnapshotHeader(
                        emailSeq,
                        quotaOctets,
                        retentionDays,
                        nextMailbox,
                        lastUidValidity,
                        nextEmail,
                        nextThread,
                        seqs,
                        sections(in.ints("chunks"), format));
        in.requireEnd();
        return header;
    }

    private static Seqs seqs(FieldReader in) {
        return new Seqs(
                in.number("identitySeq"), in.number("submissionSeq"), in.number("vacationSeq"));
    }

    private static int[] sections(int[] chunks, long format) {
        int known = Section.values().length;
        int expected = format == FIRST_FORMAT ? Section.IDENTITIES.ordinal() : known;
        if (chunks.length != expected) {
            throw new MalformedRecord("a snapshot of " + chunks.length + " sections");
        }
        return Arrays.copyOf(chunks, known);
    }
}
