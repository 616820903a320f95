package io.daybook.account.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.account.projection.PastTexts.Limits;
import io.daybook.account.projection.PastTexts.Message;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Unavailable;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.projection.GoneTexts;
import io.daybook.email.projection.PastMailViews.Readable;
import io.daybook.email.projection.PastMailViews.TooMany;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class PastTextsTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final BlobId BLOB = BlobId.of(new byte[0]);
    private static final Limits WIDE =
            new Limits(5_000, 1_000_000, Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final List<Integer> read = Collections.synchronizedList(new ArrayList<>());
    private int begun;

    /** The number of an email whose message cannot be read. */
    private int damaged = -1;

    /** Notes which emails are added, each of which weighs 10. */
    private final class Noting implements GoneTexts.Held {
        private final List<Integer> added = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void add(Map<Integer, BlobId> messages) {
            if (messages.containsKey(damaged)) {
                throw new IllegalStateException("damaged");
            }
            added.addAll(messages.keySet());
            read.addAll(messages.keySet());
        }

        @Override
        public RoaringBitmap search(Text condition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RoaringBitmap search(Header condition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RoaringBitmap unread() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long weight() {
            return 10L * added.size();
        }
    }

    private PastTexts texts(Limits limits) {
        return new PastTexts(
                _ -> {
                    begun++;
                    return new Noting();
                },
                ALICE,
                limits);
    }

    private static RoaringBitmap emails(int from, int to) {
        return RoaringBitmap.bitmapOfRange(from, to);
    }

    private static List<Message> messages(RoaringBitmap emails) {
        return emails.stream().mapToObj(email -> new Message(email, BLOB)).toList();
    }

    private static List<Integer> in(Object texts) {
        return ((Noting) ((Readable) texts).texts()).added.stream().sorted().toList();
    }

    private static List<Integer> numbers(int from, int to) {
        return emails(from, to).stream().boxed().toList();
    }

    @Test
    void each_message_is_read_once_for_all_moments() {
        var texts = texts(WIDE);
        assertThat(in(texts.of(emails(1, 1_000), PastTextsTest::messages)))
                .isEqualTo(numbers(1, 1_000));
        assertThat(in(texts.of(emails(500, 1_200), PastTextsTest::messages)))
                .isEqualTo(numbers(1, 1_200));
        assertThat(in(texts.of(emails(1, 1_200), PastTextsTest::messages)))
                .isEqualTo(numbers(1, 1_200));
        assertThat(read).hasSize(1_199);
        assertThat(begun).isEqualTo(1);
        assertThat(texts.weight()).isEqualTo(11_990);
    }

    @Test
    void more_messages_than_may_be_read_are_not() {
        var texts = texts(WIDE);
        assertThat(texts.of(emails(1, 5_002), PastTextsTest::messages))
                .isEqualTo(new TooMany(5_001));
        assertThat(read).isEmpty();
        texts.of(emails(1, 3_001), PastTextsTest::messages);
        // Those of another moment take the place of those that are not asked for.
        assertThat(in(texts.of(emails(3_001, 7_001), PastTextsTest::messages)))
                .isEqualTo(numbers(3_001, 7_001));
        assertThat(texts.weight()).isEqualTo(40_000);
    }

    @Test
    void texts_that_take_too_much_memory_are_given_up() {
        var limits = new Limits(5_000, 10_000, WIDE.patience(), WIDE.life());
        var texts = texts(limits);
        assertThat(texts.of(emails(1, 2_001), PastTextsTest::messages))
                .isEqualTo(new TooMany(2_000));
        assertThat(read).hasSizeBetween(1_001, 1_999);
        assertThat(texts.weight()).isZero();
        assertThat(in(texts.of(emails(1, 11), PastTextsTest::messages))).isEqualTo(numbers(1, 11));
    }

    @Test
    void texts_of_other_moments_give_way() {
        var limits = new Limits(5_000, 10_000, WIDE.patience(), WIDE.life());
        var texts = texts(limits);
        assertThat(in(texts.of(emails(1, 801), PastTextsTest::messages))).hasSize(800);
        assertThat(in(texts.of(emails(601, 1_401), PastTextsTest::messages)))
                .isEqualTo(numbers(601, 1_401));
        assertThat(texts.weight()).isEqualTo(8_000);
    }

    @Test
    void who_has_waited_long_enough_may_go_on_later() {
        var texts = texts(new Limits(5_000, 1_000_000, Duration.ZERO, WIDE.life()));
        int attempts = 0;
        Object answer = null;
        while (answer == null && attempts < 10) {
            attempts++;
            try {
                answer = texts.of(emails(1, 1_201), PastTextsTest::messages);
            } catch (Unavailable e) {
                assertThat(e).hasMessageContaining("still to be read");
            }
        }
        // At least one step is made each time.
        assertThat(attempts).isEqualTo(3);
        assertThat(in(answer)).isEqualTo(numbers(1, 1_201));
        assertThat(read).hasSize(1_200);
    }

    @Test
    void after_a_while_all_is_read_anew() {
        var texts = texts(new Limits(5_000, 1_000_000, WIDE.patience(), Duration.ZERO));
        texts.of(emails(1, 11), PastTextsTest::messages);
        assertThat(in(texts.of(emails(5, 16), PastTextsTest::messages))).isEqualTo(numbers(5, 16));
        assertThat(begun).isEqualTo(2);
        assertThat(texts.weight()).isEqualTo(110);
    }

    @Test
    void after_a_failure_nothing_is_added_twice() {
        var texts = texts(WIDE);
        damaged = 700;
        assertThatThrownBy(() -> texts.of(emails(1, 1_001), PastTextsTest::messages))
                .hasMessage("damaged");
        damaged = -1;
        assertThat(in(texts.of(emails(1, 1_001), PastTextsTest::messages)))
                .isEqualTo(numbers(1, 1_001));
    }
}
