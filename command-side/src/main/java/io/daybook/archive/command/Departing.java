package io.daybook.archive.command;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.archive.Moves.CannotHold;
import io.daybook.archive.Moves.CannotLeave;
import io.daybook.archive.Moves.Departed;
import io.daybook.archive.Moves.Held;
import io.daybook.archive.Moves.HeldAt;
import io.daybook.archive.Moves.Left;
import io.daybook.archive.Moves.Whereabouts;
import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import io.daybook.journal.Departures;
import io.daybook.journal.StoredEvents.Head;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts of this journal that are held, and leave it. */
final class Departing {
    private static final Logger LOG = LoggerFactory.getLogger(Departing.class);
    private static final HexFormat HEX = HexFormat.of();

    private final Store store;
    private final Departures departures;
    private final Streams streams;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<AccountId, Hold> holds = new HashMap<>();

    /** One hold, told from a later one of the same account by its identity. */
    private static final class Hold {
        private final Head head;
        private final @Nullable String user;

        Hold(Head head, @Nullable String user) {
            this.head = head;
            this.user = user;
        }
    }

    Departing(Store store, Departures departures) {
        this.store = store;
        this.departures = departures;
        this.streams = new Streams(store.events(), store.sealer(), store.codecs());
    }

    @Nullable Whereabouts find(String name) {
        AccountId account = streams.named(name);
        Head head = account == null ? null : store.events().head(account.stream());
        return account == null || head == null
                ? null
                : new Whereabouts(
                        account.value(),
                        head.seq() + 1,
                        HEX.formatHex(head.hash()),
                        departures.leftTo(account.stream()));
    }

    Held hold(String name, Duration atMost) {
        lock.lock();
        try {
            var account = new AccountId(name);
            String stream = account.stream();
            if (departures.leftTo(stream) != null) {
                return new CannotHold("the account has moved to " + departures.leftTo(stream));
            }
            Hold hold = hold(account);
            if (hold == null) {
                return new CannotHold("there is no account " + name);
            }
            holds.put(account, hold);
            Thread.ofVirtual().name("hold").start(() -> releaseAfter(account, hold, atMost));
            return new HeldAt(hold.head.seq() + 1, HEX.formatHex(hold.head.hash()));
        } finally {
            lock.unlock();
        }
    }

    /** Takes over a hold that is there: whoever had it has gone, or leaves with the same end. */
    private @Nullable Hold hold(AccountId account) {
        Hold held = holds.get(account);
        if (held != null && departures.isHeld(account.stream())) {
            return new Hold(held.head, held.user);
        }
        // Looked for before, as it may take a while.
        UserId user = userOf(account);
        Head head = take(account.stream());
        if (head == null) {
            return null;
        }
        // Its password must not change meanwhile.
        String person = user == null || take(user.stream()) == null ? null : user.stream();
        return new Hold(head, person);
    }

    private @Nullable UserId userOf(AccountId account) {
        String stream = account.stream();
        return !store.keys().isDestroyed(stream)
                        && streams.first(stream) instanceof AccountOpened opened
                ? streams.userOf(account, UserId.of(opened.owner()))
                : null;
    }

    /** Ends the hold of another node: it cannot leave with it any more. */
    private @Nullable Head take(String stream) {
        Head head = departures.hold(stream);
        if (head == null && departures.leftTo(stream) == null) {
            departures.free(stream);
            head = departures.hold(stream);
        }
        return head;
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

    /** Whichever node of the cluster holds it. */
    void release(String name) {
        lock.lock();
        try {
            var account = new AccountId(name);
            end(account);
            departures.free(account.stream());
            UserId user = userOf(account);
            if (user != null) {
                departures.free(user.stream());
            }
        } finally {
            lock.unlock();
        }
    }

    Left leave(String name, String head, String to) {
        lock.lock();
        try {
            var account = new AccountId(name);
            if (to.equals(departures.leftTo(account.stream()))) {
                return new Departed();
            }
            Hold hold = holds.get(account);
            if (hold == null || !departures.isHeld(account.stream())) {
                return new CannotLeave(
                        "the account is not held at this node, or not any more; begin again");
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

    boolean comeBack(String account) {
        return departures.comeBack(new AccountId(account).stream());
    }
}
