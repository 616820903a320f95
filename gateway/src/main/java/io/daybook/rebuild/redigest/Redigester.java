package io.daybook.rebuild.redigest;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Cause;
import io.daybook.core.Ids;
import io.daybook.core.jmap.Bus;
import io.daybook.email.EmailList;
import io.daybook.email.EmailPlace;
import io.daybook.email.EmailView;
import io.daybook.email.GetEmails;
import io.daybook.email.QueryEmails;
import io.daybook.email.RedigestEmails;
import io.daybook.email.RedigestEmails.Redigested;
import io.daybook.mime.Digest;
import io.daybook.mime.DigestCodec;
import io.daybook.mime.MessageParser;
import io.daybook.rebuild.Redigesting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a digest of the parser of now beside every message of an account, and names the emails that
 * show something else by it than by the digest before. Digests of older parsers stay: a view of the
 * past shows what was shown then.
 */
public final class Redigester implements Redigesting {
    private static final int PAGE = 500;
    private static final byte[] TOLD = {1};

    private final Bus bus;
    private final BlobStore blobs;
    private final Parser parser;

    /**
     * A parser of messages.
     *
     * @param version of {@link MessageParser#VERSION} and those after it
     */
    public record Parser(int version, Function<byte[], Digest> parse) {
        static final Parser CURRENT = new Parser(MessageParser.VERSION, MessageParser::parse);

        String name(int ofVersion) {
            return "digest-" + ofVersion;
        }
    }

    public Redigester(Bus bus, BlobStore blobs, Parser parser) {
        this.bus = bus;
        this.blobs = blobs;
        this.parser = parser;
    }

    @Override
    public void redigest(AccountId account, Watch watch) {
        QueryEmails.Start start = new QueryEmails.Position(0);
        while (true) {
            var list = new EmailList(null, List.of(), false);
            var query = new QueryEmails(account, list, start, PAGE, false);
            if (!(bus.query(query, QueryEmails.Answer.class)
                    instanceof QueryEmails.QueryResult found)) {
                throw new IllegalStateException("the emails of " + account + " cannot be listed");
            }
            var get = new GetEmails(account, found.ids(), PAGE);
            var emails = bus.query(get, GetEmails.Emails.class).emails();
            watch.read(emails.size(), redigest(account, emails));
            EmailPlace last = found.last();
            if (last == null) {
                return;
            }
            start = new QueryEmails.After(last);
        }
    }

    /** Returns how many of them show something else. */
    private int redigest(AccountId account, List<EmailView> emails) {
        var messages = emails.stream().map(EmailView::blob).toList();
        var current = blobs.beside(account, messages, parser.name(parser.version()));
        var told = blobs.beside(account, messages, told(account));
        var changed = new ArrayList<EmailView>();
        for (int i = 0; i < emails.size(); i++) {
            var blob = messages.get(i);
            var now = current.get(i) == null ? parsed(account, blob) : read(current.get(i));
            var before = now == null || told.get(i) != null ? null : before(account, blob);
            if (now != null && before != null && !showTheSame(now, before)) {
                changed.add(emails.get(i));
            }
        }
        return changed.isEmpty() ? 0 : tell(account, changed);
    }

    private @Nullable Digest parsed(AccountId account, BlobId message) {
        var blob = blobs.open(account, message);
        if (blob == null) {
            return null;
        }
        var digest = parser.parse().apply(blob.readAll());
        blobs.putBeside(
                account, message, parser.name(parser.version()), DigestCodec.encode(digest));
        return digest;
    }

    private static @Nullable Digest read(byte @Nullable [] octets) {
        return octets == null ? null : DigestCodec.decode(octets);
    }

    /** The newest digest of an older parser, or null: then nobody knows what was shown. */
    private @Nullable Digest before(AccountId account, BlobId message) {
        for (int version = parser.version() - 1; version > 0; version--) {
            var digest = read(blobs.beside(account, message, parser.name(version)));
            if (digest != null) {
                return digest;
            }
        }
        return null;
    }

    private static boolean showTheSame(Digest one, Digest other) {
        return Arrays.equals(withoutVersion(one), withoutVersion(other));
    }

    private static byte[] withoutVersion(Digest digest) {
        return DigestCodec.encode(
                new Digest(
                        0,
                        digest.headers(),
                        digest.root(),
                        digest.preview(),
                        digest.hasAttachment(),
                        digest.size()));
    }

    /** The event first: told twice is better than never. */
    private int tell(AccountId account, List<EmailView> changed) {
        var ids = Ids.of(changed.stream().mapToInt(it -> it.id().value()).sorted().toArray());
        var cause = new Cause("system", "redigest", "", "", "redigest-" + account);
        var command = new RedigestEmails(account, ids, parser.version());
        int named = bus.command(command, cause, Redigested.class).emails();
        changed.forEach(email -> blobs.putBeside(account, email.blob(), told(account), TOLD));
        return named;
    }

    /** Kept beside a message whose changed properties the account was told of. */
    private String told(AccountId account) {
        return "told-" + parser.version() + "-" + account;
    }
}
