package io.daybook.thread.command;

import static io.daybook.account.command.TestAccount.ARCHIVE;
import static io.daybook.account.command.TestAccount.INBOX;
import static io.daybook.account.command.TestAccount.email;
import static io.daybook.account.command.TestAccount.emailIn;
import static io.daybook.account.command.TestAccount.keywords;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.command.TestAccount;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.thread.ThreadRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThreadingTest {
    private final TestAccount account = new TestAccount();

    private void receiveMany(int count, String subject, String root) {
        List<AddEmail> emails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            emails.add(email("k" + i, subject, root + "-" + i, root));
        }
        account.emails(emails, List.of(), List.of());
    }

    @Test
    void a_reply_joins_the_thread_of_its_parent() {
        EmailId parent = account.receive("lunch", "a@x");
        EmailId reply = account.receive("lunch", "b@x", "a@x");
        assertThat(account.threadOf(reply)).isEqualTo(account.threadOf(parent));
    }

    @Test
    void a_parent_that_comes_after_its_reply_joins_it() {
        EmailId reply = account.receive("lunch", "b@x", "a@x");
        EmailId parent = account.receive("lunch", "a@x");
        assertThat(account.threadOf(parent)).isEqualTo(account.threadOf(reply));
    }

    @Test
    void another_subject_is_another_thread() {
        EmailId parent = account.receive("lunch", "a@x");
        EmailId other = account.receive("dinner", "b@x", "a@x");
        assertThat(account.threadOf(other)).isNotEqualTo(account.threadOf(parent));
    }

    @Test
    void white_space_in_subjects_is_ignored() {
        EmailId parent = account.receive("lunch to day", "a@x");
        EmailId reply = account.receive("lunch\u00a0today", "b@x", "a@x");
        assertThat(account.threadOf(reply)).isEqualTo(account.threadOf(parent));
    }

    @Test
    void messages_without_ids_are_threads_of_their_own() {
        assertThat(account.threadOf(account.receive("lunch")))
                .isNotEqualTo(account.threadOf(account.receive("lunch")));
    }

    @Test
    void threads_reach_across_mailboxes() {
        account.add(emailIn("a", Set.of(ARCHIVE), Set.of(), "lunch", "a@x"));
        EmailId reply = account.receive("lunch", "b@x", "a@x");
        assertThat(account.threadOf(reply)).isEqualTo(1);
    }

    @Test
    void the_largest_thread_survives_a_merge_and_the_others_emails_are_recreated() {
        account.receive("lunch", "a@x");
        account.receive("lunch", "b@x");
        account.receive("lunch", "c@x", "b@x");
        account.update(keywords(new EmailId(1), Set.of("$seen"), Set.of()));
        EmailId joining = account.receive("lunch", "d@x", "a@x", "b@x");
        assertThat(account.events().getFirst())
                .isEqualTo(
                        new ThreadsMerged(
                                new ThreadId(2),
                                List.of(new ThreadId(1)),
                                List.of(new Recreated(1, 4))));
        assertThat(joining.value()).isEqualTo(5);
        var emails = account.state().emails();
        assertThat(emails.emailsOf(2)).isEqualTo(Ids.of(2, 3, 4, 5));
        assertThat(emails.has(1)).isFalse();
        assertThat(emails.keywords(4).names()).containsExactly("$seen");
        assertThat(emails.mailboxes(4)).isEqualTo(Ids.of(INBOX.value()));
        assertThat(emails.nextUid(INBOX.value())).isEqualTo(5);
        assertThat(emails.usedOctets()).isEqualTo(400);
    }

    @Test
    void of_equal_threads_the_oldest_survives() {
        account.receive("lunch", "a@x");
        account.receive("lunch", "b@x");
        account.receive("lunch", "c@x", "b@x", "a@x");
        assertThat(account.events().getFirst())
                .isEqualTo(
                        new ThreadsMerged(
                                new ThreadId(1),
                                List.of(new ThreadId(2)),
                                List.of(new Recreated(2, 3))));
    }

    @Test
    void the_keys_of_a_merged_thread_lead_to_the_survivor() {
        account.receive("lunch", "a@x");
        account.receive("lunch", "b@x");
        account.receive("lunch", "c@x", "a@x", "b@x");
        EmailId late = account.receive("lunch", "d@x", "b@x");
        assertThat(account.threadOf(late)).isEqualTo(1);
        assertThat(account.events()).hasSize(1);
    }

    @Test
    void messages_that_come_together_need_no_merge() {
        account.add(
                email("a", "lunch", "a@x"),
                email("b", "lunch", "b@x"),
                email("c", "lunch", "c@x", "a@x", "b@x"));
        assertThat(account.events()).hasSize(1).first().isInstanceOf(EmailsAdded.class);
        assertThat(account.state().emails().emailsOf(1)).isEqualTo(Ids.of(1, 2, 3));
    }

    @Test
    void an_email_recreated_in_a_call_is_still_updated_by_its_old_id() {
        account.receive("lunch", "a@x");
        account.receive("lunch", "b@x");
        var answer =
                account.emails(
                        List.of(email("k", "lunch", "c@x", "a@x", "b@x")),
                        List.of(keywords(new EmailId(2), Set.of("$seen"), Set.of())),
                        List.of(new DestroyEmail(new EmailId(1))));
        assertThat(answer.updated()).containsExactly(new EmailId(2));
        assertThat(account.events())
                .contains(new KeywordsChanged(Ids.of(3), List.of("$seen"), List.of()));
    }

    @Test
    void a_merge_that_would_recreate_too_many_emails_is_not_made() {
        receiveMany(ThreadRules.MAX_RECREATED + 2, "lunch", "big");
        receiveMany(ThreadRules.MAX_RECREATED + 1, "lunch", "less");
        EmailId joining = account.receive("lunch", "j@x", "less", "big");
        assertThat(account.events()).hasSize(1);
        assertThat(account.threadOf(joining)).isEqualTo(1);
        assertThat(account.threadOf(account.receive("lunch", "l@x", "less"))).isEqualTo(2);
    }

    @Test
    void a_merge_recreates_as_many_as_allowed() {
        receiveMany(ThreadRules.MAX_RECREATED + 1, "lunch", "big");
        receiveMany(ThreadRules.MAX_RECREATED, "lunch", "less");
        account.receive("lunch", "j@x", "less", "big");
        assertThat(((ThreadsMerged) account.events().getFirst()).recreated())
                .hasSize(ThreadRules.MAX_RECREATED);
    }

    @Test
    void only_so_many_message_ids_are_considered() {
        EmailId parent = account.receive("lunch", "parent@x");
        String[] ids =
                IntStream.rangeClosed(1, ThreadRules.MAX_REFERENCES + 1)
                        .mapToObj(i -> i > ThreadRules.MAX_REFERENCES ? "parent@x" : "id" + i)
                        .toArray(String[]::new);
        assertThat(account.threadOf(account.receive("lunch", ids)))
                .isNotEqualTo(account.threadOf(parent));
    }

    @Test
    void a_thread_whose_last_email_is_gone_is_not_joined_again() {
        EmailId only = account.receive("lunch", "a@x");
        account.emails(List.of(), List.of(), List.of(new DestroyEmail(only)));
        EmailId next = account.receive("lunch", "b@x", "a@x");
        assertThat(account.threadOf(next)).isEqualTo(2);
        assertThat(account.threadOf(account.receive("lunch", "c@x", "a@x"))).isEqualTo(2);
    }
}
