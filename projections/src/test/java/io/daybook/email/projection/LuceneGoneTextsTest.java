package io.daybook.email.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.projection.lucene.LuceneGoneTexts;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Whatever is searched in memory is found as every {@link TextIndex} finds it. */
class LuceneGoneTextsTest implements TextIndexContract {
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    /** An index that for each search reads all messages into memory anew. */
    private record InMemory(MailStreams streams, NaiveTextIndex naive) implements TextIndex {
        @Override
        public long version(AccountId account) {
            return naive.version(account);
        }

        @Override
        public boolean catchUp(AccountId account, long version) {
            return naive.catchUp(account, version);
        }

        @Override
        public RoaringBitmap search(AccountId account, Text condition) {
            return held(account).search(condition);
        }

        @Override
        public RoaringBitmap search(AccountId account, Header condition) {
            return held(account).search(condition);
        }

        private GoneTexts.Held held(AccountId account) {
            var held = new LuceneGoneTexts(new StoredMessages(streams.blobs)).of(account);
            held.add(messages(account));
            return held;
        }

        private Map<Integer, BlobId> messages(AccountId account) {
            var messages = new HashMap<Integer, BlobId>();
            for (var event : streams.events(account).subList(0, (int) version(account) + 1)) {
                switch (event.event()) {
                    case EmailsAdded(var emails) -> put(emails, messages);
                    case EmailsRestored(var emails, _) -> put(emails, messages);
                    case EmailsDestroyed(var emails) -> emails.forEach(messages::remove);
                    case ThreadsMerged merged ->
                            merged.recreated()
                                    .forEach(
                                            it -> messages.put(it.is(), messages.remove(it.was())));
                    default -> {}
                }
            }
            return messages;
        }

        private static void put(List<AddedEmail> emails, Map<Integer, BlobId> messages) {
            emails.forEach(email -> messages.put(email.email().value(), email.blob()));
        }
    }

    @Override
    public TextIndex index(MailStreams streams) {
        return new InMemory(streams, new NaiveTextIndex(streams));
    }

    @Test
    void random_mail_is_found_as_reading_through_it_finds_it() {
        System.out.println("LuceneGoneTextsTest seed " + SEED);
        var random = new Random(SEED);
        var mail = new RandomTexts(random);
        var streams = new MailStreams();
        for (int email = 1; email <= 150; email++) {
            streams.add(ALICE, email, mail.message());
        }
        var naive = new NaiveTextIndex(streams);
        assertThat(naive.catchUp(ALICE, streams.head(ALICE))).isTrue();
        var held = new InMemory(streams, naive).held(ALICE);
        for (int i = 0; i < 400; i++) {
            var text = mail.condition();
            assertThat(held.search(text)).as("%s", text).isEqualTo(naive.search(ALICE, text));
            var header = mail.header();
            assertThat(held.search(header)).as("%s", header).isEqualTo(naive.search(ALICE, header));
        }
    }

    @Test
    void what_is_not_kept_any_more_is_told_and_what_goes_later_too() {
        var streams = new MailStreams();
        streams.add(ALICE, 1, INVOICE);
        streams.add(ALICE, 2, HTML);
        var invoice = ((EmailsAdded) streams.events(ALICE).get(0).event()).emails().getFirst();
        var html = ((EmailsAdded) streams.events(ALICE).get(1).event()).emails().getFirst();
        streams.blobs.forget(ALICE, html.blob());
        var held = new LuceneGoneTexts(new StoredMessages(streams.blobs)).of(ALICE);
        held.add(Map.of(1, invoice.blob(), 2, html.blob()));
        var fox = new Text(TextField.ANYWHERE, "fox");
        assertThat(held.search(fox).toArray()).containsExactly(1);
        assertThat(held.unread().toArray()).containsExactly(2);
        streams.blobs.forget(ALICE, invoice.blob());
        assertThat(held.search(new Header("list-id", "mers of")).toArray()).isEmpty();
        assertThat(held.unread().toArray()).containsExactly(1, 2);
    }

    @Test
    void it_weighs_more_the_more_it_holds() {
        var streams = new MailStreams();
        streams.add(ALICE, 1, INVOICE);
        var held = new InMemory(streams, new NaiveTextIndex(streams));
        assertThat(held.naive().catchUp(ALICE, 0)).isTrue();
        long empty = new LuceneGoneTexts(new StoredMessages(streams.blobs)).of(ALICE).weight();
        assertThat(held.held(ALICE).weight()).isGreaterThan(empty + 500);
    }
}
