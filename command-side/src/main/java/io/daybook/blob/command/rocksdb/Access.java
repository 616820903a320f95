package io.daybook.blob.command.rocksdb;

import io.daybook.blob.command.rocksdb.Doubts.Doubted;
import io.daybook.core.AccountId;
import org.jspecify.annotations.Nullable;

/** By which links users reach blobs. A link in doubt leads nobody but the one who doubts it. */
record Access(Links links, Doubts doubts) {
    /** The link by which this user may open the blob in the account, or null. */
    @Nullable LinkRow followed(AccountId account, String user, byte[] hash) {
        LinkRow permanent = permanentFor(account, user, hash);
        LinkRow link = permanent == null ? links.upload(account, user, hash) : permanent;
        // An upload link becomes a permanent one in one step, maybe between the two looks.
        return link == null ? permanentFor(account, user, hash) : link;
    }

    private @Nullable LinkRow permanentFor(AccountId account, String user, byte[] hash) {
        LinkRow permanent = links.permanent(account, hash);
        Doubted doubted = permanent == null ? null : doubts.find(account, hash);
        return doubted == null || doubted.lets(user) ? permanent : null;
    }

    /** What a user has of a blob: read in one go, as every hop to the disk costs. */
    record Found(boolean isPermanent, @Nullable Doubted doubted, @Nullable LinkRow upload) {
        /** Whether there is a permanent link that this user may follow. */
        boolean isOpenTo(String user) {
            return isPermanent && (doubted == null || doubted.lets(user));
        }
    }

    /** With an upload link only if it has not expired. */
    Found valid(AccountId account, String user, byte[] hash) {
        return found(account, hash, links.upload(account, user, hash));
    }

    /** With an upload link that has expired, too. */
    Found kept(AccountId account, String user, byte[] hash) {
        return found(account, hash, links.kept(account.value(), user, hash));
    }

    private Found found(AccountId account, byte[] hash, @Nullable LinkRow upload) {
        return new Found(
                links.permanent(account, hash) != null, doubts.find(account, hash), upload);
    }
}
