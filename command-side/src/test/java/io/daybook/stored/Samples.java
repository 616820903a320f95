package io.daybook.stored;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.account.AccountEvent.RetentionChanged;
import io.daybook.admin.AdminAction;
import io.daybook.admin.AdminAction.Setting;
import io.daybook.admin.AdminEvent.AdminActed;
import io.daybook.admin.AdminEvent.AdminTokenIssued;
import io.daybook.admin.AdminEvent.AdminTokenRevoked;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.Event;
import io.daybook.core.IdentityId;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.identity.IdentityEvent.IdentityChanged;
import io.daybook.identity.IdentityEvent.IdentityCreated;
import io.daybook.identity.IdentityEvent.IdentityDestroyed;
import io.daybook.identity.IdentitySetting;
import io.daybook.identity.IdentitySetting.Correspondent;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxMoved;
import io.daybook.mailbox.MailboxEvent.MailboxRenamed;
import io.daybook.mailbox.MailboxEvent.MailboxRestored;
import io.daybook.mailbox.MailboxEvent.MailboxRoleChanged;
import io.daybook.mailbox.MailboxEvent.MailboxSorted;
import io.daybook.mailbox.MailboxEvent.MailboxSubscriptionChanged;
import io.daybook.push.PushEvent.PushSubscriptionChanged;
import io.daybook.push.PushEvent.PushSubscriptionCreated;
import io.daybook.push.PushEvent.PushSubscriptionDestroyed;
import io.daybook.push.PushEvent.PushSubscriptionVerified;
import io.daybook.push.PushEvent.PushVerificationSent;
import io.daybook.push.PushSubscriptionId;
import io.daybook.refusal.RefusalEvent.CallsRefused;
import io.daybook.refusal.RefusalEvent.Secret;
import io.daybook.refusal.RefusalEvent.SignInsFailed;
import io.daybook.submission.Envelope;
import io.daybook.submission.Envelope.Address;
import io.daybook.submission.Envelope.Parameter;
import io.daybook.submission.Fate;
import io.daybook.submission.SubmissionEvent.AttemptBegun;
import io.daybook.submission.SubmissionEvent.AttemptRecorded;
import io.daybook.submission.SubmissionEvent.HandoverBegun;
import io.daybook.submission.SubmissionEvent.Outcome;
import io.daybook.submission.SubmissionEvent.SenderTold;
import io.daybook.submission.SubmissionEvent.SubmissionCanceled;
import io.daybook.submission.SubmissionEvent.SubmissionDestroyed;
import io.daybook.submission.SubmissionEvent.SubmissionExpired;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.user.UserEvent.AccountGranted;
import io.daybook.user.UserEvent.AccountWithdrawn;
import io.daybook.user.UserEvent.AppPasswordAdded;
import io.daybook.user.UserEvent.AppPasswordRevoked;
import io.daybook.user.UserEvent.PasswordChanged;
import io.daybook.user.UserEvent.UserRegistered;
import io.daybook.vacation.VacationEvent.VacationResponseChanged;
import io.daybook.vacation.VacationSetting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** One event of every type. */
final class Samples {
    private static final Instant AT = Instant.parse("2026-11-22T08:30:00.000000125Z");
    private static final PushSubscriptionId PUSH = new PushSubscriptionId("P1x-_");
    private static final MailboxId INBOX = new MailboxId(1);
    private static final MailboxId WORK = new MailboxId(12);

    private static final IdentityId IDENTITY = new IdentityId(3);
    private static final SubmissionId SUBMISSION = new SubmissionId(25);
    private static final IdentitySetting SETTING =
            new IdentitySetting(
                    "Alice",
                    null,
                    List.of(
                            new Correspondent("Archive", "archive@example.test"),
                            new Correspondent(null, "boss@example.test")),
                    "-- \nAlice",
                    "<p>Alice</p>");

