package io.daybook.submission.relay;

import io.daybook.blob.BlobStore;
import io.daybook.core.BlobId;
import io.daybook.core.Ids;
import io.daybook.mime.Digest;
import io.daybook.mime.DigestCodec;
import io.daybook.mime.MessageParser;
import io.daybook.mime.ThreadingIds;
import io.daybook.smtp.EnvelopeAddress;
import io.daybook.smtp.MailParameters.Ret;
import io.daybook.submission.Fate;
import io.daybook.submission.GetDelivery.Delivery;
import io.daybook.submission.RelayCommand.Report;
import io.daybook.submission.relay.DeliveryReport.Action;
import io.daybook.submission.relay.DeliveryReport.Told;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the reports for senders into the blob store. */
final class Reports {
    /** Octets of a message that a report returns whole, if the sender wants that. */
    private static final int MAX_RETURNED = 1 << 20;

    private static final int MAX_HEADER = 256 << 10;

    private final BlobStore blobs;
    private final @Nullable String server;

    /**
     * @param server the domain that reports, null for that of the sender
     */
    Reports(BlobStore blobs, @Nullable String server) {
        this.blobs = blobs;
        this.server = server;
    }

    /**
     * Stores a report of these recipients for the sender of the account.
     *
     * @param action of all of them, or null for what became of each
     * @return null when the sender has no address to report to
     */
    @Nullable Report store(
            Delivery delivery, Ids recipients, @Nullable Action action, String token, Instant now) {
        var to = EnvelopeAddress.parse(delivery.envelope().mailFrom().email());
        if (to == null) {
            return null;
        }
        var parameters = Letter.parameters(delivery.envelope());
        boolean isFull = parameters.ret() == Ret.FULL && delivery.size() <= MAX_RETURNED;
        byte[] octets =
                new DeliveryReport(
                                server == null ? to.domain() : server,
                                to,
                                token,
                                now,
                                delivery.sendAt(),
                                action == Action.DELAYED
                                        ? delivery.sendAt().plus(Schedule.EXPIRY)
                                        : null,
                                parameters.envid(),
                                told(delivery, recipients, action),
                                original(delivery, isFull ? MAX_RETURNED : MAX_HEADER),
                                isFull)
                        .octets();
        return store(delivery, octets);
    }

    private Report store(Delivery delivery, byte[] octets) {
        BlobId blob = blobs.store(delivery.account(), octets);
        Digest digest = MessageParser.parse(octets);
        blobs.putBeside(
                delivery.account(),
                blob,
                "digest-" + digest.parserVersion(),
                DigestCodec.encode(digest));
        var threading = ThreadingIds.of(digest);
        return new Report(blob, octets.length, threading.ids(), threading.baseSubject());
    }

    private static List<Told> told(Delivery delivery, Ids recipients, @Nullable Action action) {
        return recipients.stream()
                .mapToObj(index -> told(delivery, index, action))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Told told(Delivery delivery, int index, @Nullable Action action) {
        var address = EnvelopeAddress.parse(delivery.envelope().rcptTo().get(index).email());
        if (address == null) {
            return null;
        }
        var recipient = delivery.recipients().get(index);
        var became = recipient.fate() == Fate.RELAYED ? Action.RELAYED : Action.FAILED;
        var original =
                Letter.parameters(delivery.envelope(), index)
                        .map(wishes -> wishes.orcpt())
                        .orElse(null);
        return new Told(address, original, action == null ? became : action, recipient.reply());
    }

    private byte[] original(Delivery delivery, int most) {
        BlobStore.Blob blob = blobs.open(delivery.account(), delivery.blob());
        return blob == null ? new byte[0] : blob.read(0, (int) Math.min(most, blob.size()));
    }
}
