package io.daybook.archive.command;

import io.daybook.archive.Archives.AccountExists;
import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Import;
import io.daybook.archive.Archives.Imported;
import io.daybook.archive.Archives.NewUser;
import io.daybook.archive.Archives.Refused;
import io.daybook.archive.Archives.UserExists;
import io.daybook.archive.Archives.UserNeeded;
import io.daybook.archive.Contents;
import io.daybook.archive.Flaw;
import io.daybook.archive.Progress;
import io.daybook.archive.Progress.Step;
import io.daybook.archive.file.ArchiveReader;
import io.daybook.archive.file.FlawFound;
import io.daybook.archive.file.Section;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.UserId;
import io.daybook.journal.Arrivals.Arrival;
import io.daybook.journal.StoredEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the account of an archive: proved first, then blobs, events, and all visible at once. */
final class AccountImport {
    private static final int CHUNK = 64 * 1024;
    private static final int EVENTS = 512;
    private static final int EVENT_OCTETS = 1 << 20;

    private final Store store;

    AccountImport(Store store) {
        this.store = store;
    }

    Imported bring(Import what, Progress progress) throws IOException {
        try (var archive = ArchiveReader.open(what.archive(), what.passphrase())) {
            if (!archive.isOpen()) {
                return new Refused(new Flaw.PassphraseNeeded());
            }
            if (archive.opening().firstEvent() != 0) {
                return new Refused(
                        new Flaw.DoesNotFollow(
                                "the archive is a later part of an account, from event "
                                        + archive.opening().firstEvent()
                                        + " on; export the whole account"));
            }
            if (what.user() == null && archive.manifest().contents().user() == null) {
                return new UserNeeded();
            }
            new ArchiveProof(archive, store.codecs(), store.seal(), progress).prove();
            return bring(archive, what.user(), progress);
        } catch (FlawFound e) {
            return new Refused(e.flaw());
        }
    }

    private Imported bring(ArchiveReader archive, @Nullable NewUser user, Progress progress)
            throws IOException {
        Contents contents = archive.manifest().contents();
        var account = new AccountId(contents.account());
        var keys = archive.keys();
        Arrival mail =
                store.arrivals()
                        .begin(
                                account.stream(),
                                Objects.requireNonNull(keys.get(account.stream())));
        if (mail == null) {
            return new AccountExists(account.value());
        }
        var arrivals = new ArrayList<>(List.of(mail));
        boolean done = false;
        try {
            var owner =
                    UserId.of(
                            user == null
                                    ? Objects.requireNonNull(contents.user())
                                    : user.address());
            var key = user == null ? keys.get(owner.stream()) : store.seal().newKey();
            Arrival person = store.arrivals().begin(owner.stream(), Objects.requireNonNull(key));
            if (person == null) {
                return new UserExists(owner.value());
            }
            arrivals.add(person);
            blobs(archive, account, progress);
            events(archive, Section.EVENTS, mail, progress);
            if (user == null) {
                events(archive, Section.USER, person, Progress.silent());
            } else {
                var first = new FirstEvent(store).of(owner, account, user.passwordHash());
                person.add(List.of(first));
            }
            store.arrivals().open(arrivals);
            done = true;
            return new Done(contents);
        } finally {
            if (!done) {
                store.accountBlobs().forget(account);
                arrivals.forEach(store.arrivals()::abandon);
            }
        }
    }

    /** Before the events that name them, so that they are durable with them. */
    private void blobs(ArchiveReader archive, AccountId account, Progress progress)
            throws IOException {
        Contents contents = archive.manifest().contents();
        long all = contents.blobs() + contents.events();
        long[] done = {0};
        archive.forEachBlob((id, size, content) -> {
            blob(account, id, content);
            progress.at(Step.STORING, ++done[0], all);
        });
    }

    void blob(AccountId account, BlobId id, InputStream content) throws IOException {
        try (var upload = store.accountBlobs().carry(account)) {
            byte[] buffer = new byte[CHUNK];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                upload.write(buffer, 0, n);
            }
            var stored = upload.finish(store.clock().instant());
            if (!stored.blob().equals(id)) {
                throw new FlawFound(new Flaw.Broken("the blob " + id));
            }
        }
    }

    void events(ArchiveReader archive, Section section, Arrival arrival, Progress progress)
            throws IOException {
        Contents contents = archive.manifest().contents();
        long all = contents.blobs() + contents.events();
        var some = new ArrayList<StoredEvent>();
        long[] octets = {0};
        archive.forEachEvent(
                section,
                arrival.stream(),
                event -> {
                    some.add(event);
                    octets[0] += event.sealed().length;
                    if (some.size() >= EVENTS || octets[0] >= EVENT_OCTETS) {
                        arrival.add(some);
                        some.clear();
                        octets[0] = 0;
                        progress.at(Step.STORING, contents.blobs() + arrival.next(), all);
                    }
                });
        if (!some.isEmpty()) {
            arrival.add(some);
            progress.at(Step.STORING, contents.blobs() + arrival.next(), all);
        }
    }
}
