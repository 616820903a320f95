package io.daybook.archive.command;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.archive.Contents;
import io.daybook.archive.Flaw;
import io.daybook.archive.Progress;
import io.daybook.archive.Progress.Step;
import io.daybook.archive.file.ArchiveReader;
import io.daybook.archive.file.FlawFound;
import io.daybook.archive.file.Section;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Event;
import io.daybook.core.UserId;
import io.daybook.core.codec.MalformedRecord;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.EventHeader;
import io.daybook.journal.EventOpener;
import io.daybook.journal.SealBroken;
import io.daybook.journal.StoredEvent;
import io.daybook.user.UserEvent.UserRegistered;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive from its first to its last octet and proves it: the chain of hashes, the seal
 * and the form of every event, the content of every blob, and that what the events name is there.
 */
final class ArchiveProof {
    private static final int BUFFER = 64 * 1024;

    private final ArchiveReader archive;
    private final EventCodecs codecs;
    private final Progress progress;
    private final Contents contents;

    ArchiveProof(ArchiveReader archive, EventCodecs codecs, Progress progress) {
        this.archive = archive;
        this.codecs = codecs;
        this.progress = progress;
        this.contents = archive.manifest().contents();
    }

    /**
     * @throws FlawFound when something does not hold
     */
    void prove() throws IOException {
        requireSame();
        var account = new AccountId(contents.account());
        EventOpener opener = archive.isOpen() ? new EventOpener(archive.keys()::get) : null;
        var present = archive.isOpen() ? blobs() : new BlobSet();
        var missing = new BlobSet();
        var events =
                new Chain(account.stream(), archive.opening().previous(), opener) {
                    @Override
                    void opened(StoredEvent stored, Event event) throws FlawFound {
                        if (stored.seq() == 0) {
                            requireOpening(event);
                        }
                        NamedBlobs.forEach(
                                event,
                                blob -> {
                                    if (!present.contains(blob)) {
                                        missing.add(blob);
                                    }
                                });
                    }
                };
        events.prove(Section.EVENTS, contents.events(), contents.head());
        if (archive.isOpen() && missing.size() != contents.gone()) {
            throw broken(missing.size() - contents.gone() + " blobs that events name are missing");
        }
        proveUser(opener);
    }

    private void requireSame() throws FlawFound {
        var opening = archive.opening();
        boolean same =
                opening.account().equals(contents.account())
                        && opening.owner().equals(contents.owner())
                        && opening.epoch().equals(contents.epoch())
                        && opening.firstEvent() == contents.firstEvent();
        if (!same || !opening.account().matches("[A-Za-z0-9_-]{1,64}")) {
            throw broken("beginning and end of the archive do not belong together");
        }
    }

    private void requireOpening(Event event) throws FlawFound {
        if (!(event instanceof AccountOpened opened)
                || !opened.epoch().equals(contents.epoch())
                || !opened.owner().equals(contents.owner())) {
            throw broken("event 0 opens another account");
        }
    }

    private void proveUser(@Nullable EventOpener opener) throws IOException {
        String address = contents.user();
        if (address == null) {
            return;
        }
        var user =
                new Chain(UserId.of(address).stream(), StoredEvent.start(), opener) {
                    @Override
                    void opened(StoredEvent stored, Event event) throws FlawFound {
                        boolean isOwner =
                                event instanceof UserRegistered registered
                                        && registered.account().value().equals(contents.account());
                        if (stored.seq() == 0 && !isOwner) {
                            throw broken("the user has another account");
                        }
                    }
                };
        user.prove(
                Section.USER, contents.userEvents(), String.valueOf(archive.manifest().userHead()));
    }

    private BlobSet blobs() throws IOException {
        var present = new BlobSet();
        long[] octets = {0};
        archive.forEachBlob((blob, size, content) -> {
            if (!Arrays.equals(hash(content), blob.sha256Octets()) || !present.add(blob)) {
                throw broken("the blob " + blob + " is not what it was");
            }
            octets[0] += size;
            progress.at(Step.PROVING, present.size(), contents.blobs() + contents.events());
        });
        if (present.size() != contents.blobs() || octets[0] != contents.blobOctets()) {
            throw broken(present.size() + " blobs instead of " + contents.blobs());
        }
        return present;
    }

    private static byte[] hash(InputStream content) throws IOException {
        MessageDigest digest = BlobId.sha256();
        byte[] buffer = new byte[BUFFER];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return digest.digest();
    }

    private static FlawFound broken(String where) {
        return new FlawFound(new Flaw.Broken(where));
    }

    /** The events of one stream, each proved in its place. */
    private abstract class Chain {
        private final String stream;
        private final @Nullable EventOpener opener;
        private byte[] previous;
        private long count;

        Chain(String stream, byte[] previous, @Nullable EventOpener opener) {
            this.stream = stream;
            this.previous = previous;
            this.opener = opener;
        }

        abstract void opened(StoredEvent stored, Event event) throws FlawFound;

        void prove(Section section, long events, String head) throws IOException {
            archive.forEachEvent(section, stream, this::prove);
            if (count != events || !HexFormat.of().formatHex(previous).equals(head)) {
                throw broken("the events of " + stream + " end elsewhere than the manifest says");
            }
        }

        private void prove(StoredEvent stored) throws FlawFound {
            byte[] hash = StoredEvent.chain(previous, stream, stored.seq(), stored.sealed());
            if (!Arrays.equals(hash, stored.hash())) {
                throw broken("event " + stored.seq() + " of " + stream);
            }
            try {
                EventHeader header = EventOpener.header(stored);
                Event event = opener == null ? null : open(opener, stored);
                if (codecs.eventOf(header.type(), header.revision()) == null) {
                    throw new FlawFound(
                            new Flaw.Newer(
                                    archive.opening().writtenBy(),
                                    header.type() + " " + header.revision()));
                }
                if (event != null) {
                    opened(stored, event);
                }
            } catch (SealBroken | MalformedRecord e) {
                throw broken("event " + stored.seq() + " of " + stream);
            }
            previous = hash;
            count++;
            if (opener != null) {
                long before = contents.blobs();
                progress.at(Step.PROVING, before + count, before + contents.events());
            }
        }

        private @Nullable Event open(EventOpener keys, StoredEvent stored) {
            var opened = keys.open(stored);
            var header = opened.header();
            return (Event) codecs.decode(header.type(), header.revision(), opened.payload());
        }
    }
}
