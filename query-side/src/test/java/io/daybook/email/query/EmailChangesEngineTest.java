package io.daybook.email.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.HasKeyword;
import io.daybook.email.EmailFilter.InMailbox;
import io.daybook.email.EmailList;
import io.daybook.email.EmailSort;
import io.daybook.email.EmailSort.Property;
import io.daybook.email.QueryEmailChanges;
import io.daybook.email.query.EmailChangesEngine.Changed;
import io.daybook.email.query.EmailChangesEngine.Outcome;
import io.daybook.email.query.EmailChangesEngine.TooMany;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmailChangesEngineTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final EmailSort NEWEST = new EmailSort(Property.RECEIVED_AT, false, null, null);

    @Test
    void a_client_that_applies_the_changes_has_the_results_of_now() {
        for (int i = 0; i < 3_000; i++) {
            long seed = SEED + i;
            var random = new Random(seed);
            var source = new RandomMail(seed, 12 + random.nextInt(60));
            var list = source.list();
            var mails = new MailHistory(source.mails(), source, random);
            var before = new BruteForce(mails.list()).list(list);
            for (int steps = random.nextInt(random.nextInt(3) == 0 ? 60 : 6); steps > 0; steps--) {
                mails.step();
            }
            var now = new BruteForce(mails.list()).list(list);
            var changed = (Changed) run(mails, list, Long.MAX_VALUE, null);
            var where = "-Dseed=" + seed + " " + list;
            assertThat(changed.total()).as(where).isEqualTo(now.size());
            assertThat(applied(before, changed)).as(where).isEqualTo(now);
            requireTheKnownPart(mails, list, before, now, random, where);
            requireTheLimit(mails, list, changed, where);
        }
    }

    /** A client that knows the results up to an email only knows them up to it afterwards. */
    private static void requireTheKnownPart(
            MailHistory mails,
            EmailList list,
            List<Integer> before,
            List<Integer> now,
            Random random,
            String where) {
        if (before.isEmpty()) {
            return;
        }
        int known = random.nextInt(before.size());
        int upTo = before.get(known);
        var changed = (Changed) run(mails, list, Long.MAX_VALUE, upTo);
        if (!Dependence.of(list).isNone() || !now.contains(upTo)) {
            // RFC 8620 section 5.6: it is ignored.
            assertThat(applied(before, changed)).as(where).isEqualTo(now);
            return;
        }
        int part = now.indexOf(upTo) + 1;
        var mine = applied(before.subList(0, known + 1), changed);
        assertThat(mine.subList(0, part)).as(where).isEqualTo(now.subList(0, part));
        assertThat(changed.added()).as(where).allMatch(added -> added.index() < part);
    }

    private static void requireTheLimit(
            MailHistory mails, EmailList list, Changed changed, String where) {
        int changes = changed.removed().length + changed.added().size();
        assertThat(run(mails, list, changes, null)).as(where).isInstanceOf(Changed.class);
        if (changes > 0) {
            assertThat(run(mails, list, changes - 1, null)).as(where).isEqualTo(new TooMany());
        }
    }

    /** RFC 8620 section 5.6: the removed are taken out, then the added put in, one by one. */
    private static List<Integer> applied(List<Integer> before, Changed changed) {
        var results = new ArrayList<Integer>(before);
        for (int removed : changed.removed()) {
            results.remove((Integer) removed);
        }
        int last = -1;
        for (var added : changed.added()) {
            assertThat(added.index()).isGreaterThan(last);
            last = added.index();
            results.add(Math.min(last, results.size()), added.email().value());
        }
        return results;
    }

    private static Outcome run(
            MailHistory mails, EmailList list, long maxChanges, @Nullable Integer upTo) {
        var query =
                new QueryEmailChanges(
                        new AccountId("a"),
                        list,
                        new State("e", 1),
                        maxChanges,
                        upTo == null ? null : new EmailId(upTo),
                        true);
        return EmailChangesEngine.run(
                query,
                mails.history(),
                new ListColumns(mails.list()),
                EmailQueryEngineTest.texts(mails.list()));
    }

    @Test
    void what_cannot_matter_to_the_list_is_no_change() {
        var mails = fixed(mail(1, 1, Set.of(1)), mail(2, 2, Set.of(2)), mail(3, 3, Set.of(1)));
        mails.flag(1, Set.of("$seen"));
        mails.flag(2, Set.of("$seen"));
        assertThat(changed(mails, inMailbox(1, false)).removed()).isEmpty();
        assertThat(changed(mails, inMailbox(1, false)).added()).isEmpty();
        assertThat(changed(mails, inMailbox(1, true)).removed()).isEmpty();
        var seen =
                new EmailFilter.And(
                        List.of(new InMailbox(new MailboxId(1)), new HasKeyword("$seen")));
        var changed = changed(mails, new EmailList(seen, List.of(NEWEST), false));
        // The other one is in another mailbox, and was.
        assertThat(changed.removed()).containsExactly(1);
        assertThat(changed.added()).hasSize(1);
    }

    @Test
    void the_email_of_a_thread_gives_way_to_a_newer_one_and_comes_back() {
        var list = inMailbox(1, true);
        var mails = fixed(mail(1, 1, Set.of(1)), mail(2, 2, Set.of(1)));
        mails.add(mail(3, 1, Set.of(1)));
        assertThat(changed(mails, list).removed()).containsExactly(1);
        assertThat(changed(mails, list).added())
                .containsExactly(new QueryEmailChanges.Added(new EmailId(3), 0));
        var later = fixed(mail(1, 1, Set.of(1)), mail(2, 2, Set.of(1)), mail(3, 1, Set.of(1)));
        later.destroy(3);
        assertThat(applied(List.of(3, 2), changed(later, list))).containsExactly(2, 1);
        assertThat(changed(later, list).removed()).doesNotContain(2);
    }

    private static MailHistory fixed(Mail... mails) {
        return new MailHistory(List.of(mails), new RandomMail(1, 9), new Random(1));
    }

    private static Changed changed(MailHistory mails, EmailList list) {
        return (Changed) run(mails, list, Long.MAX_VALUE, null);
    }

    private static EmailList inMailbox(int mailbox, boolean collapse) {
        return new EmailList(new InMailbox(new MailboxId(mailbox)), List.of(NEWEST), collapse);
    }

    private static Mail mail(int id, int thread, Set<Integer> mailboxes) {
        return new Mail(id, thread, id, 0, 1, mailboxes, Set.of(), false, "", "", "", Set.of());
    }
}
