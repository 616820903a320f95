package io.daybook.email.projection;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.mime.BaseSubject;
import io.daybook.mime.Digest;
import io.daybook.mime.DigestCodec;
import io.daybook.mime.EmailAddress;
import io.daybook.mime.MessageParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts from the digest that is kept beside a message, or, where there is none, from the message.
 */
public final class DigestFacts implements EmailFacts {
    private static final Logger LOG = LoggerFactory.getLogger(DigestFacts.class);
    private static final String NAME = "digest-" + MessageParser.VERSION;

    /** Chars of a sort key that are kept, so that no message makes its row large. */
    static final int MOST_CHARS = 1_000;

    private final BlobStore blobs;
    private final EmailFacts ofMissing;

    public DigestFacts(BlobStore blobs) {
        this(blobs, DigestFacts::missing);
    }

    private DigestFacts(BlobStore blobs, EmailFacts ofMissing) {
        this.blobs = blobs;
        this.ofMissing = ofMissing;
    }

    @Override
    public EmailFacts ofThePast() {
        return new DigestFacts(blobs, (_, _) -> Facts.NONE);
    }

    @Override
    public Facts of(AccountId account, BlobId message) {
        byte[] kept = blobs.beside(account, message, NAME);
        return kept != null ? facts(DigestCodec.decode(kept)) : ofMessage(account, message);
    }

    @Override
    public List<Facts> of(AccountId account, List<BlobId> messages) {
        var kept = blobs.beside(account, messages, NAME);
        var facts = new ArrayList<Facts>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            byte[] digest = kept.get(i);
            facts.add(
                    digest != null
                            ? facts(DigestCodec.decode(digest))
                            : ofMessage(account, messages.get(i)));
        }
        return facts;
    }

    @Override
    public EmailFacts fromMessages() {
        return this::ofMessage;
    }

    private Facts ofMessage(AccountId account, BlobId message) {
        var blob = blobs.open(account, message);
        if (blob == null) {
            return ofMissing.of(account, message);
        }
        return facts(MessageParser.parse(blob.readAll()));
    }

    private static Facts missing(AccountId account, BlobId message) {
        LOG.error("Message {} of account {} is not in the blob store.", message, account);
        return Facts.NONE;
    }

    static Facts facts(Digest digest) {
        var subject = digest.subject();
        var sentAt = digest.sentAt();
        return new Facts(
                digest.hasAttachment(),
                sentAt == null ? null : sentAt.toInstant(),
                subject == null ? "" : capped(BaseSubject.of(subject)),
                key(digest.from()),
                key(digest.to()));
    }

    // RFC 8621 section 4.4.2: the name of the first address, or if null or empty its email.
    private static String key(@Nullable List<EmailAddress> addresses) {
        if (addresses == null || addresses.isEmpty()) {
            return "";
        }
        var first = addresses.getFirst();
        var name = first.name();
        return capped(name == null || name.isEmpty() ? first.email() : name);
    }

    private static String capped(String text) {
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS);
    }
}
