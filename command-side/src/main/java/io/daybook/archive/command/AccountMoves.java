package io.daybook.archive.command;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.archive.Archives.AccountExists;
import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Imported;
import io.daybook.archive.Archives.Refused;
import io.daybook.archive.Archives.UserExists;
import io.daybook.archive.Flaw;
import io.daybook.archive.Moves;
import io.daybook.archive.Progress;
import io.daybook.archive.file.ArchiveReader;
import io.daybook.archive.file.FlawFound;
import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import io.daybook.journal.Departures;
import io.daybook.journal.StoredEvents.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts of this journal that leave it, and accounts that arrive, a part at a time. */
final class AccountMoves implements Moves {
    private static final Logger LOG = LoggerFactory.getLogger(AccountMoves.class);
    private static final HexFormat HEX = HexFormat.of();

    private final Store store;
    private final Departures departures;
    private final AccountImport imports;
    private final Streams streams;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<AccountId, Hold> holds = new HashMap<>();
    private final Map<AccountId, Coming> comings = new HashMap<>();

    /** One hold, told from a later one of the same account by its identity. */
    private static final class Hold {
        private final Head head;
        private final @Nullable String user;

        Hold(Head head, @Nullable String user) {
            this.head = head;
            this.user = user;
        }
    }

    AccountMoves(Store store, Departures departures) {
        this.store = store;
        this.departures = departures;
        this.imports = new AccountImport(store);
        this.streams = new Streams(store.events(), store.sealer(), store.codecs());
    }

    private interface Locked<T extends @Nullable Object> {
        T run() throws IOException;
    }

    private <T extends @Nullable Object> T locked(Locked<T> work) throws IOException {
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Held hold(String name, Duration atMost) {
        lock.lock();
        try {
            var account = new AccountId(name);
            String stream = account.stream();
            if (departures.leftTo(stream) != null) {
                return new CannotHold("the account has moved to " + departures.leftTo(stream));
            }
            Head head = departures.hold(stream);
            if (head == null) {
                return new CannotHold("there is no account " + name + ", or it is held already");
            }
            var hold = new Hold(head, holdUser(account));
            holds.put(account, hold);
            Thread.ofVirtual().name("hold").start(() -> releaseAfter(account, hold, atMost));
            return new HeldAt(head.seq() + 1, HEX.formatHex(head.hash()));
        } finally {
            lock.unlock();
        }
    }

    /** The owner, whose password must not change meanwhile. */
    private @Nullable String holdUser(AccountId account) {
        if (!(streams.event(account.stream(), 0) instanceof AccountOpened opened)) {
            return null;
        }
        UserId owner = UserId.of(opened.owner());
        boolean isOwner = account.equals(streams.accountOf(owner));
        return isOwner && departures.hold(owner.stream()) != null ? owner.stream() : null;
    }

    private void releaseAfter(AccountId account, Hold hold, Duration atMost) {
        try {
            Thread.sleep(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            if (holds.get(account) == hold) {
                LOG.warn("{} was held for {} and did not leave; it goes on here.", account, atMost);
                end(account);
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(AccountId account) {
        Hold hold = holds.remove(account);
        if (hold != null) {
            departures.release(account.stream());
            if (hold.user != null) {
                departures.release(hold.user);
            }
        }
    }

    @Override
    public void release(String account) {
        lock.lock();
        try {
            end(new AccountId(account));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Left leave(String name, String head, String to) {
        lock.lock();
        try {
            var account = new AccountId(name);
            if (to.equals(departures.leftTo(account.stream()))) {
                return new Departed();
            }
            Hold hold = holds.get(account);
            if (hold == null) {
                return new CannotLeave("the account is not held, or not any more; begin again");
            }
            if (!HEX.formatHex(hold.head.hash()).equals(head)) {
                return new CannotLeave("the account ends elsewhere: not all of it was copied");
            }
            departures.leave(account.stream(), to);
            end(account);
            LOG.info("{} has moved to {}.", account, to);
            return new Departed();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean comeBack(String account) {
        return departures.comeBack(new AccountId(account).stream());
    }

    @Override
    public Imported arrive(Path file, @Nullable String passphrase) throws IOException {
        return locked(() -> {
            try (var archive = ArchiveReader.open(file, passphrase)) {
                if (archive.opening().firstEvent() != 0) {
                    return new Refused(new Flaw.DoesNotFollow("the archive has no beginning"));
                }
                prove(archive);
                var owner = UserId.of(archive.opening().owner());
                if (store.events().head(owner.stream()) != null) {
                    return new UserExists(owner.value());
                }
                Coming coming = imports.begin(archive, Progress.silent());
                if (coming == null) {
                    return new AccountExists(archive.opening().account());
                }
                comings.put(coming.account(), coming);
                return new Done(archive.manifest().contents());
            } catch (FlawFound e) {
                return new Refused(e.flaw());
            }
        });
    }

    private void prove(ArchiveReader archive) throws IOException {
        if (!archive.isOpen()) {
            throw new FlawFound(new Flaw.PassphraseNeeded());
        }
        new ArchiveProof(archive, store.codecs(), Progress.silent()).prove();
    }

    @Override
    public Imported follow(Path file, @Nullable String passphrase) throws IOException {
        return locked(() -> {
            try (var archive = ArchiveReader.open(file, passphrase)) {
                Coming coming = comings.get(new AccountId(archive.opening().account()));
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
            } catch (FlawFound e) {
                return new Refused(e.flaw());
            }
        });
    }

    @Override
    public Opened open(String name, String head) {
        lock.lock();
        try {
            var account = new AccountId(name);
            Coming coming = comings.get(account);
            if (coming == null) {
                return isOpen(account, head);
            }
            if (!HEX.formatHex(coming.mail().lastHash()).equals(head)) {
                return new CannotOpen("the account ends elsewhere: not all of it has arrived");
            }
            if (coming.arrivals().size() < 2) {
                return new CannotOpen("the user of the account has not arrived");
            }
            store.arrivals().open(coming.arrivals());
            comings.remove(account);
            return new IsOpen();
        } finally {
            lock.unlock();
        }
    }

    /** For who asks again, because the first answer was lost. */
    private Opened isOpen(AccountId account, String head) {
        Head here = store.events().head(account.stream());
        if (here == null) {
            return new CannotOpen("no account " + account + " has arrived");
        }
        return HEX.formatHex(here.hash()).equals(head)
                ? new IsOpen()
                : new CannotOpen("the account is here, and has gone on since");
    }

    @Override
    public void abandon(String name) {
        lock.lock();
        try {
            Coming coming = comings.remove(new AccountId(name));
            if (coming != null) {
                imports.abandon(coming);
            }
        } finally {
            lock.unlock();
        }
    }
}
