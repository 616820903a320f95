package io.daybook.archive.command;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.archive.Archives.BlobBroken;
import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Erased;
import io.daybook.archive.Archives.Export;
import io.daybook.archive.Archives.Exported;
import io.daybook.archive.Archives.NoSuchAccount;
import io.daybook.archive.Archives.NoUser;
import io.daybook.archive.Archives.NothingSince;
import io.daybook.archive.Contents;
import io.daybook.archive.Progress;
import io.daybook.archive.Progress.Step;
import io.daybook.archive.file.ArchiveWriter;
import io.daybook.archive.file.Opening;
import io.daybook.archive.file.Section;
import io.daybook.blob.BlobStore.Blob;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.UserId;
import io.daybook.journal.SealBroken;
import io.daybook.journal.StoredEvents.Head;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Writes one account as an archive: its stream as far as it goes when the export begins, read three
 * times (for the names of blobs, for the blobs, for itself), with the memory of a page each time.
 */
final class AccountExport {
    private static final int CHUNK = 256 * 1024;
    private static final HexFormat HEX = HexFormat.of();

    private final Store store;
    private final Streams streams;

    AccountExport(Store store) {
        this.store = store;
        this.streams = new Streams(store.events(), store.sealer(), store.codecs());
    }

    private record Subject(AccountId account, Head head, AccountOpened opened, From from) {}

    /**
     * Where the archive begins.
     *
     * @param seq of the first event
     * @param previous the hash of the event before it
     */
    private record From(long seq, byte[] previous) {}

    Exported write(Export what, OutputStream out, Progress progress) throws IOException {
        AccountId account = streams.named(what.account());
        Head head = account == null ? null : store.events().head(account.stream());
        if (account == null || head == null) {
            return new NoSuchAccount(what.account());
        }
        if (store.keys().isDestroyed(account.stream())) {
            return new Erased(what.account());
        }
        if (what.from() < 0 || what.from() > head.seq() + 1) {
            return new NothingSince(what.from());
        }
        var opened = (AccountOpened) streams.event(account.stream(), 0);
        var from = new From(what.from(), streams.hashBefore(account.stream(), what.from()));
        try {
            return write(what, new Subject(account, head, opened, from), out, progress);
        } catch (LostBlob e) {
            return new BlobBroken(e.blob.value(), String.valueOf(e.getMessage()));
        }
    }

    private Exported write(Export what, Subject subject, OutputStream out, Progress progress)
            throws IOException {
        AccountId account = subject.account();
        long last = subject.head().seq();
        UserId user = null;
        if (what.withUser()) {
            user = streams.userOf(account, UserId.of(subject.opened().owner()));
            if (user == null) {
                return new NoUser(account.value());
            }
        }
        var writer =
                new ArchiveWriter(
                        out, opening(subject), what.protection(), store.seal(), store.random());
        writer.keys(keys(account, user));
        var named = new BlobSet();
        streams.forEach(
                account.stream(),
                subject.from().seq(),
                last,
                stored -> NamedBlobs.forEach(streams.open(stored), named::add));
        var blobs = new Blobs(writer, account, named, progress);
        blobs.write(subject.from().seq() == 0);
        long events = last + 1 - subject.from().seq();
        streams.forEach(
                account.stream(),
                subject.from().seq(),
                last,
                stored -> {
                    writer.event(Section.EVENTS, stored);
                    progress.at(Step.EVENTS, stored.seq() + 1 - subject.from().seq(), events);
                });
        Head userHead = user == null ? null : store.events().head(user.stream());
        if (user != null && userHead != null) {
            streams.forEach(
                    user.stream(), 0, userHead.seq(), stored -> writer.event(Section.USER, stored));
        }
        var contents =
                new Contents(
                        account.value(),
                        subject.opened().owner(),
                        subject.opened().epoch(),
                        subject.from().seq(),
                        events,
                        HEX.formatHex(subject.head().hash()),
                        blobs.count,
                        blobs.octets,
                        named.size() - blobs.count,
                        user == null ? null : user.value(),
                        userHead == null ? 0 : userHead.seq() + 1);
        writer.finish(contents, userHead == null ? null : HEX.formatHex(userHead.hash()));
        return new Done(contents);
    }

    private Opening opening(Subject subject) {
        return new Opening(
                "Daybook " + store.version(),
                store.clock().instant().toString(),
                subject.account().value(),
                subject.opened().owner(),
                subject.opened().epoch(),
                subject.from().seq(),
                subject.from().previous());
    }

    private Map<String, SecretKey> keys(AccountId account, @Nullable UserId user) {
        var keys = new HashMap<String, SecretKey>();
        keys.put(account.stream(), key(account.stream()));
        if (user != null) {
            keys.put(user.stream(), key(user.stream()));
        }
        return keys;
    }

    private SecretKey key(String stream) {
        return Objects.requireNonNull(store.keys().find(stream), stream);
    }

    /** The blobs that the events name and the account has still. */
    private final class Blobs {
        private final ArchiveWriter writer;
        private final AccountId account;
        private final BlobSet named;
        private final Progress progress;
        private long count;
        private long octets;

        Blobs(ArchiveWriter writer, AccountId account, BlobSet named, Progress progress) {
            this.writer = writer;
            this.account = account;
            this.named = named;
            this.progress = progress;
        }

        /**
         * @param all whether the archive is of the whole stream: then in the order of the store
         */
        void write(boolean all) throws IOException {
            try {
                if (all) {
                    store.accountBlobs().forEach(account, this::writeIfNamed);
                } else {
                    named.forEach(this::write);
                }
            } catch (UncheckedIOException e) {
                throw Objects.requireNonNull(e.getCause());
            }
        }

        private void writeIfNamed(BlobId blob) {
            if (named.contains(blob)) {
                write(blob);
            }
        }

        private void write(BlobId id) {
            var blob = store.blobs().open(account, id);
            if (blob == null) {
                // Its retention ended: it is gone, as if it had been a moment ago.
                return;
            }
            long size = blob.size();
            try {
                writer.blob(
                        id,
                        size,
                        into -> {
                            for (long at = 0; at < size; at += CHUNK) {
                                into.write(read(id, blob, at, (int) Math.min(CHUNK, size - at)));
                            }
                        });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            count++;
            octets += size;
            progress.at(Step.BLOBS, count, named.size());
        }
    }

    private static byte[] read(BlobId id, Blob blob, long offset, int length) throws LostBlob {
        try {
            return blob.read(offset, length);
        } catch (SealBroken e) {
            throw new LostBlob(id, e);
        }
    }

    private static final class LostBlob extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient BlobId blob;

        LostBlob(BlobId blob, SealBroken cause) {
            super(cause.getMessage(), cause);
            this.blob = blob;
        }
    }
}
