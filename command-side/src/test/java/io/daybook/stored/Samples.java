package io.daybook.stored;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
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
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxMoved;
import io.daybook.mailbox.MailboxEvent.MailboxRenamed;
import io.daybook.mailbox.MailboxEvent.MailboxRoleChanged;
import io.daybook.mailbox.MailboxEvent.MailboxSorted;
import io.daybook.mailbox.MailboxEvent.MailboxSubscriptionChanged;
import io.daybook.push.PushEvent.PushSubscriptionChanged;
import io.daybook.push.PushEvent.PushSubscriptionCreated;
import io.daybook.push.PushEvent.PushSubscriptionDestroyed;
import io.daybook.push.PushEvent.PushSubscriptionVerified;
import io.daybook.push.PushEvent.PushVerificationSent;
import io.daybook.push.PushSubscriptionId;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.user.UserEvent.AccountGranted;
import io.daybook.user.UserEvent.AccountWithdrawn;
import io.daybook.user.UserEvent.AppPasswordAdded;
import io.daybook.user.UserEvent.AppPasswordRevoked;
import io.daybook.user.UserEvent.PasswordChanged;
import io.daybook.user.UserEvent.UserRegistered;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** One event of every type. */
final class Samples {
    private static final Instant AT = Instant.parse("2026-11-22T08:30:00.000000125Z");
    private static final PushSubscriptionId PUSH = new PushSubscriptionId("P1x-_");
    private static final MailboxId INBOX = new MailboxId(1);
    private static final MailboxId WORK = new MailboxId(12);

    static final List<Event> ALL =
            List.of(
                    new AccountOpened(
                            "k3v9", -81_985_529_216_486_896L, "alice@example.test", 1 << 30),
                    new QuotaChanged(5_000_000_000L),
                    new MailboxCreated(
                            WORK, "Arbeit \u00e4\u4e2d", INBOX, null, 10, true, 1_700_000_000),
                    new MailboxRenamed(WORK, "Work"),
                    new MailboxMoved(WORK, null),
                    new MailboxRoleChanged(WORK, "archive"),
                    new MailboxSorted(WORK, 20),
                    new MailboxSubscriptionChanged(WORK, false),
                    new MailboxDestroyed(WORK),
                    new EmailsAdded(List.of(email())),
                    new KeywordsChanged(Ids.of(3, 4, 900), List.of("$seen"), List.of("todo")),
                    new EmailsMoved(Ids.of(3, 4), List.of(new Entry(WORK, 7)), Ids.of(1)),
                    new EmailsDestroyed(Ids.of(5, 6, 7, 4711)),
                    new ThreadsMerged(
                            new ThreadId(9),
                            List.of(new ThreadId(11), new ThreadId(10)),
                            List.of(new Recreated(3, 21), new Recreated(4, 22))),
                    new UserRegistered(
                            "alice@example.test", new AccountId("a1"), "$argon2id$v=19$example"),
                    new PasswordChanged("$argon2id$v=19$other"),
                    new AppPasswordAdded("p1", "phone", "c2VjcmV0", AT),
                    new AppPasswordRevoked("p1"),
                    new PushSubscriptionCreated(
                            PUSH, "app-p1", "device", "c2VhbGVk", "code", AT, null, AT),
                    new PushVerificationSent(PUSH),
                    new PushSubscriptionVerified(PUSH),
                    new PushSubscriptionChanged(PUSH, AT, List.of("Email", "Mailbox")),
                    new PushSubscriptionDestroyed(PUSH, "DESTROYED"),
                    new AccountGranted(new AccountId("a2"), "bob@example.test", true),
                    new AccountWithdrawn(new AccountId("a2")));

    private Samples() {}

    private static AddedEmail email() {
        return new AddedEmail(
                new EmailId(4711),
                new ThreadId(98),
                BlobId.of("a message".getBytes(StandardCharsets.US_ASCII)),
                2048,
                AT,
                List.of(new Placement(INBOX, 17), new Placement(WORK, 3)),
                List.of("$flagged", "$seen"),
                List.of(-1L, 81_985_529_216_486_895L));
    }
}
