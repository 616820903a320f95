package io.daybook.email.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.MailboxId;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.And;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.InMailbox;
import io.daybook.email.EmailFilter.Not;
import io.daybook.email.EmailFilter.Or;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.EmailList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class UndecidedTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final List<String> WORDS = List.of("rare", "common", "list-id");
    private static final Text FOX = new Text(TextField.BODY, "fox");
    private static final InMailbox HERE = new InMailbox(new MailboxId(1));
    private static final InMailbox THERE = new InMailbox(new MailboxId(2));

    private static boolean isUndecided(EmailFilter filter) {
        var mail = new Mail(7, 7, 0, 0, 1, Set.of(1), Set.of(), false, "", "", "", Set.of());
        return new Undecided(new ListColumns(List.of(mail)))
                .among(filter, RoaringBitmap.bitmapOf(7))
                .contains(7);
    }

    @Test
    void what_other_conditions_decide_is_decided() {
        assertThat(isUndecided(FOX)).isTrue();
        assertThat(isUndecided(new Header("x", null))).isTrue();
        assertThat(isUndecided(new Not(List.of(FOX)))).isTrue();
        assertThat(isUndecided(new And(List.of(FOX, HERE)))).isTrue();
        assertThat(isUndecided(new And(List.of(FOX, THERE)))).isFalse();
        assertThat(isUndecided(new Or(List.of(FOX, THERE)))).isTrue();
        assertThat(isUndecided(new Or(List.of(FOX, HERE)))).isFalse();
        assertThat(isUndecided(new Not(List.of(FOX, HERE)))).isFalse();
        assertThat(isUndecided(HERE)).isFalse();
    }

    @Test
    void a_text_that_matches_all_or_none_is_decided() {
        assertThat(isUndecided(new Text(TextField.ANYWHERE, " "))).isFalse();
        assertThat(isUndecided(new Text(TextField.BODY, "!?"))).isFalse();
    }

    /** Three values know less than trying out only where a word is asked for twice. */
    @Test
    void an_email_is_undecided_if_its_words_would_make_a_difference() {
        System.out.println("UndecidedTest seed " + SEED);
        var random = new RandomMail(SEED, 30);
        var mails = random.mails();
        var all = new RoaringBitmap();
        mails.forEach(mail -> all.add(mail.id()));
        for (int i = 0; i < 1_000; i++) {
            var filter = random.filter(3);
            var undecided = new Undecided(new ListColumns(mails)).among(filter, all);
            var differing = differing(filter, mails);
            assertThat(undecided.contains(differing)).as("%s", filter).isTrue();
            if (asksForEachWordOnce(filter)) {
                assertThat(undecided).as("%s", filter).isEqualTo(differing);
            }
        }
    }

    private static boolean asksForEachWordOnce(EmailFilter filter) {
        var asked = new ArrayList<String>();
        collect(filter, asked);
        return new HashSet<>(asked).size() == asked.size();
    }

    private static void collect(EmailFilter filter, List<String> asked) {
        switch (filter) {
            case And(var filters) -> filters.forEach(one -> collect(one, asked));
            case Or(var filters) -> filters.forEach(one -> collect(one, asked));
            case Not(var filters) -> filters.forEach(one -> collect(one, asked));
            case Text(_, var text) -> asked.add(text);
            case Header(var name, _) -> asked.add(name);
            default -> {}
        }
    }

    /** Those that match with some of all sets of words, and do not with others. */
    private static RoaringBitmap differing(EmailFilter filter, List<Mail> mails) {
        var some = new RoaringBitmap();
        RoaringBitmap every = null;
        for (int set = 0; set < 1 << WORDS.size(); set++) {
            var words = new HashSet<String>();
            for (int word = 0; word < WORDS.size(); word++) {
                if ((set >> word & 1) == 1) {
                    words.add(WORDS.get(word));
                }
            }
            var matching = new RoaringBitmap();
            var saying = mails.stream().map(mail -> mail.saying(words)).toList();
            new BruteForce(saying)
                    .list(new EmailList(filter, List.of(), false))
                    .forEach(matching::add);
            some.or(matching);
            every = every == null ? matching : RoaringBitmap.and(every, matching);
        }
        return RoaringBitmap.andNot(some, every);
    }
}
