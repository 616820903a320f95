package io.daybook.audit.projection;

import io.daybook.core.BlobId;
import io.daybook.core.Cause;
import io.daybook.core.EmailId;
import io.daybook.core.Event;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.mailbox.MailboxEvent.MailboxRenamed;
import io.daybook.view.Sequenced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Events of many accounts over a year, a few accounts with most of them. */
final class AuditEvents {
    static final String[] OPERATIONS = {
        "KeywordsChanged", "EmailsAdded", "EmailsMoved", "EmailsDestroyed", "MailboxRenamed"
    };

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int BATCH = 64;
    private static final BlobId BLOB = BlobId.of(new byte[] {1});

    private final Random random = new Random(1);
    private final long[] heads;
    private final long most;
    private long made;

    /** Some events of one stream. */
    record Batch(String stream, long from, List<Sequenced> events) {}

    AuditEvents(int accounts, long most) {
        this.heads = new long[accounts];
        this.most = most;
    }

    long made() {
        return made;
    }

    Instant someTime(Random by) {
        return START.plusMillis((long) (by.nextDouble() * YEAR.toMillis()));
    }

    String someAccount(Random by) {
        return "a" + account(by);
    }

    String someActor(Random by) {
        int kind = by.nextInt(10);
        return kind == 0 ? "system" : kind == 1 ? "admin" : user(account(by));
    }

    private static String user(int account) {
        return "user" + account + "@example.test";
    }

    /** The square makes low numbers more frequent. */
    private int account(Random by) {
        double part = by.nextDouble();
        return (int) (part * part * heads.length);
    }

    Batch next() {
        int account = account(random);
        var events = new ArrayList<Sequenced>();
        long from = heads[account];
        for (int i = random.nextInt(BATCH); i >= 0; i--) {
            var at = START.plusNanos((long) (made * (YEAR.toNanos() / (double) most)));
            events.add(new Sequenced(heads[account]++, event(), at, cause(account)));
            made++;
        }
        return new Batch("account:a" + account, from, events);
    }

    private Cause cause(int account) {
        int kind = random.nextInt(50);
        String request = "r1x9k2-" + Long.toString(made / 2, 36);
        if (kind < 5) {
            return new Cause("system", "relay", "", "", request);
        }
        return kind == 5
                ? new Cause("admin", "admin", "192.0.2.7", "curl/8.5.0", request)
                : new Cause(
                        user(account), "jmap", "192.0.2." + account % 250, "Client/3.1", request);
    }

    private Event event() {
        int email = 1 + random.nextInt(10_000);
        return switch (random.nextInt(100)) {
            case 0, 1 -> new MailboxRenamed(mailbox(), "Name " + random.nextInt(1000));
            case 2, 3, 4, 5, 6 -> new EmailsDestroyed(Ids.of(email));
            case 7, 8 -> new KeywordsChanged(some(), List.of("$seen"), List.of());
            default -> frequent(email);
        };
    }

    private Event frequent(int email) {
        int kind = random.nextInt(90);
        if (kind < 25) {
            var added =
                    new AddedEmail(
                            new EmailId(email),
                            new ThreadId(1 + email / 3),
                            BLOB,
                            5000 + email,
                            START,
                            List.of(new Placement(mailbox(), email)),
                            List.of(),
                            List.of());
            return new EmailsAdded(List.of(added));
        }
        if (kind < 40) {
            return new EmailsMoved(
                    Ids.of(email), List.of(new Entry(mailbox(), 1)), Ids.of(mailbox().value()));
        }
        return new KeywordsChanged(Ids.of(email), List.of("$seen"), List.of());
    }

    private MailboxId mailbox() {
        return new MailboxId(1 + random.nextInt(12));
    }

    private Ids some() {
        int first = 1 + random.nextInt(10_000);
        return Ids.of(IntStream.range(first, first + 50).toArray());
    }
}
