package io.daybook.email.projection;

import io.daybook.core.AccountId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.projection.text.Folding;
import io.daybook.email.projection.text.TextQuery;
import io.daybook.email.projection.text.Words;
import io.daybook.email.projection.text.Words.Word;
import io.daybook.mime.HeaderForms;
import io.daybook.mime.MessageParser;
import io.daybook.mime.SearchText;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.view.Follower;
import io.daybook.view.Sequenced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/** Reads through all texts for each search. */
final class NaiveTextIndex implements TextIndex, Follower {
    private final MailStreams streams;
    private final Map<String, Map<Integer, Entry>> accounts = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();

    private record Entry(Map<TextField, List<Word>> words, List<String[]> headers) {}

    NaiveTextIndex(MailStreams streams) {
        this.streams = streams;
    }

    @Override
    public String name() {
        return "naive";
    }

    @Override
    public Duration leisure() {
        return Duration.ZERO;
    }

    @Override
    public boolean follows(String stream) {
        return true;
    }

    @Override
    public long version(String stream) {
        return versions.getOrDefault(stream, -1L);
    }

    @Override
    public void apply(String stream, long fromVersion, List<Sequenced> events) {
        var entries = accounts.computeIfAbsent(stream, _ -> new HashMap<>());
        var account = AccountId.ofStream(stream);
        for (var event : events) {
            switch (event.event()) {
                case EmailsAdded(var emails) -> add(account, emails, entries);
                case EmailsRestored(var emails, _) -> add(account, emails, entries);
                case EmailsDestroyed(var emails) -> emails.forEach(entries::remove);
                case ThreadsMerged merged ->
                        merged.recreated()
                                .forEach(
                                        pair -> entries.put(pair.is(), entries.remove(pair.was())));
                default -> {}
            }
            versions.put(stream, event.seq());
        }
    }

    private void add(AccountId account, List<AddedEmail> emails, Map<Integer, Entry> entries) {
        for (var email : emails) {
            var blob = streams.blobs.open(account, email.blob());
            if (blob != null) {
                entries.put(email.email().value(), entry(blob.readAll()));
            }
        }
    }

    private static Entry entry(byte[] message) {
        var digest = MessageParser.parse(message);
        var words = new EnumMap<TextField, List<Word>>(TextField.class);
        for (var field : TextField.values()) {
            var text =
                    switch (field) {
                        case ANYWHERE -> "";
                        case BODY -> SearchText.of(message, digest);
                        case FROM, TO, CC, BCC, SUBJECT ->
                                String.join(
                                        "\0",
                                        digest.headers().all(field.name()).stream()
                                                .map(HeaderForms::asText)
                                                .toList());
                    };
            words.put(field, Words.of(text));
        }
        var headers = new ArrayList<String[]>();
        for (var field : digest.headers().all()) {
            headers.add(
                    new String[] {
                        field.name().toLowerCase(Locale.ROOT),
                        Folding.foldValue(HeaderForms.asText(field.value()))
                    });
        }
        return new Entry(words, headers);
    }

    @Override
    public long version(AccountId account) {
        return version(account.stream());
    }

    @Override
    public boolean catchUp(AccountId account, long version) {
        return streams.catchUp(this, account.stream(), version);
    }

    private RoaringBitmap search(AccountId account, Predicate<Entry> test) {
        var found = new RoaringBitmap();
        accounts.getOrDefault(account.stream(), Map.of())
                .forEach((email, entry) -> {
                    if (test.test(entry)) {
                        found.add(email);
                    }
                });
        return found;
    }

    @Override
    public RoaringBitmap search(AccountId account, Text condition) {
        var query = TextQuery.parse(condition.text());
        return search(
                account,
                entry ->
                        query.phrases().isEmpty()
                                ? query.isBlank()
                                : query.phrases().stream()
                                        .allMatch(phrase ->
                                                entry.words().entrySet().stream()
                                                        .filter(field ->
                                                                condition.field()
                                                                                == TextField
                                                                                        .ANYWHERE
                                                                        || condition.field()
                                                                                == field.getKey())
                                                        .anyMatch(field ->
                                                                phrase.isIn(field.getValue()))));
    }

    @Override
    public RoaringBitmap search(AccountId account, Header condition) {
        var name = condition.name().toLowerCase(Locale.ROOT);
        var text = condition.text() == null ? "" : Folding.foldValue(condition.text());
        return search(
                account,
                entry ->
                        entry.headers().stream()
                                .anyMatch(header ->
                                        header[0].equals(name) && header[1].contains(text)));
    }
}
