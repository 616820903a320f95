package io.daybook.email.projection;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.view.Follower;
import io.daybook.view.Sequenced;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Streams of mail accounts in memory, and what reads them for a follower. */
final class MailStreams {
    final MemoryBlobs blobs = new MemoryBlobs();
    private final Map<String, List<Sequenced>> streams = new ConcurrentHashMap<>();

    /** How many events were handed to followers. */
    int read;

    long head(AccountId account) {
        return stream(account).size() - 1;
    }

    private List<Sequenced> stream(AccountId account) {
        return streams.computeIfAbsent(account.stream(), _ -> new ArrayList<>());
    }

    List<Sequenced> events(AccountId account) {
        return List.copyOf(stream(account));
    }

    void append(AccountId account, MailEvent event) {
        var stream = stream(account);
        stream.add(new Sequenced(stream.size(), event, Instant.EPOCH));
    }

    /** Adds a message whose lines may end in a bare line feed. */
    void add(AccountId account, int email, String message) {
        append(account, new EmailsAdded(List.of(email(account, email, message))));
    }

    /** Brings back a destroyed email. */
    void restore(AccountId account, int email, String message) {
        append(account, new EmailsRestored(List.of(email(account, email, message)), List.of()));
    }

    private AddedEmail email(AccountId account, int email, String message) {
        byte[] octets = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return new AddedEmail(
                new EmailId(email),
                new ThreadId(email),
                blobs.store(account, octets),
                octets.length,
                Instant.EPOCH,
                List.of(new Placement(new MailboxId(1), email)),
                List.of(),
                List.of());
    }

    void destroy(AccountId account, int... emails) {
        append(account, new EmailsDestroyed(Ids.of(emails)));
    }

    void flag(AccountId account, int email) {
        append(account, new KeywordsChanged(Ids.of(email), List.of("$flagged"), List.of()));
    }

    void recreate(AccountId account, int was, int is) {
        append(
                account,
                new ThreadsMerged(
                        new ThreadId(1),
                        List.of(new ThreadId(was)),
                        List.of(new Recreated(was, is))));
    }

    /** Reads the stream for the follower, a few events at a time. */
    synchronized boolean catchUp(Follower follower, String stream, long version) {
        while (follower.version(stream) < version) {
            long from = follower.version(stream);
            var events = streams.getOrDefault(stream, List.of());
            int end = (int) Math.min(events.size(), from + 1 + 7);
            if (end <= from + 1) {
                return false;
            }
            read += end - (int) (from + 1);
            follower.apply(stream, from, List.copyOf(events.subList((int) from + 1, end)));
        }
        return true;
    }
}
