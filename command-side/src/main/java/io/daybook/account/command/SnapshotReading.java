package io.daybook.account.command;

import io.daybook.account.command.SnapshotHeader.Section;
import io.daybook.core.codec.MalformedRecord;
import io.daybook.email.command.EmailTable;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.SnapshotStore.Manifest;
import io.daybook.submission.command.SubmissionChunk;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The state that a snapshot holds, and what of it need not be written again. */
final class SnapshotReading {
    /** So many chunks are read together; of a large account each has up to 1 MB. */
    private static final int AT_ONCE = 16;

    private final SnapshotStore store;
    private final String stream;
    private final SnapshotHeader header;
    private final List<byte[]> hashes;
    private final Deque<byte[]> contents = new ArrayDeque<>();
    private int taken;
    private final AccountState state = new AccountState();
    private final List<byte[]> loose = new ArrayList<>();
    private final List<byte[]> emailGroups = new ArrayList<>();
    private final List<byte[]> keyGroups = new ArrayList<>();
    private final int[] emailNumbers;
    private final int[] keyNumbers;

    /**
     * @throws MalformedRecord when the snapshot is damaged or of another format
     */
    SnapshotReading(SnapshotStore store, String stream, Manifest manifest) {
        this.store = store;
        this.stream = stream;
        this.header = SnapshotHeader.decode(manifest.header());
        this.hashes = manifest.chunks();
        this.emailNumbers = new int[count(Section.EMAILS)];
        this.keyNumbers = new int[count(Section.KEYS)];
        read(manifest.seq());
    }

    AccountState state() {
        return state;
    }

    /** What is written; to be asked before the state changes. */
    Written written() {
        var written = new Written.Builder();
        loose.forEach(written::add);
        EmailTable.Frozen emails = state.emails().freeze();
        for (int i = 0; i < emailNumbers.length; i++) {
            written.add(
                    Section.EMAILS,
                    emailNumbers[i],
                    Written.stamps(
                            emailNumbers[i],
                            SnapshotChunks.EMAIL_PAGES,
                            emails.rows().pages(),
                            emails.rows()::stamp),
                    emailGroups.get(i));
        }
        for (int i = 0; i < keyNumbers.length; i++) {
            written.add(
                    Section.KEYS,
                    keyNumbers[i],
                    Written.stamps(
                            keyNumbers[i],
                            SnapshotChunks.KEY_PAGES,
                            emails.threads().keyPages(),
                            emails.threads()::keyStamp),
                    keyGroups.get(i));
        }
        return written.build();
    }

    private void read(long seq) {
        var tree = SnapshotChunks.tree(joined(Section.TREE));
        tree.mailboxes().forEach(state::evolve);
        var uids = SnapshotChunks.uids(joined(Section.UIDS));
        EmailTable emails = state.emails();
        SnapshotChunks.forwards(joined(Section.FORWARDS), emails.threads());
        var sets = SnapshotChunks.sets(joined(Section.SETS));
        emails.restoreSets(sets.mailboxes(), sets.keywords());
        for (int i = 0; i < emailNumbers.length; i++) {
            byte[] hash = next();
            emailGroups.add(hash);
            emailNumbers[i] = SnapshotChunks.emails(content(), emails::restore);
        }
        for (int i = 0; i < keyNumbers.length; i++) {
            byte[] hash = next();
            keyGroups.add(hash);
            keyNumbers[i] = SnapshotChunks.keys(content(), emails.threads());
        }
        if (count(Section.IDENTITIES) > 0) {
            SnapshotChunks.identities(joined(Section.IDENTITIES), state.identities());
        }
        if (count(Section.SUBMISSIONS) > 0) {
            state.submissions().restore(SubmissionChunk.read(joined(Section.SUBMISSIONS)));
        }
        state.restore(header.seqs());
        emails.restored(header.nextEmail(), uids);
        emails.threads().restored(header.nextThread());
        state.mailboxes().startAt(header.nextMailbox(), header.lastUidValidity());
        state.restore(tree.opened(), seq, header);
    }

    private byte[] joined(Section section) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < count(section); i++) {
            byte[] hash = next();
            loose.add(hash);
            bytes.writeBytes(content());
        }
        return bytes.toByteArray();
    }

    private int count(Section section) {
        return header.chunks()[section.ordinal()];
    }

    private byte[] next() {
        if (taken == hashes.size()) {
            throw new MalformedRecord("the manifest names too few chunks");
        }
        if (contents.isEmpty()) {
            int end = Math.min(hashes.size(), taken + AT_ONCE);
            contents.addAll(store.chunks(stream, hashes.subList(taken, end)));
        }
        return hashes.get(taken++);
    }

    /** Of the chunk whose hash is the last that was taken. */
    private byte[] content() {
        return contents.remove();
    }
}
