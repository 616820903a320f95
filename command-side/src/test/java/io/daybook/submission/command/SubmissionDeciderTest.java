package io.daybook.submission.command;

import static io.daybook.account.command.SendingSamples.begin;
import static io.daybook.account.command.SendingSamples.change;
import static io.daybook.account.command.SendingSamples.make;
import static io.daybook.account.command.SendingSamples.submit;
import static io.daybook.account.command.TestAccount.BLOB;
import static io.daybook.account.command.TestAccount.ID;
import static io.daybook.account.command.TestAccount.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.command.TestAccount;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.Ids;
import io.daybook.core.State;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.identity.IdentityRules;
import io.daybook.submission.ChangeSubmissions;
import io.daybook.submission.ChangeSubmissions.Made;
import io.daybook.submission.ChangeSubmissions.MakeSubmission;
import io.daybook.submission.ChangeSubmissions.StateMismatch;
import io.daybook.submission.RelayCommand.Begun;
import io.daybook.submission.SubmissionEvent.SubmissionCanceled;
import io.daybook.submission.SubmissionEvent.SubmissionDestroyed;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import io.daybook.submission.SubmissionRefusal.AlreadyMarked;
import io.daybook.submission.SubmissionRefusal.CannotUnsend;
import io.daybook.submission.SubmissionRefusal.NoSuchEmail;
import io.daybook.submission.SubmissionRefusal.NoSuchIdentity;
import io.daybook.submission.SubmissionRefusal.NoSuchSubmission;
import io.daybook.submission.SubmissionRefusal.TooManyPending;
import io.daybook.submission.SubmissionRules;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubmissionDeciderTest {
    private final TestAccount account = new TestAccount();
    private final EmailId email = account.receive("subject");

    @Test
    void a_submission_knows_the_thread_of_its_email() {
        MakeSubmission make = make("k", email, 2);
        var changed = change(account, List.of(make), List.of(), List.of());
        var thread = new ThreadId(account.threadOf(email));
        assertThat(changed.made()).containsEntry("k", new Made(new SubmissionId(1), thread));
        assertThat(account.events())
                .isEqualTo(
                        List.of(
                                new SubmissionMade(
                                        new SubmissionId(1),
                                        IdentityRules.OWNER,
                                        email,
                                        thread,
                                        BLOB,
                                        100,
                                        make.envelope(),
                                        NOON)));
    }

    @Test
    void nothing_is_sent_of_what_is_not_there() {
        MakeSubmission noEmail = make("e", new EmailId(4711), 1);
        MakeSubmission good = make("i", email, 1);
        var noIdentity =
                new MakeSubmission(
                        "i", new IdentityId(99), email, BLOB, 100, good.envelope(), NOON, null);
        var changed = change(account, List.of(noEmail, noIdentity), List.of(), List.of());
        assertThat(changed.notMade())
                .containsEntry("e", new NoSuchEmail())
                .containsEntry("i", new NoSuchIdentity());
        assertThat(account.events()).isEmpty();
        assertThat(changed.newState()).isEqualTo(changed.oldState());
    }

    private static MakeSubmission marking(String creationId, EmailId email) {
        MakeSubmission plain = make(creationId, email, 1);
        return new MakeSubmission(
                creationId, plain.identity(), email, BLOB, 100, plain.envelope(), NOON, "$mdnsent");
    }

    @Test
    void of_two_that_mark_the_same_email_only_the_first_is_made() {
        var both =
                change(
                        account,
                        List.of(marking("a", email), marking("b", email)),
                        List.of(),
                        List.of());
        assertThat(both.made()).containsOnlyKeys("a");
        assertThat(both.notMade()).containsEntry("b", new AlreadyMarked("$mdnsent"));
        assertThat(account.events())
                .hasSize(2)
                .last()
                .isEqualTo(
                        new KeywordsChanged(Ids.of(email.value()), List.of("$mdnsent"), List.of()));
        var later = change(account, List.of(marking("c", email)), List.of(), List.of());
        assertThat(later.notMade()).containsEntry("c", new AlreadyMarked("$mdnsent"));
        assertThat(account.events()).isEmpty();
        // Without a mark it may be sent as often as one likes.
        assertThat(submit(account, email, 1)).isNotNull();
    }

    @Test
    void only_so_many_are_pending() {
        List<MakeSubmission> make =
                IntStream.rangeClosed(0, SubmissionRules.MAX_PENDING)
                        .mapToObj(i -> make("k" + i, email, 1))
                        .toList();
        var changed = change(account, make, List.of(), List.of());
        assertThat(changed.made()).hasSize(SubmissionRules.MAX_PENDING);
        assertThat(changed.notMade())
                .containsEntry(
                        "k" + SubmissionRules.MAX_PENDING,
                        new TooManyPending(SubmissionRules.MAX_PENDING));
        // One that is canceled makes room.
        change(account, List.of(), List.of(new SubmissionId(1)), List.of());
        assertThat(submit(account, email, 1)).isNotNull();
    }

    @Test
    void a_pending_submission_is_canceled_once() {
        SubmissionId id = submit(account, email, 2);
        var changed = change(account, List.of(), List.of(id), List.of());
        assertThat(changed.canceled()).containsExactly(id);
        assertThat(account.events())
                .isEqualTo(
                        List.of(
                                new SubmissionCanceled(id, NOON),
                                new SubmissionFinished(id, NOON)));
        assertThat(changed.newState()).isEqualTo(account.state().submissionState());
        var again = change(account, List.of(), List.of(id), List.of());
        assertThat(again.canceled()).containsExactly(id);
        assertThat(account.events()).isEmpty();
    }

    @Test
    void what_is_being_sent_is_not_canceled() {
        SubmissionId id = submit(account, email, 2);
        assertThat(begin(account, id, 0)).isEqualTo(new Begun(1));
        assertThat(change(account, List.of(), List.of(id), List.of()).notCanceled())
                .containsEntry(id, new CannotUnsend());
        assertThat(account.events()).isEmpty();
    }

    @Test
    void what_is_destroyed_goes_on_being_sent() {
        SubmissionId id = submit(account, email, 1);
        var changed = change(account, List.of(), List.of(), List.of(id));
        assertThat(changed.destroyed()).containsExactly(id);
        assertThat(account.events()).isEqualTo(List.of(new SubmissionDestroyed(id)));
        State state = account.state().submissionState();
        assertThat(begin(account, id, 0)).isEqualTo(new Begun(1));
        assertThat(account.state().submissionState()).isEqualTo(state);
        var gone = change(account, List.of(), List.of(id), List.of(id));
        assertThat(gone.notCanceled()).containsEntry(id, new NoSuchSubmission());
        assertThat(gone.notDestroyed()).containsEntry(id, new NoSuchSubmission());
    }

    @Test
    void the_end_of_the_email_is_not_the_end_of_the_submission() {
        SubmissionId id = submit(account, email, 1);
        account.emails(List.of(), List.of(), List.of(new DestroyEmail(email)));
        assertThat(begin(account, id, 0)).isEqualTo(new Begun(1));
    }

    @Test
    void a_call_that_needs_another_state_does_nothing() {
        State before = account.state().submissionState();
        SubmissionId id = submit(account, email, 1);
        var late = new ChangeSubmissions(ID, before, List.of(), List.of(id), List.of(), NOON);
        assertThat(account.handle(late))
                .isEqualTo(new StateMismatch(account.state().submissionState()));
    }
}