    static final List<Event> ALL =
            List.of(
                    new AccountOpened(
                            "k3v9", -81_985_529_216_486_896L, "alice@example.test", 1 << 30),
                    new QuotaChanged(5_000_000_000L),
                    new RetentionChanged(90),
                    new MailboxCreated(
                            WORK, "Arbeit \u00e4\u4e2d", INBOX, null, 10, true, 1_700_000_000),
                    new MailboxRenamed(WORK, "Work"),
                    new MailboxMoved(WORK, null),
                    new MailboxRoleChanged(WORK, "archive"),
                    new MailboxSorted(WORK, 20),
                    new MailboxSubscriptionChanged(WORK, false),
                    new MailboxDestroyed(WORK),
                    new MailboxRestored(
                            WORK, "Arbeit", INBOX, "archive", 10, true, 1_700_000_000, 42),
                    new EmailsAdded(List.of(email())),
                    new KeywordsChanged(Ids.of(3, 4, 900), List.of("$seen"), List.of("todo")),
                    new EmailsMoved(Ids.of(3, 4), List.of(new Entry(WORK, 7)), Ids.of(1)),
                    new EmailsDestroyed(Ids.of(5, 6, 7, 4711)),
                    new EmailsRestored(List.of(email()), List.of(new Recreated(5, 4711))),
                    new EmailsRedigested(Ids.of(8, 9, 4712), 2),
                    new ThreadsMerged(
                            new ThreadId(9),
                            List.of(new ThreadId(11), new ThreadId(10)),
                            List.of(new Recreated(3, 21), new Recreated(4, 22))),
                    new IdentityCreated(IDENTITY, "*@example.test", SETTING),
                    new IdentityChanged(IDENTITY, new IdentitySetting("", List.of(), null, "", "")),
                    new IdentityDestroyed(IDENTITY),
                    made(),
                    new SubmissionCanceled(SUBMISSION, AT),
                    new AttemptBegun(SUBMISSION, 2, Ids.of(0, 1), AT),
                    new HandoverBegun(SUBMISSION, 2, Ids.of(0), AT),
                    new AttemptRecorded(
                            SUBMISSION,
                            2,
                            List.of(
                                    new Outcome(0, Fate.RELAYED, "250 2.1.5 ok", false),
                                    new Outcome(1, Fate.QUEUED, "451 4.3.0 later", false),
                                    new Outcome(2, Fate.FAILED, "550 5.1.1 nobody", true),
                                    new Outcome(3, Fate.UNKNOWN, "", true)),
                            AT.plusSeconds(240),
                            AT),
                    new SubmissionExpired(SUBMISSION, Ids.of(1, 4), Ids.of(1), AT),
                    new SenderTold(
                            SUBMISSION,
                            Ids.of(1, 2),
                            new EmailId(4712),
                            BlobId.of("a report".getBytes(StandardCharsets.US_ASCII)),
                            AT),
                    new SubmissionFinished(SUBMISSION, AT),
                    new SubmissionDestroyed(SUBMISSION),
                    new VacationResponseChanged(
                            new VacationSetting(
                                    true, AT, null, "Away", "I am away.", "<p>I am away.</p>")),
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
                    new AccountWithdrawn(new AccountId("a2")),
                    new AdminTokenIssued("k1", "c2VjcmV0"),
                    new AdminTokenRevoked("k1"),
                    new AdminActed(
                            new AdminAction(
                                    "changeQuota",
                                    "/admin/accounts/a1/quota",
                                    List.of(
                                            new Setting("account", "a1"),
                                            new Setting("quotaOctets", "5000")),
                                    200,
                                    "")),
                    new CallsRefused(
                            new AccountId("a1"),
                            "Email/set",
                            "overQuota",
                            List.of("create:k", "create:l"),
                            2,
                            Instant.ofEpochMilli(1_790_000_000_000L),
                            Instant.ofEpochMilli(1_790_000_030_000L)),
                    new SignInsFailed(
                            "alice@example.test",
                            Secret.PASSWORD,
                            7,
                            Instant.ofEpochMilli(1_790_000_000_000L),
                            Instant.ofEpochMilli(1_790_000_030_000L)));

    private Samples() {}

    private static SubmissionMade made() {
        return new SubmissionMade(
                SUBMISSION,
                IDENTITY,
                new EmailId(4711),
                new ThreadId(98),
                BlobId.of("as it is sent".getBytes(StandardCharsets.US_ASCII)),
                2000,
                new Envelope(
                        new Address(
                                "alice@example.test",
                                List.of(
                                        new Parameter("HOLDFOR", "86400"),
                                        new Parameter("SMTPUTF8", null))),
                        List.of(
                                Address.of("bob@example.test"),
                                new Address(
                                        "carol@example.org",
                                        List.of(new Parameter("NOTIFY", "NEVER"))))),
                AT.plusSeconds(86_400));
    }

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
