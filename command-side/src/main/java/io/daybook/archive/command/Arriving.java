package io.daybook.archive.command;

import io.daybook.archive.Archives.AccountExists;
import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Imported;
import io.daybook.archive.Archives.Refused;
import io.daybook.archive.Archives.UserExists;
import io.daybook.archive.Flaw;
import io.daybook.archive.Moves.CannotOpen;
import io.daybook.archive.Moves.IsOpen;
import io.daybook.archive.Moves.Opened;
import io.daybook.archive.Progress;
import io.daybook.archive.file.ArchiveReader;
import io.daybook.archive.file.FlawFound;
import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import io.daybook.journal.StoredEvents.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Accounts that arrive at this journal, a part at a time, each under a lock of its own. */
final class Arriving {
    private static final HexFormat HEX = HexFormat.of();

    private static final String ELSEWHERE =
            "the account arrives at another node of the cluster: ask that one";

    private final Store store;
    private final AccountImport imports;
    private final Streams streams;
    private final Map<AccountId, Coming> comings = new ConcurrentHashMap<>();

    /** One for each account that ever began to arrive. */
    private final Map<AccountId, ReentrantLock> locks = new ConcurrentHashMap<>();

    Arriving(Store store) {
        this.store = store;
        this.imports = new AccountImport(store);
        this.streams = new Streams(store.events(), store.sealer(), store.codecs());
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T locked(AccountId account, Work<T> work) throws IOException {
        var lock = locks.computeIfAbsent(account, _ -> new ReentrantLock());
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    private interface Taking {
        Imported take(ArchiveReader archive, AccountId account) throws IOException;
    }

    private Imported take(Path file, @Nullable String passphrase, Taking taking)
            throws IOException {
        try (var archive = ArchiveReader.open(file, passphrase)) {
            if (!archive.isOpen()) {
                return new Refused(new Flaw.PassphraseNeeded());
            }
            String name = archive.opening().account();
            if (!AccountId.isValid(name)) {
                return new Refused(new Flaw.Broken("the name of the account"));
            }
            var account = new AccountId(name);
            return locked(account, () -> taking.take(archive, account));
        } catch (FlawFound e) {
            return new Refused(e.flaw());
        }
    }

    Imported arrive(Path file, @Nullable String passphrase) throws IOException {
        return take(file, passphrase, this::arrive);
    }

    private Imported arrive(ArchiveReader archive, AccountId account) throws IOException {
        if (archive.opening().firstEvent() != 0) {
            return new Refused(new Flaw.DoesNotFollow("the archive has no beginning"));
        }
        prove(archive);
        var owner = UserId.of(archive.opening().owner());
        if (store.events().head(account.stream()) != null) {
            return new AccountExists(account.value());
        }
        if (store.events().head(owner.stream()) != null) {
            return new UserExists(owner.value());
        }
        // Whoever began it before has gone, or finds that what it adds does not follow.
        abandon(account);
        Coming coming = imports.begin(archive, Progress.silent());
        if (coming == null) {
            return new AccountExists(account.value());
        }
        comings.put(account, coming);
        return new Done(archive.manifest().contents());
    }

    private void prove(ArchiveReader archive) throws IOException {
        new ArchiveProof(archive, store.codecs(), Progress.silent()).prove();
    }

    Imported follow(Path file, @Nullable String passphrase) throws IOException {
        return take(file, passphrase, this::follow);
    }

    private Imported follow(ArchiveReader archive, AccountId account) throws IOException {
        Coming coming = comings.get(account);
        if (coming == null && store.arrivals().isElsewhere(account.stream())) {
            return new Refused(new Flaw.DoesNotFollow(ELSEWHERE));
        }
        if (coming == null
                || coming.mail().next() != archive.opening().firstEvent()
                || !Arrays.equals(coming.mail().lastHash(), archive.opening().previous())) {
            return new Refused(
                    new Flaw.DoesNotFollow(
                            "the archive does not go on where the account here ends"));
        }
        prove(archive);
        if (!imports.add(archive, coming, Progress.silent())) {
            return new UserExists(String.valueOf(archive.manifest().contents().user()));
        }
        return new Done(archive.manifest().contents());
    }

    Opened open(AccountId account, long events, String head) throws IOException {
        return locked(
                account,
                () -> {
                    Coming coming = comings.get(account);
                    return coming == null
                            ? isOpen(account, events, head)
                            : open(account, coming, head);
                });
    }

    private Opened open(AccountId account, Coming coming, String head) {
        if (!HEX.formatHex(coming.mail().lastHash()).equals(head)) {
            return new CannotOpen("the account ends elsewhere: not all of it has arrived");
        }
        if (coming.arrivals().size() < 2) {
            return new CannotOpen("the user of the account has not arrived");
        }
        store.arrivals().open(coming.arrivals());
        comings.remove(account);
        return new IsOpen();
    }

    /** For who asks again, because the first answer was lost: it may have gone on since. */
    private Opened isOpen(AccountId account, long events, String head) {
        Head here = store.events().head(account.stream());
        if (store.arrivals().isElsewhere(account.stream())) {
            return new CannotOpen(ELSEWHERE);
        }
        if (here == null) {
            return new CannotOpen("no account " + account + " has arrived");
        }
        boolean isThat =
                here.seq() + 1 >= events
                        && HEX.formatHex(streams.hashBefore(account.stream(), events)).equals(head);
        return isThat ? new IsOpen() : new CannotOpen("the account that is here has another past");
    }

    /** False when another node brings it. */
    boolean abandon(String name) throws IOException {
        var account = new AccountId(name);
        return locked(
                account,
                () -> {
                    abandon(account);
                    return !store.arrivals().isElsewhere(account.stream());
                });
    }

    private void abandon(AccountId account) {
        Coming coming = comings.remove(account);
        if (coming != null) {
            imports.abandon(coming);
        }
    }
}
