package io.daybook.archive.admin;

import io.daybook.archive.Archives.AccountExists;
import io.daybook.archive.Archives.BlobBroken;
import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Erased;
import io.daybook.archive.Archives.Exported;
import io.daybook.archive.Archives.Imported;
import io.daybook.archive.Archives.NoSuchAccount;
import io.daybook.archive.Archives.NoUser;
import io.daybook.archive.Archives.NothingSince;
import io.daybook.archive.Archives.Refused;
import io.daybook.archive.Archives.UserExists;
import io.daybook.archive.Archives.UserNeeded;
import io.daybook.archive.Contents;

/** What became of an export or an import, in words for the operator. */
public final class Messages {
    private Messages() {}

    public static String of(Exported outcome) {
        return switch (outcome) {
            case Done(var contents) -> "Exported " + of(contents);
            case NoSuchAccount(var name) ->
                    "there is no account "
                            + name
                            + "; give its id, or the address of the user whose account it is";
            case Erased(var account) ->
                    "the account " + account + " was erased: its key is destroyed";
            case NoUser(var account) ->
                    "the account "
                            + account
                            + " has no user here who could come along; leave out --with-user, and"
                            + " name one with --user when you import it";
            case NothingSince(var from) -> "the account has no event " + from + " yet";
            case BlobBroken(var blob, var why) ->
                    "the blob "
                            + blob
                            + " of the account is damaged ("
                            + why
                            + "); put the folder back from your backup";
        };
    }

    public static String of(Imported outcome) {
        return switch (outcome) {
            case Done(var contents) -> "Imported " + of(contents);
            case AccountExists(var account) ->
                    "the account "
                            + account
                            + " is here already, or was and is erased; nothing was changed";
            case UserExists(var address) ->
                    "there is a user " + address + " already; name another with --user";
            case UserNeeded() ->
                    "the archive brings no user; name the one whose account it becomes with --user";
            case Refused(var flaw) -> flaw.message();
        };
    }

    /** One line. */
    public static String of(Contents contents) {
        return "account "
                + contents.account()
                + " of "
                + contents.owner()
                + ": "
                + contents.events()
                + " events, "
                + contents.blobs()
                + " blobs of "
                + contents.blobOctets()
                + " octets"
                + (contents.gone() == 0 ? "" : " (" + contents.gone() + " are gone)")
                + (contents.user() == null ? "" : ", with the user " + contents.user())
                + "; the chain ends with "
                + contents.head();
    }
}
