package io.daybook.email.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.projection.lucene.Limits;
import io.daybook.email.projection.lucene.LuceneTextIndex;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/** The index of Lucene finds what reading through all texts finds. */
class LuceneRandomTextsTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final AccountId ALICE = TextIndexContract.ALICE;
    private static final AccountId BOB = TextIndexContract.BOB;

    @TempDir private Path root;

    @AutoClose private LuceneTextIndex opened;

    private LuceneTextIndex index(MailStreams streams, Limits limits) {
        opened =
                new LuceneTextIndex(
                        root, new StoredMessages(streams.blobs), streams::catchUp, limits);
        return opened;
    }

    @Test
    void equals_the_naive_index_through_random_histories_with_few_open() {
        var random = new Random(SEED);
        var streams = new MailStreams();
        var naive = new NaiveTextIndex(streams);
        var limits = new Limits(2, 1 << 16, Duration.ZERO, 10, Duration.ofHours(1), 1);
        var index = index(streams, limits);
        var accounts = List.of(ALICE, BOB, new AccountId("c"), new AccountId("d"));
        var present = new HashMap<AccountId, List<Integer>>();
        for (int step = 1; step <= 150; step++) {
            var account = accounts.get(random.nextInt(accounts.size()));
            var mine = present.computeIfAbsent(account, _ -> new ArrayList<>());
            change(random, streams, account, step, mine);
            if (random.nextInt(3) == 0) {
                assertThat(index.catchUp(account, streams.head(account))).isTrue();
                naive.catchUp(account, streams.head(account));
                var condition = condition(random);
                assertThat(search(index, account, condition))
                        .as("-Dseed=%d, step %d: %s", SEED, step, condition)
                        .isEqualTo(search(naive, account, condition));
            }
        }
    }

    @Test
    void finds_what_reading_through_all_texts_finds() {
        var texts = new RandomTexts(new Random(SEED));
        var streams = new MailStreams();
        for (int email = 1; email <= 100; email++) {
            streams.add(ALICE, email, texts.message());
        }
        var naive = new NaiveTextIndex(streams);
        assertThat(naive.catchUp(ALICE, streams.head(ALICE))).isTrue();
        var index = index(streams, Limits.DEFAULT);
        assertThat(index.catchUp(ALICE, streams.head(ALICE))).isTrue();
        for (int i = 0; i < 300; i++) {
            var text = texts.condition();
            assertThat(index.search(ALICE, text))
                    .as("-Dseed=%d: %s", SEED, text)
                    .isEqualTo(naive.search(ALICE, text));
            var header = texts.header();
            assertThat(index.search(ALICE, header))
                    .as("-Dseed=%d: %s", SEED, header)
                    .isEqualTo(naive.search(ALICE, header));
        }
    }

    private static void change(
            Random random, MailStreams streams, AccountId account, int step, List<Integer> mine) {
        int kind = random.nextInt(10);
        if (kind < 6 || mine.isEmpty()) {
            streams.add(account, step, message(random));
            mine.add(step);
        } else if (kind == 6) {
            streams.flag(account, mine.getFirst());
        } else {
            int email = mine.remove(random.nextInt(mine.size()));
            if (kind == 7) {
                streams.destroy(account, email);
            } else {
                streams.recreate(account, email, step);
                mine.add(step);
            }
        }
    }

    private static String message(Random random) {
        return "From: %s@%s.test\nX-%s: %s-%s\nSubject: %s %s\n\n%s %s %s\n"
                .formatted(random.ints(10, 0, 9).mapToObj(LuceneRandomTextsTest::word).toArray());
    }

    private static String word(int number) {
        return List.of("ab", "abc", "bcd", "cd", "Foo", "fooBar", "x1", "y", "zebra").get(number);
    }

    private static EmailFilter condition(Random random) {
        var one = word(random.nextInt(9));
        var two = word(random.nextInt(9));
        return switch (random.nextInt(6)) {
            case 0 -> new Text(TextField.ANYWHERE, one);
            case 1 -> new Text(TextField.BODY, "\"%s %s\"".formatted(one, two));
            case 2 -> new Text(TextField.ANYWHERE, one + " " + two.substring(0, 1) + "*");
            case 3 -> new Header("x-" + one, two);
            case 4 -> new Header("subject", one.substring(one.length() - 1) + " " + two);
            default -> new Header("from", one + "@" + two.substring(0, 1));
        };
    }

    private static RoaringBitmap search(TextIndex index, AccountId account, EmailFilter condition) {
        return condition instanceof Text text
                ? index.search(account, text)
                : index.search(account, (Header) condition);
    }
}
