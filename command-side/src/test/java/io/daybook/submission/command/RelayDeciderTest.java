package io.daybook.submission.command;

import static io.daybook.account.command.SendingSamples.begin;
import static io.daybook.account.command.SendingSamples.change;
import static io.daybook.account.command.SendingSamples.make;
import static io.daybook.account.command.SendingSamples.submit;
import static io.daybook.account.command.TestAccount.BLOB;
import static io.daybook.account.command.TestAccount.ID;
import static io.daybook.account.command.TestAccount.INBOX;
import static io.daybook.account.command.TestAccount.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.account.command.TestAccount;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.State;
import io.daybook.core.SubmissionId;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.submission.Fate;
import io.daybook.submission.RelayCommand.Answer;
import io.daybook.submission.RelayCommand.BeginAttempt;
import io.daybook.submission.RelayCommand.BeginHandover;
import io.daybook.submission.RelayCommand.Begun;
import io.daybook.submission.RelayCommand.ExpireSubmission;
import io.daybook.submission.RelayCommand.Overtaken;
import io.daybook.submission.RelayCommand.RecordAttempt;
import io.daybook.submission.RelayCommand.Recorded;
import io.daybook.submission.RelayCommand.Report;
import io.daybook.submission.RelayCommand.TellSender;
import io.daybook.submission.SubmissionEvent.AttemptBegun;
import io.daybook.submission.SubmissionEvent.AttemptRecorded;
import io.daybook.submission.SubmissionEvent.HandoverBegun;
import io.daybook.submission.SubmissionEvent.Outcome;
import io.daybook.submission.SubmissionEvent.SenderTold;
import io.daybook.submission.SubmissionEvent.SubmissionExpired;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.SubmissionRefusal.CannotUnsend;
import io.daybook.submission.SubmissionRules;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayDeciderTest {
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Report REPORT = new Report(BLOB, 500, List.of("report"), "undelivered");

    private final TestAccount account = new TestAccount();
    private final EmailId email = account.receive("subject");
    private final SubmissionId id = submit(account, email, 3);

    private static Outcome relayed(int recipient) {
        return new Outcome(recipient, Fate.RELAYED, "250 2.1.5 ok", false);
    }

    private static Outcome deferred(int recipient) {
        return new Outcome(recipient, Fate.QUEUED, "451 4.3.0 later", false);
    }

    private static Outcome failed(int recipient) {
        return new Outcome(recipient, Fate.FAILED, "550 5.1.1 nobody", true);
    }

    private Answer record(int attempt, Outcome... outcomes) {
        return account.handle(new RecordAttempt(ID, id, attempt, List.of(outcomes), LATER, NOON));
    }

    private Answer handOver(int attempt, int... recipients) {
        return account.handle(new BeginHandover(ID, id, attempt, Ids.of(recipients), NOON));
    }

    private Answer tell(int... recipients) {
        return account.handle(new TellSender(ID, id, Ids.of(recipients), REPORT, LATER));
    }

    private Answer expire(int... owed) {
        return account.handle(new ExpireSubmission(ID, id, Ids.of(owed), LATER));
    }

    @Test
    void what_is_relayed_to_all_is_finished_by_the_same_append() {
        assertThat(begin(account, id, 0, 1, 2)).isEqualTo(new Begun(1));
        assertThat(account.events())
                .isEqualTo(List.of(new AttemptBegun(id, 1, Ids.of(0, 1, 2), NOON)));
        assertThat(record(1, relayed(0), relayed(1), relayed(2))).isEqualTo(new Recorded(true));
        assertThat(account.events())
                .isEqualTo(
                        List.of(
                                new AttemptRecorded(
                                        id,
                                        1,
                                        List.of(relayed(0), relayed(1), relayed(2)),
                                        null,
                                        NOON),
                                new SubmissionFinished(id, NOON)));
        assertThat(begin(account, id, 0)).isInstanceOf(Overtaken.class);
    }

    @Test
    void an_attempt_is_begun_once_until_it_is_recorded() {
        begin(account, id, 0);
        assertThat(begin(account, id, 1)).isInstanceOf(Overtaken.class);
        assertThat(begin(account, id, 0)).isInstanceOf(Overtaken.class);
        assertThat(account.events()).isEmpty();
    }

    @Test
    void nothing_begins_before_it_is_due() {
        var sendAt = NOON.plusSeconds(3600);
        var made = change(account, List.of(make("k", email, 1, sendAt)), List.of(), List.of());
        SubmissionId later = made.made().get("k").submission();
        assertThat(begin(account, later, 0)).isInstanceOf(Overtaken.class);
        var due = new BeginAttempt(ID, later, Ids.of(0), sendAt);
        assertThat(account.handle(due)).isEqualTo(new Begun(1));
    }

    @Test
    void a_deferred_recipient_is_tried_when_it_is_due_again() {
        begin(account, id, 0, 1, 2);
        assertThat(record(1, relayed(0), deferred(1), relayed(2))).isEqualTo(new Recorded(false));
        assertThat(begin(account, id, 1)).isInstanceOf(Overtaken.class);
        // Nobody gets it twice.
        var both = new BeginAttempt(ID, id, Ids.of(0, 1), LATER);
        assertThat(account.handle(both)).isInstanceOf(Overtaken.class);
        assertThat(account.handle(new BeginAttempt(ID, id, Ids.of(1), LATER)))
                .isEqualTo(new Begun(2));
    }

    @Test
    void a_crash_in_the_middle_is_known_and_ends_as_unknown() {
        begin(account, id, 0, 1, 2);
        Outcome[] unknown = {
            new Outcome(0, Fate.UNKNOWN, "", true),
            new Outcome(1, Fate.UNKNOWN, "", true),
            new Outcome(2, Fate.UNKNOWN, "", false)
        };
        assertThat(record(1, unknown)).isEqualTo(new Recorded(false));
        var again = new BeginAttempt(ID, id, Ids.of(0), LATER);
        assertThat(account.handle(again)).isInstanceOf(Overtaken.class);
        assertThat(tell(0, 1, 2)).isEqualTo(new Recorded(true));
    }

    @Test
    void an_attempt_hands_over_once_and_only_to_its_recipients() {
        begin(account, id, 0, 1);
        assertThat(handOver(1, 2)).isInstanceOf(Overtaken.class);
        assertThat(handOver(2, 0)).isInstanceOf(Overtaken.class);
        assertThat(handOver(1, 0)).isEqualTo(new Recorded(false));
        assertThat(account.events()).isEqualTo(List.of(new HandoverBegun(id, 1, Ids.of(0), NOON)));
        assertThat(handOver(1, 0)).isInstanceOf(Overtaken.class);
        record(1, relayed(0), deferred(1));
        assertThat(handOver(1, 0)).isInstanceOf(Overtaken.class);
    }

    @Test
    void a_late_record_of_an_attempt_that_was_given_up_counts_no_more() {
        begin(account, id, 0, 1, 2);
        record(1, deferred(0), deferred(1), deferred(2));
        assertThat(record(1, relayed(0), relayed(1), relayed(2))).isInstanceOf(Overtaken.class);
        account.handle(new BeginAttempt(ID, id, Ids.of(0, 1, 2), LATER));
        assertThat(record(1, relayed(0), relayed(1), relayed(2))).isInstanceOf(Overtaken.class);
        assertThat(account.events()).isEmpty();
    }

    @Test
    void outcomes_are_one_for_each_recipient_of_the_attempt() {
        begin(account, id, 0, 1);
        assertThatThrownBy(() -> record(1, relayed(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> record(1, relayed(0), relayed(1), relayed(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> record(1, relayed(0), relayed(0)))
                .isInstanceOf(IllegalArgumentException.class);
        var canceled = new Outcome(1, Fate.CANCELED, "", false);
        assertThatThrownBy(() -> record(1, relayed(0), canceled))
                .isInstanceOf(IllegalArgumentException.class);
        var timeless = new RecordAttempt(ID, id, 1, List.of(relayed(0), relayed(1)), null, NOON);
        assertThatThrownBy(() -> account.handle(timeless))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_deferred_submission_that_nobody_has_may_still_be_canceled() {
        begin(account, id, 0, 1, 2);
        record(1, deferred(0), deferred(1), failed(2));
        assertThat(change(account, List.of(), List.of(id), List.of()).canceled())
                .containsExactly(id);
        // Somebody is still to be told of the one that failed.
        assertThat(account.events()).hasSize(1);
        assertThat(tell(2)).isEqualTo(new Recorded(true));
    }

    @Test
    void once_somebody_has_it_nothing_is_canceled() {
        begin(account, id, 0, 1, 2);
        record(1, relayed(0), deferred(1), deferred(2));
        assertThat(change(account, List.of(), List.of(id), List.of()).notCanceled())
                .containsEntry(id, new CannotUnsend());
    }

    @Test
    void the_report_comes_into_the_inbox_and_is_noted_by_one_append() {
        begin(account, id, 0, 1, 2);
        record(1, failed(0), failed(1), relayed(2));
        int before = account.state().emails().emailsIn(INBOX.value());
        assertThat(tell(0, 1, 2)).isEqualTo(new Recorded(true));
        assertThat(account.state().emails().emailsIn(INBOX.value())).isEqualTo(before + 1);
        assertThat(account.events()).hasSize(3);
        var added = (EmailsAdded) account.events().get(0);
        EmailId report = added.emails().getFirst().email();
        assertThat(account.events().get(1))
                .isEqualTo(new SenderTold(id, Ids.of(0, 1), report, BLOB, LATER));
        assertThat(account.events().get(2)).isEqualTo(new SubmissionFinished(id, LATER));
        assertThat(tell(0, 1)).isInstanceOf(Overtaken.class);
        assertThat(account.events()).isEmpty();
    }

    @Test
    void a_warning_of_delay_settles_nothing() {
        begin(account, id, 0, 1, 2);
        record(1, deferred(0), relayed(1), relayed(2));
        assertThat(tell(0)).isEqualTo(new Recorded(false));
        assertThat(expire(0)).isEqualTo(new Recorded(false));
        assertThat(tell(0)).isEqualTo(new Recorded(true));
    }

    @Test
    void what_expires_has_failed() {
        assertThat(expire(0, 1)).isEqualTo(new Recorded(false));
        assertThat(account.events())
                .isEqualTo(
                        List.of(new SubmissionExpired(id, Ids.of(0, 1, 2), Ids.of(0, 1), LATER)));
        assertThat(expire(0)).isInstanceOf(Overtaken.class);
        assertThat(tell(0)).isEqualTo(new Recorded(false));
        assertThat(tell(1)).isEqualTo(new Recorded(true));
    }

    @Test
    void nothing_expires_while_it_is_being_sent() {
        begin(account, id, 0);
        assertThat(expire()).isInstanceOf(Overtaken.class);
    }

    @Test
    void a_reply_is_kept_within_bounds() {
        begin(account, id, 0);
        String reply = "5".repeat(2 * SubmissionRules.MAX_REPLY);
        record(1, new Outcome(0, Fate.FAILED, reply, false));
        var recorded = (AttemptRecorded) account.events().getFirst();
        assertThat(recorded.outcomes().getFirst().reply()).hasSize(SubmissionRules.MAX_REPLY);
    }

    @Test
    void only_what_clients_see_moves_the_state() {
        State made = account.state().submissionState();
        begin(account, id, 0, 1, 2);
        assertThat(account.state().submissionState()).isEqualTo(made);
        record(1, relayed(0), relayed(1), relayed(2));
        // The end of the list is that it is finished, which nobody is told.
        assertThat(account.state().submissionState().seq()).isEqualTo(account.state().head() - 1);
    }
}
