package io.daybook.blob.command.link;

import io.daybook.blob.BlobStore;
import io.daybook.blob.BlobUse;
import io.daybook.blob.BlobsLeft;
import io.daybook.blob.LinkedBlobs;
import io.daybook.blob.command.AccountBlobs;
import io.daybook.blob.command.BlobKeys;
import io.daybook.blob.command.BlobLimits;
import io.daybook.blob.command.BlobSweep;
import io.daybook.blob.command.link.LinkChanges.Seen;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.journal.Seal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Blobs that many nodes share. What a method here has written is durable before it returns, and
 * therefore before the append that names the blob.
 */
public final class LinkedBlobStore implements BlobStore, BlobSweep, AccountBlobs {
    private final LinkRows links;
    private final Seal seal;
    private final BlobKeys keys;
    private final Clock clock;
    private final Octets octets;
    private final LinkChanges changes;
    private final Holding holding;
    private final Linking linking;
    private final UploadRoom room;
    private final Beside beside;
    private final LinkSweep sweep;

    /** Where everything is kept. */
    public record Storage(LinkRows links, BlobRows blobs, Contents contents) {}

    public LinkedBlobStore(
            Storage storage, BlobKeys keys, Seal seal, BlobLimits limits, Clock clock) {
        this.links = storage.links();
        this.seal = seal;
        this.keys = keys;
        this.clock = clock;
        octets = new Octets(storage.blobs(), storage.contents(), keys);
        changes = new LinkChanges(links, storage.blobs(), clock);
        room = new UploadRoom(links, changes, limits.uploadQuotaOctets());
        beside = new Beside(links, storage.blobs(), keys, seal);
        holding = new Holding(changes, keys, clock);
        linking = new Linking(links, octets, changes, beside, clock);
        sweep = new LinkSweep(links, storage.blobs(), storage.contents(), changes, limits.grace());
    }

    @Override
    public Upload upload(AccountId account, String uploader) {
        return new SpooledUpload(
                seal, (content, expires) -> take(account, uploader, content, expires));
    }

    private void take(AccountId account, String user, Content content, Instant expires) {
        var none = BlobLink.none(account, content.blob(), content.size());
        upload(
                none,
                room.make(none, user),
                () -> octets.present(account, content, true),
                user,
                expires);
    }

    private boolean upload(
            BlobLink none, Seen seen, Holding.Bringing octets, String user, Instant expires) {
        long now = clock.millis();
        long until = expires.toEpochMilli();
        return holding.bring(
                none,
                seen,
                octets,
                (held, settling) ->
                        changes.change(
                                        none.account(),
                                        none.blob(),
                                        held,
                                        settling.then(it -> it.uploaded(user, now, until)))
                                .links());
    }

    private boolean rely(BlobLink none, Holding.Bringing octets) {
        return holding.bring(
                none,
                changes.look(none.account(), none.blob()),
                octets,
                (held, settling) ->
                        changes.rely(
                                none.account(),
                                none.blob(),
                                held,
                                maker -> settling.then(it -> it.reliedOn(maker))));
    }

    @Override
    public boolean copy(AccountId from, AccountId to, String user, BlobId blob, Instant expires) {
        var link = followed(from, user, blob);
        if (link == null) {
            return false;
        }
        var none = BlobLink.none(to, blob, link.size());
        var seen = room.make(none, user);
        return upload(none, seen, () -> octets.lasting(to, blob), user, expires);
    }

    @Override
    public BlobId store(AccountId account, byte[] message) {
        var content = Spool.of(seal, message);
        keep(account, content);
        return content.blob();
    }

    private void keep(AccountId account, Content content) {
        rely(
                BlobLink.none(account, content.blob(), content.size()),
                () -> octets.present(account, content, false));
    }

    @Override
    public boolean link(AccountId account, String user, BlobId blob) {
        return link(account, user, List.of(blob)).ids().contains(blob);
    }

    @Override
    public LinkedBlobs link(AccountId account, String user, List<BlobId> blobs) {
        return linking.link(account, user, blobs);
    }

    @Override
    public boolean link(AccountId from, AccountId to, String user, BlobId blob) {
        var link = followed(from, user, blob);
        return link != null
                && rely(BlobLink.none(to, blob, link.size()), () -> octets.lasting(to, blob));
    }

    @Override
    public void doubt(AccountId account, String user, BlobId blob) {
        changes.doubt(account, user, blob);
    }

    @Override
    public @Nullable Blob open(AccountId account, String user, BlobId blob) {
        var link = followed(account, user, blob);
        return link == null ? null : open(link);
    }

    @Override
    public @Nullable Blob open(AccountId account, BlobId blob) {
        var kept = links.find(account, blob);
        return kept == null || kept.link().permanent() == null ? null : open(kept.link());
    }

    private Blob open(BlobLink link) {
        return open(link, (from, count) -> octets.read(link.blob(), from, count));
    }

    private Blob open(BlobLink link, Segments.Reading sealed) {
        byte[] hash = link.blob().sha256Octets();
        var key = keys.unwrapFor(link.account(), link.wrappedKey(), hash);
        return new LinkedBlob(link.size(), key, sealed);
    }

    /** The same, which cannot be read either when octets follow its end. */
    @Nullable Blob openToProve(AccountId account, BlobId blob) {
        var kept = links.find(account, blob);
        if (kept == null || kept.link().permanent() == null) {
            return null;
        }
        long end = Segments.sealedLength(kept.link().size());
        return open(
                kept.link(),
                (from, count) -> octets.read(blob, from, from + count == end ? count + 1 : count));
    }

    /** The links by which this user may open the blob, or null. */
    private @Nullable BlobLink followed(AccountId account, String user, BlobId blob) {
        var kept = links.find(account, blob);
        return kept != null && kept.link().opensTo(user, clock.millis()) ? kept.link() : null;
    }

    @Override
    public void putBeside(AccountId account, BlobId blob, String name, byte[] derived) {
        beside.put(account, blob, name, derived);
    }

    @Override
    public byte @Nullable [] beside(AccountId account, BlobId blob, String name) {
        return beside(account, List.of(blob), name).getFirst();
    }

    @Override
    public List<byte @Nullable []> beside(AccountId account, List<BlobId> blobs, String name) {
        return beside.find(account, blobs, name);
    }

    @Override
    public void sweep(Instant now, BlobUse use, BlobsLeft left) {
        sweep.run(now, use, left);
    }

    @Override
    public void leave(AccountId account, BlobId blob) {
        long now = clock.millis();
        changes.change(account, blob, it -> it == null ? null : it.left(now));
    }

    @Override
    public void forEach(AccountId account, Consumer<BlobId> visitor) {
        links.forEachPermanent(account, visitor);
    }

    @Override
    public Upload carry(AccountId account) {
        return new SpooledUpload(seal, (content, _) -> keep(account, content));
    }

    @Override
    public void forget(AccountId account) {
        links.forEachPermanent(
                account,
                blob ->
                        changes.change(
                                account, blob, it -> it == null ? null : it.withoutPermanent()));
    }
}
