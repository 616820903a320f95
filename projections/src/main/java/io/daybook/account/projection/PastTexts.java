package io.daybook.account.projection;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.DiskThreads;
import io.daybook.core.Unavailable;
import io.daybook.email.projection.GoneTexts;
import io.daybook.email.projection.PastMailViews.Readable;
import io.daybook.email.projection.PastMailViews.Texts;
import io.daybook.email.projection.PastMailViews.TooMany;
import io.daybook.view.Followers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The texts of emails of one account's past that the text index does not have any more. They are
 * read when a moment is first searched for words, and serve all moments: what a message says never
 * changes. After a while they are read anew, so that no word is found for long after its message
 * went.
 */
final class PastTexts {
    /** Messages that are read before the time and the memory are looked at. */
    private static final int STEP = 512;

    /** Messages that one thread reads together. */
    private static final int PIECE = 32;

    private final GoneTexts texts;
    private final AccountId account;
    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private RoaringBitmap added = new RoaringBitmap();
    private GoneTexts.@Nullable Held held;
    private long begun;
    private volatile long weight;

    /**
     * @param messages that are read for one moment, or found to be gone
     * @param octets of memory of the texts of one account
     * @param patience after which a read stops, at the next {@link #STEP}
     * @param life after which everything is read again
     */
    record Limits(int messages, long octets, Duration patience, Duration life) {
        static Limits within(long octets) {
            return new Limits(100_000, octets, Followers.BOUND, Duration.ofMinutes(10));
        }
    }

    /** An email and its message. */
    record Message(int email, BlobId blob) {}

    /** Finds the messages of emails, whether these are still there or not. */
    interface Messages {
        List<Message> of(RoaringBitmap emails);
    }

    PastTexts(GoneTexts texts, AccountId account, Limits limits) {
        this.texts = texts;
        this.account = account;
        this.limits = limits;
    }

    long weight() {
        return weight;
    }

    /** The texts of all these emails, reading the messages of those that are not there yet. */
    Texts of(RoaringBitmap wanted, Messages messages) {
        if (wanted.getCardinality() > limits.messages()) {
            return new TooMany(wanted.getCardinality());
        }
        lock(wanted);
        try {
            var known = held;
            if (known == null || isToBeForgotten(wanted)) {
                known = begin();
            }
            if (!add(wanted, messages, known)) {
                // Those of other moments may have taken the room.
                boolean isAlone = wanted.contains(added);
                known = begin();
                if (isAlone || !add(wanted, messages, known)) {
                    held = null;
                    weight = 0;
                    return new TooMany(wanted.getCardinality());
                }
            }
            return new Readable(known);
        } finally {
            lock.unlock();
        }
    }

    private GoneTexts.Held begin() {
        var empty = texts.of(account);
        held = empty;
        added = new RoaringBitmap();
        weight = 0;
        begun = System.nanoTime();
        return empty;
    }

    private boolean isToBeForgotten(RoaringBitmap wanted) {
        return System.nanoTime() - begun > limits.life().toNanos()
                || RoaringBitmap.orCardinality(wanted, added) > limits.messages();
    }

    private void lock(RoaringBitmap wanted) {
        try {
            if (!lock.tryLock(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw behind(wanted);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw behind(wanted);
        }
    }

    private static Unavailable behind(RoaringBitmap left) {
        return new Unavailable(
                "messages of the past are still to be read: " + left.getCardinality());
    }

    /** Adds what is missing; returns false when the texts are too much for the memory. */
    private boolean add(RoaringBitmap wanted, Messages messages, GoneTexts.Held into) {
        long deadline = System.nanoTime() + limits.patience().toNanos();
        var missing = RoaringBitmap.andNot(wanted, added);
        var found =
                missing.isEmpty()
                        ? List.<Message>of()
                        : DiskThreads.call(() -> messages.of(missing));
        for (int from = 0; from < found.size(); from += STEP) {
            if (from > 0 && System.nanoTime() > deadline) {
                throw behind(RoaringBitmap.andNot(missing, added));
            }
            var step = found.subList(from, Math.min(from + STEP, found.size()));
            DiskThreads.run(() -> add(step, into));
            weight = into.weight();
            if (weight > limits.octets()) {
                return false;
            }
        }
        return true;
    }

    private void add(List<Message> step, GoneTexts.Held into) {
        // What fails half-way is read again into new texts: nothing is added twice.
        held = null;
        ReadAhead.forEach(
                (step.size() - 1) / PIECE + 1,
                piece -> {
                    int from = piece * PIECE;
                    var some = step.subList(from, Math.min(from + PIECE, step.size()));
                    into.add(byEmail(some));
                    return some;
                },
                read -> read.forEach(message -> added.add(message.email())));
        held = into;
    }

    private static Map<Integer, BlobId> byEmail(List<Message> messages) {
        var byEmail = HashMap.<Integer, BlobId>newHashMap(messages.size());
        messages.forEach(message -> byEmail.put(message.email(), message.blob()));
        return byEmail;
    }
}
