package io.daybook.archive;

import io.daybook.archive.Archives.Imported;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The two sides of an account that moves while it is used. Here it is held for a moment and leaves;
 * there it arrives unseen, follows what happens here, and is opened.
 */
public interface Moves {
    /**
     * Where an account is that is, or was, in this journal; null when there is none.
     *
     * @param account its id, or the address of its user
     */
    @Nullable Whereabouts find(String account);

    /**
     * @param events how many it has here
     * @param head hexadecimal; the end of its chain here
     * @param to the server that it has moved to, or null when it is here
     */
    record Whereabouts(String account, long events, String head, @Nullable String to) {}

    /**
     * Holds the account: nobody changes it until it is released, it leaves, or the time is over.
     * What was under way is durable when this returns. A hold that is there already begins anew,
     * here, whichever node of a cluster had it.
     */
    Held hold(String account, Duration atMost);

    /**
     * Lets the account be changed again, whichever node of a cluster holds it; nothing when none
     * does.
     */
    void release(String account);

    /**
     * The account is elsewhere from now on, and never changed here again. It must be held and end
     * with this hash.
     *
     * @param to where, for people: an URL
     */
    Left leave(String account, String head, String to);

    /** Takes a departure back: the account is here after all. False when it had not left. */
    boolean comeBack(String account);

    /**
     * Begins an account with an archive, unseen: proved and stored like an import, but not opened.
     * What arrived of it before and was not opened is taken away.
     */
    Imported arrive(Path archive, @Nullable String passphrase) throws IOException;

    /** Adds what came since, proved: the archive must begin where the account here ends. */
    Imported follow(Path archive, @Nullable String passphrase) throws IOException;

    /**
     * Makes an account that arrived, and its user, visible. To do it again does nothing, also when
     * the account has gone on since.
     *
     * @param events how many it must have
     * @param head the hash that it must end with
     */
    Opened open(String account, long events, String head) throws IOException;

    /**
     * Takes away what arrived of an account that was not opened.
     *
     * @return false when another node of the cluster has it, which alone can take it away
     */
    boolean abandon(String account) throws IOException;

    sealed interface Held {}

    /**
     * @param events how many it has
     * @param head hexadecimal; the end of its chain
     */
    record HeldAt(long events, String head) implements Held {}

    /** There is no such account, or it has left. */
    record CannotHold(String why) implements Held {}

    sealed interface Left {}

    record Departed() implements Left {}

    record CannotLeave(String why) implements Left {}

    sealed interface Opened {}

    record IsOpen() implements Opened {}

    record CannotOpen(String why) implements Opened {}
}
