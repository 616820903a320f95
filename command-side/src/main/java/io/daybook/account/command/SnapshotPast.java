package io.daybook.account.command;

import io.daybook.account.Checkpoints.Checkpoint;
import io.daybook.account.Checkpoints.EmailVisitor;
import io.daybook.account.command.SnapshotChunks.Sets;
import io.daybook.account.command.SnapshotHeader.Section;
import io.daybook.core.Ids;
import io.daybook.email.command.Keywords;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.SnapshotStore.Manifest;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a snapshot tells of mailboxes and emails; all its chunks are read when it is made. */
final class SnapshotPast implements Checkpoint {
    private final long seq;
    private final List<MailboxCreated> mailboxes;
    private final Sets sets;
    private final List<byte[]> emailGroups = new ArrayList<>();

    SnapshotPast(SnapshotStore store, String stream, Manifest manifest) {
        this.seq = manifest.seq();
        var header = SnapshotHeader.decode(manifest.header());
        var tree = new ByteArrayOutputStream();
        var shared = new ByteArrayOutputStream();
        int next = 0;
        for (Section section : Section.values()) {
            int end = next + header.chunks()[section.ordinal()];
            for (byte[] hash : manifest.chunks().subList(next, end)) {
                switch (section) {
                    case TREE -> tree.writeBytes(store.chunk(stream, hash));
                    case SETS -> shared.writeBytes(store.chunk(stream, hash));
                    case EMAILS -> emailGroups.add(store.chunk(stream, hash));
                    case UIDS, FORWARDS, KEYS, IDENTITIES, SUBMISSIONS -> {}
                }
            }
            next = end;
        }
        this.mailboxes = SnapshotChunks.tree(tree.toByteArray()).mailboxes();
        this.sets = SnapshotChunks.sets(shared.toByteArray());
    }

    @Override
    public long seq() {
        return seq;
    }

    @Override
    public List<MailboxCreated> mailboxes() {
        return mailboxes;
    }

    @Override
    public int emails() {
        int[] count = {0};
        emailGroups.forEach(group -> SnapshotChunks.emails(group, (_, _, _, _, _) -> count[0]++));
        return count[0];
    }

    @Override
    public void forEachEmail(EmailVisitor visitor) {
        for (byte[] group : emailGroups) {
            SnapshotChunks.emails(
                    group,
                    (email, thread, _, placed, words) ->
                            visitor.email(email, thread, placed(placed), words(words).names()));
        }
    }

    private Ids placed(int number) {
        return Objects.requireNonNull(sets.mailboxes().get(number - 1));
    }

    private Keywords words(int number) {
        return Objects.requireNonNull(sets.keywords().get(number - 1));
    }
}
