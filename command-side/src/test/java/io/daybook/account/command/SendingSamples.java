package io.daybook.account.command;

import static io.daybook.account.command.TestAccount.BLOB;
import static io.daybook.account.command.TestAccount.ID;
import static io.daybook.account.command.TestAccount.NOON;

import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import io.daybook.identity.ChangeIdentities;
import io.daybook.identity.ChangeIdentities.CreateIdentity;
import io.daybook.identity.IdentityRules;
import io.daybook.identity.IdentitySetting;
import io.daybook.identity.Senders;
import io.daybook.submission.ChangeSubmissions;
import io.daybook.submission.ChangeSubmissions.MakeSubmission;
import io.daybook.submission.ChangeSubmissions.SubmissionsChanged;
import io.daybook.submission.Envelope;
import io.daybook.submission.Envelope.Address;
import io.daybook.submission.RelayCommand;
import io.daybook.submission.RelayCommand.BeginAttempt;
import io.daybook.vacation.ChangeVacation;
import io.daybook.vacation.VacationSetting;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Wishes about sending, for tests. */
public final class SendingSamples {
    public static final Senders ALICE =
            new Senders(Set.of("alice@example.test"), Set.of("example.org"));

    private SendingSamples() {}

    public static MakeSubmission make(String creationId, EmailId email, int recipients) {
        return make(creationId, email, recipients, NOON);
    }

    public static MakeSubmission make(
            String creationId, EmailId email, int recipients, Instant sendAt) {
        List<Address> rcptTo =
                IntStream.range(0, recipients)
                        .mapToObj(i -> Address.of("r" + i + "@example.test"))
                        .toList();
        var envelope = new Envelope(Address.of("alice@example.test"), rcptTo);
        return new MakeSubmission(
                creationId, IdentityRules.OWNER, email, BLOB, 100, envelope, sendAt, null);
    }

    public static SubmissionsChanged change(
            TestAccount account,
            List<MakeSubmission> make,
            List<SubmissionId> cancel,
            List<SubmissionId> destroy) {
        return (SubmissionsChanged)
                account.handle(new ChangeSubmissions(ID, null, make, cancel, destroy, NOON));
    }

    /** Submits an email that is there, at noon. */
    public static SubmissionId submit(TestAccount account, EmailId email, int recipients) {
        var made = change(account, List.of(make("k", email, recipients)), List.of(), List.of());
        return made.made().get("k").submission();
    }

    public static RelayCommand.Answer begin(
            TestAccount account, SubmissionId submission, int... recipients) {
        return account.handle(new BeginAttempt(ID, submission, Ids.of(recipients), NOON));
    }

    /** Gives an account with three emails something of everything. */
    static void fill(TestAccount account) {
        var setting = new IdentitySetting("Other", null, null, "", "");
        var create = new CreateIdentity("k", "x@example.org", setting);
        account.handle(
                new ChangeIdentities(ID, null, ALICE, List.of(create), List.of(), List.of()));
        var email = new EmailId(1);
        submit(account, email, 3);
        SubmissionId begun = submit(account, email, 2);
        begin(account, begun, 0, 1);
        SubmissionId canceled = submit(account, email, 1);
        change(account, List.of(), List.of(canceled), List.of());
        SubmissionId destroyed = submit(account, email, 1);
        change(account, List.of(), List.of(), List.of(destroyed));
        account.handle(
                new ChangeVacation(ID, account.state().vacationState(), VacationSetting.OFF));
    }
}
