package io.daybook.account.command;

import io.daybook.account.command.SnapshotHeader.Section;
import io.daybook.core.BlobId;
import io.daybook.email.command.EmailTable;
import io.daybook.journal.SnapshotStore.Manifest;
import io.daybook.submission.command.SubmissionChunk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/**
 * A snapshot ready to be written: the manifest, and those chunks that the last one did not have.
 */
final class SnapshotDraft {
    private static final int MAX_CHUNK = 1 << 20;
    private static final int OCTETS_OF_HASH = 32;

    private final Written before;
    private final Written.Builder after = new Written.Builder();
    private final List<byte[]> hashes = new ArrayList<>();
    private final Map<String, byte[]> newChunks = new LinkedHashMap<>();
    private final int[] counts = new int[Section.values().length];
    private final Manifest manifest;

    SnapshotDraft(FrozenAccount account, Written before, Instant now) {
        this.before = before;
        cut(Section.TREE, SnapshotChunks.tree(account));
        cut(Section.UIDS, SnapshotChunks.uids(account));
        cut(Section.FORWARDS, SnapshotChunks.forwards(account));
        cut(Section.SETS, SnapshotChunks.sets(account));
        EmailTable.Frozen emails = account.emails();
        groups(
                Section.EMAILS,
                emails.rows().pages(),
                SnapshotChunks.EMAIL_PAGES,
                emails.rows()::stamp,
                group -> SnapshotChunks.emails(account, group));
        groups(
                Section.KEYS,
                emails.threads().keyPages(),
                SnapshotChunks.KEY_PAGES,
                emails.threads()::keyStamp,
                group -> SnapshotChunks.keys(account, group));
        cut(Section.IDENTITIES, SnapshotChunks.identities(account));
        cut(Section.SUBMISSIONS, SubmissionChunk.write(account.submissions()));
        var header =
                new SnapshotHeader(
                        account.emailSeq(),
                        account.quotaOctets(),
                        account.retentionDays(),
                        account.nextMailbox(),
                        account.lastUidValidity(),
                        emails.next(),
                        emails.threads().next(),
                        account.seqs(),
                        counts);
        manifest = new Manifest(account.seq(), now, hashes, header.encode());
    }

    Manifest manifest() {
        return manifest;
    }

    Map<String, byte[]> newChunks() {
        return newChunks;
    }

    Written written() {
        return after.build();
    }

    /** What writing it takes. */
    long octets() {
        return newChunks.values().stream().mapToLong(chunk -> chunk.length).sum()
                + manifest.header().length
                + (long) OCTETS_OF_HASH * hashes.size();
    }

    private void cut(Section section, byte[] bytes) {
        for (int from = 0; from < bytes.length; from += MAX_CHUNK) {
            int to = Math.min(bytes.length, from + MAX_CHUNK);
            after.add(put(section, Arrays.copyOfRange(bytes, from, to)));
        }
    }

    private void groups(
            Section section,
            int pages,
            int pagesOfGroup,
            IntToLongFunction pageStamps,
            IntFunction<byte[]> encode) {
        for (int group = 0; group * pagesOfGroup < pages; group++) {
            long[] stamps = Written.stamps(group, pagesOfGroup, pages, pageStamps);
            byte[] hash = before.unchanged(section, group, stamps);
            if (hash != null) {
                counts[section.ordinal()]++;
                hashes.add(hash);
                after.add(section, group, stamps, hash);
            } else if (Arrays.stream(stamps).anyMatch(stamp -> stamp != 0)) {
                after.add(section, group, stamps, put(section, encode.apply(group)));
            }
        }
    }

    private byte[] put(Section section, byte[] chunk) {
        byte[] hash = BlobId.sha256().digest(chunk);
        counts[section.ordinal()]++;
        hashes.add(hash);
        if (!before.has(hash)) {
            newChunks.put(HexFormat.of().formatHex(hash), chunk);
        }
        return hash;
    }
}
