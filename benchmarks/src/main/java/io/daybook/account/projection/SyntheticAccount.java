package io.daybook.account.projection;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An account with mail in ten mailboxes, the same for the same number of emails. */
public final class SyntheticAccount {
    private static final int MAILBOXES = 10;
    private static final int BATCH = 500;

    private final Random random = new Random(1);
    private final AccountIndex index = new AccountIndex((_, _) -> {});
    private int emails;
    private int threads;

    public SyntheticAccount(int count) {
        index.apply(new AccountOpened("e1", 1, "alice@example.test", 1L << 50), List.of());
        for (int box = 1; box <= MAILBOXES; box++) {
            var id = new MailboxId(box);
            index.apply(
                    new MailboxCreated(id, "box " + box, null, null, box, true, box), List.of());
        }
        while (emails < count) {
            add(Math.min(BATCH, count - emails));
        }
    }

    public EmailColumns columns() {
        return index;
    }

    AccountIndex index() {
        return index;
    }

    private void add(int count) {
        var added = new ArrayList<AddedEmail>(count);
        var facts = new ArrayList<Facts>(count);
        for (int i = 0; i < count; i++) {
            emails++;
            added.add(email());
            facts.add(facts());
        }
        index.apply(new EmailsAdded(added), facts);
    }

    private AddedEmail email() {
        boolean reply = threads > 0 && random.nextBoolean();
        int thread = reply ? Math.max(1, threads - random.nextInt(50)) : ++threads;
        var received = Instant.ofEpochSecond(1_000_000_000L + emails * 60L - random.nextInt(600));
        var mailbox = new MailboxId(1 + random.nextInt(MAILBOXES));
        return new AddedEmail(
                new EmailId(emails),
                new ThreadId(thread),
                BlobId.ofSha256(ByteBuffer.allocate(32).putInt(emails).array()),
                5_000 + random.nextInt(9_000),
                received,
                List.of(new Placement(mailbox, emails)),
                random.nextInt(4) == 0 ? List.of() : List.of("$seen"),
                List.of());
    }

    private Facts facts() {
        return new Facts(
                random.nextInt(5) == 0,
                Instant.ofEpochSecond(1_000_000_000L + emails),
                "subject " + random.nextInt(1_000),
                "from " + random.nextInt(300),
                "to " + random.nextInt(300));
    }
}
