package io.daybook.blob.command.link;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All links of one account to one blob. Times are milliseconds of the epoch.
 *
 * @param size octets of the blob
 * @param wrappedKey the blob's key under the key of the account's stream; empty while the octets
 *     are only being brought. Each row that is made has another one
 * @param permanent the link of the account, or null
 * @param uploads the links of uploaders, at most one each, expired or not
 */
public record BlobLink(
        AccountId account,
        BlobId blob,
        long size,
        byte[] wrappedKey,
        @Nullable Permanent permanent,
        List<UploadLink> uploads) {
    public BlobLink {
        uploads = List.copyOf(uploads);
    }

    /**
     * @param maker names the one command that relies on the link; null when more do, or nobody
     *     knows
     * @param doubt null when nobody doubts it
     */
    public record Permanent(@Nullable String maker, @Nullable Doubt doubt) {}

    /**
     * The event that the link was made for did not come.
     *
     * @param user who alone may follow the link, or {@link #ANYBODY}
     */
    public record Doubt(long since, String user) {
        /** The user of a doubt that hinders nobody: no address is spelled like that. */
        public static final String ANYBODY = "*";

        boolean lets(String other) {
            return user.equals(other) || user.equals(ANYBODY);
        }
    }

    public record UploadLink(String user, long uploadedAt, long expires) {}

    /** No links yet. */
    static BlobLink none(AccountId account, BlobId blob, long size) {
        return new BlobLink(account, blob, size, new byte[0], null, List.of());
    }

    /** Whether the octets are there, as long as there is a link to them. */
    boolean isSettled() {
        return wrappedKey.length > 0;
    }

    /**
     * Somebody brings the octets, and nobody else clears them away meanwhile. Links that are
     * settled hold them by themselves.
     *
     * @param holder no user's address
     */
    BlobLink held(String holder, long now, long until) {
        return isSettled() ? this : plus(new UploadLink(holder, now, until));
    }

    /**
     * The links when the octets are there.
     *
     * @param held what {@link #held} has made before the octets were made sure of
     * @param key for links that were not settled
     * @return null when nothing may have held the octets meanwhile: they may be others now
     */
    @Nullable BlobLink settled(BlobLink held, String holder, byte[] key) {
        if (upload(holder) == null) {
            return isSettled() && isSameRow(held) ? this : null;
        }
        var rest = without(it -> it.user().equals(holder));
        return isSettled() ? rest : new BlobLink(account, blob, size, key, permanent, rest.uploads);
    }

    /** Whether there was a link all the time since the other was read, so that octets stayed. */
    boolean isSameRow(BlobLink earlier) {
        return Arrays.equals(wrappedKey, earlier.wrappedKey);
    }

    public boolean isEmpty() {
        return permanent == null && uploads.isEmpty();
    }

    /** Whether this user may open the blob. */
    boolean opensTo(String user, long now) {
        return isPermanentFor(user) || hasValidUpload(user, now);
    }

    /** A link in doubt leads nobody but the one who doubts it. */
    private boolean isPermanentFor(String user) {
        var link = permanent;
        var doubt = link == null ? null : link.doubt();
        return link != null && (doubt == null || doubt.lets(user));
    }

    private boolean hasValidUpload(String user, long now) {
        var upload = upload(user);
        return upload != null && upload.expires() > now;
    }

    private @Nullable UploadLink upload(String user) {
        return uploads.stream().filter(it -> it.user().equals(user)).findFirst().orElse(null);
    }

    /** Whether an upload of this user takes of the user's quota from then on. */
    boolean isNewUpload(String user) {
        return upload(user) == null && !isPermanentFor(user);
    }

    /** The user has uploaded the octets. What lasts longer stays as it is. */
    BlobLink uploaded(String user, long now, long expires) {
        if (isPermanentFor(user)) {
            var link = permanent;
            var doubt = link == null ? null : link.doubt();
            // Who doubts the link uploaded the octets again: the grace begins anew.
            return doubt == null ? this : with(new Permanent(null, new Doubt(now, doubt.user())));
        }
        var before = upload(user);
        long until = before == null ? expires : Math.max(expires, before.expires());
        return without(it -> it.user().equals(user)).plus(new UploadLink(user, now, until));
    }

    /** Somebody relies on the permanent link, which is made if need be. */
    BlobLink reliedOn(String maker) {
        var link = permanent;
        boolean isOthers = link != null && link.doubt() == null;
        return with(new Permanent(isOthers ? null : maker, null));
    }

    /** The same for a user who may open the blob; the upload becomes the permanent link. */
    BlobLink linked(String user, String maker) {
        var relied = reliedOn(maker);
        return permanent == null ? relied.without(it -> it.user().equals(user)) : relied;
    }

    /** The event did not come that the maker has made the link for; others may rely on it. */
    BlobLink doubted(String maker, String user, long now) {
        var link = permanent;
        return link != null && maker.equals(link.maker())
                ? with(new Permanent(null, new Doubt(now, user)))
                : this;
    }

    /** Nothing names the blob any more, as far as is known. */
    BlobLink left(long now) {
        var link = permanent;
        return link != null && link.doubt() == null
                ? with(new Permanent(null, new Doubt(now, Doubt.ANYBODY)))
                : this;
    }

    /** A doubt has stood for its grace; whoever relied on the link meanwhile has dispelled it. */
    BlobLink judged(Doubt stood, boolean isUsed) {
        var link = permanent;
        if (link == null || !stood.equals(link.doubt())) {
            return this;
        }
        return with(isUsed ? new Permanent(null, null) : null);
    }

    BlobLink expired(long now) {
        return without(it -> it.expires() <= now);
    }

    BlobLink withoutUpload(String user) {
        return without(it -> it.user().equals(user));
    }

    BlobLink withoutPermanent() {
        return with((Permanent) null);
    }

    private BlobLink with(@Nullable Permanent link) {
        return new BlobLink(account, blob, size, wrappedKey, link, uploads);
    }

    private BlobLink without(Predicate<UploadLink> which) {
        var left = uploads.stream().filter(which.negate()).toList();
        return left.size() == uploads.size()
                ? this
                : new BlobLink(account, blob, size, wrappedKey, permanent, left);
    }

    private BlobLink plus(UploadLink upload) {
        var more = new ArrayList<>(uploads);
        more.add(upload);
        return new BlobLink(account, blob, size, wrappedKey, permanent, more);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlobLink that
                && account.equals(that.account)
                && blob.equals(that.blob)
                && size == that.size
                && Arrays.equals(wrappedKey, that.wrappedKey)
                && Objects.equals(permanent, that.permanent)
                && uploads.equals(that.uploads);
    }

    @Override
    public int hashCode() {
        return 31 * account.hashCode() + blob.hashCode();
    }
}
