package io.daybook.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Where the sample mail is written: gives out ids, dates and header fields, and keeps what was
 * sent.
 */
final class Desk {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    final Random random;
    private final Instant now;
    private final List<DemoMessage> messages = new ArrayList<>();
    private int numbers;

    Desk(long seed, Instant now) {
        this.random = new Random(seed);
        this.now = now;
    }

    String nextId() {
        return "demo-" + ++numbers + "@example.test";
    }

    String boundary() {
        return "=_" + Long.toHexString(random.nextLong());
    }

    /** A moment at most that many days ago. */
    Instant past(int days) {
        return now.minusSeconds(60 + random.nextLong(Duration.ofDays(days).toSeconds()));
    }

    /** Some time later, though never in the future. */
    Instant later(Instant moment) {
        Instant then = moment.plusSeconds(600 + random.nextLong(Duration.ofHours(30).toSeconds()));
        return then.isBefore(now) ? then : now.minusSeconds(1 + random.nextLong(50));
    }

    String fields(Person from, List<Person> to, String subject, String id, Instant date) {
        return "Date: "
                + DATE.format(date)
                + "\r\nFrom: "
                + from
                + "\r\nTo: "
                + Person.list(to)
                + "\r\nSubject: "
                + subject
                + "\r\nMessage-ID: <"
                + id
                + ">\r\n";
    }

    /**
     * Puts a copy into each account among writer and readers: sent for the writer, inbox for the
     * others.
     */
    void deliver(Person from, List<Person> to, Instant date, boolean answered, byte[] octets) {
        if (from.hasAccount()) {
            put(from, "sent", date, Set.of("$seen"), octets);
        }
        for (Person reader : to) {
            if (reader.hasAccount() && !reader.equals(from)) {
                boolean old = date.isBefore(now.minus(Duration.ofDays(60)));
                put(
                        reader,
                        old ? "archive" : "inbox",
                        date,
                        readerKeywords(date, answered),
                        octets);
            }
        }
    }

    void put(Person owner, String role, Instant date, Set<String> keywords, byte[] octets) {
        Instant receivedAt = date.plusSeconds(2).isBefore(now) ? date.plusSeconds(2) : date;
        messages.add(new DemoMessage(owner.address(), role, receivedAt, keywords, octets));
    }

    List<DemoMessage> messages() {
        return List.copyOf(messages);
    }

    /** Mail of the last days is mostly unread, older mail is read; some of it is flagged. */
    private Set<String> readerKeywords(Instant date, boolean answered) {
        var keywords = new LinkedHashSet<String>();
        boolean fresh = date.isAfter(now.minus(Duration.ofDays(4)));
        if (answered || !fresh || random.nextInt(4) == 0) {
            keywords.add("$seen");
        }
        if (answered) {
            keywords.add("$answered");
        }
        if (random.nextInt(12) == 0) {
            keywords.add("$flagged");
        }
        return keywords;
    }
}
