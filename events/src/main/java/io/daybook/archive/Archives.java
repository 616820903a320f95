package io.daybook.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes accounts of this journal as archives, and makes accounts of archives. */
public interface Archives {
    /**
     * @param account its id, or the address of the user whose account it is
     * @param withUser whether the user's own events come along: password, app passwords, grants
     * @param from the first event that is wanted: 0 for the whole account, more for what came since
     */
    record Export(String account, boolean withUser, Protection protection, long from) {
        /** The whole account. */
        public Export(String account, boolean withUser, Protection protection) {
            this(account, withUser, protection, 0);
        }
    }

    /** Who can read an archive. */
    sealed interface Protection {}

    /** Whoever knows the passphrase. */
    record Passphrase(String text) implements Protection {
        /** Shows no secret. */
        @Override
        public String toString() {
            return "a passphrase";
        }
    }

    /** Whoever has the file. */
    record Unprotected() implements Protection {}

    /**
     * @param passphrase null when there is none, as for an archive that is not protected
     * @param user null when the archive brings the user along
     */
    record Import(Path archive, @Nullable String passphrase, @Nullable NewUser user) {}

    /**
     * Whose account it becomes.
     *
     * @param passwordHash argon2id in PHC form
     */
    record NewUser(String address, String passwordHash) {
        /** Shows no secret. */
        @Override
        public String toString() {
            return address;
        }
    }

    /**
     * Writes the account as it is now; what happens meanwhile is not in it. The stream is not
     * closed.
     *
     * @throws IOException when the stream fails: what was written is no archive
     */
    Exported export(Export what, OutputStream out, Progress progress) throws IOException;

    /**
     * Makes the account of an archive that was proved from beginning to end before anything is
     * written: all of it, visible in one moment, or nothing.
     *
     * @throws IOException when the file cannot be read
     */
    Imported bring(Import what, Progress progress) throws IOException;

    sealed interface Exported {}

    sealed interface Imported {}

    /** It is done. */
    record Done(Contents contents) implements Exported, Imported {}

    record NoSuchAccount(String name) implements Exported {}

    /** Its key was destroyed: nothing of it can be read. */
    record Erased(String account) implements Exported {}

    /** It is nobody's own account, so nobody can come along. */
    record NoUser(String account) implements Exported {}

    /** The account ends before the event that the export was to begin with. */
    record NothingSince(long from) implements Exported {}

    /** A blob that an email of the account names is lost or damaged. */
    record BlobBroken(String blob, String why) implements Exported {}

    /** The account is there already, or was there and was erased. */
    record AccountExists(String account) implements Imported {}

    record UserExists(String address) implements Imported {}

    /** The archive brings no user, and none was named. */
    record UserNeeded() implements Imported {}

    /** The archive is not what was written, or not one that can be read here. */
    record Refused(Flaw flaw) implements Imported {}
}
