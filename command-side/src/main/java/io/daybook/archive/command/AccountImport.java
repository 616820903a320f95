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
import io.daybook.core.UserId;
import io.daybook.journal.Arrivals.Arrival;
import io.daybook.journal.StoredEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Makes the account of an archive: proved first, then blobs, events, and all visible at once. */
final class AccountImport {
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
            new ArchiveProof(archive, store.codecs(), progress).prove();
            return bring(archive, what.user(), progress);
        } catch (FlawFound e) {
            return new Refused(e.flaw());
        }
    }

    private Imported bring(ArchiveReader archive, @Nullable NewUser user, Progress progress)
            throws IOException {
        Contents contents = archive.manifest().contents();
        Coming coming = begin(archive, progress);
        if (coming == null) {
            return new AccountExists(contents.account());
        }
        boolean done = false;
        try {
            boolean isNew = user == null ? addUser(archive, coming) : addUser(user, coming);
            if (!isNew) {
                return new UserExists(
                        user == null ? String.valueOf(contents.user()) : user.address());
            }
            store.arrivals().open(coming.arrivals());
            done = true;
            return new Done(contents);
        } finally {
            if (!done) {
                abandon(coming);
            }
        }
    }

    /** Stores blobs and events of a proved archive, unseen; null when the account is here. */
    @Nullable Coming begin(ArchiveReader archive, Progress progress) throws IOException {
        var account = new AccountId(archive.opening().account());
        SecretKey key = Objects.requireNonNull(archive.keys().get(account.stream()));
        Arrival mail = store.arrivals().begin(account.stream(), key);
        if (mail == null) {
            return null;
        }
        var coming = new Coming(account, mail);
        boolean done = false;
        try {
            // Of an import that was cut off.
            store.accountBlobs().forget(account);
            blobs(archive, account, progress);
            events(archive, Section.EVENTS, mail, progress);
            done = true;
            return coming;
        } finally {
            if (!done) {
                abandon(coming);
            }
        }
    }

    /**
     * Adds what a proved archive has more, and its user, if it brings one.
     *
     * @return false when the user is here already
     */
    boolean add(ArchiveReader archive, Coming coming, Progress progress) throws IOException {
        blobs(archive, coming.account(), progress);
        events(archive, Section.EVENTS, coming.mail(), progress);
        return archive.manifest().contents().user() == null || addUser(archive, coming);
    }

    void abandon(Coming coming) {
        store.accountBlobs().forget(coming.account());
        coming.arrivals().forEach(store.arrivals()::abandon);
    }

    private boolean addUser(ArchiveReader archive, Coming coming) throws IOException {
        var owner = UserId.of(Objects.requireNonNull(archive.manifest().contents().user()));
        SecretKey key = Objects.requireNonNull(archive.keys().get(owner.stream()));
        Arrival person = store.arrivals().begin(owner.stream(), key);
        if (person == null) {
            return false;
        }
        coming.arrivals().add(person);
        events(archive, Section.USER, person, Progress.silent());
        return true;
    }

    private boolean addUser(NewUser user, Coming coming) {
        var owner = UserId.of(user.address());
        Arrival person = store.arrivals().begin(owner.stream(), store.seal().newKey());
        if (person == null) {
            return false;
        }
        coming.arrivals().add(person);
        var first = new FirstEvent(store).of(owner, coming.account(), user.passwordHash());
        person.add(List.of(first));
        return true;
    }

    /** Before the events that name them, so that they are durable with them. */
    private void blobs(ArchiveReader archive, AccountId account, Progress progress)
            throws IOException {
        Contents contents = archive.manifest().contents();
        long all = contents.blobs() + contents.events();
        long[] done = {0};
        try (var blobs = new CarriedBlobs(store, account)) {
            archive.forEachBlob((id, size, content) -> {
                blobs.add(id, content);
                progress.at(Step.STORING, ++done[0], all);
            });
            blobs.end();
        }
    }

    private void events(ArchiveReader archive, Section section, Arrival arrival, Progress progress)
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
