package io.daybook.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** About 300 sample messages of the four months before a day. */
public final class DemoMail {
    public static final String DOMAIN = "example.test";
    public static final List<String> USERS = List.of(Person.ALICE.address(), Person.BOB.address());

    private static final long SEED = 20_261_122;

    private DemoMail() {}

    /**
     * The messages, oldest first; the same for every moment of a UTC day, and none of them later
     * than its beginning.
     */
    public static List<DemoMessage> messages(Instant now) {
        var desk = new Desk(SEED, now.truncatedTo(ChronoUnit.DAYS));
        var conversations = new Conversations(desk);
        for (String topic : Words.TOPICS) {
            conversations.write(topic, 3 + desk.random.nextInt(6));
        }
        new Languages(desk).write(Person.ALICE);
        var notices = new Notices(desk);
        single(notices);
        new BrokenMail(desk).write(Person.ALICE);
        return desk.messages().stream()
                .sorted(Comparator.comparing(DemoMessage::receivedAt))
                .toList();
    }

    private static void single(Notices notices) {
        for (int i = 1; i <= 15; i++) {
            notices.newsletter(i % 4 == 0 ? Person.BOB : Person.ALICE, i);
            notices.junk(i % 3 == 0 ? Person.BOB : Person.ALICE);
        }
        for (int i = 1; i <= 8; i++) {
            notices.bill(Person.ALICE, i);
            notices.thrownAway(i % 2 == 0 ? Person.BOB : Person.ALICE);
        }
        for (Person friend : Person.FRIENDS) {
            notices.invitation(Person.ALICE, friend);
        }
        for (int i = 1; i <= 4; i++) {
            notices.draft(i == 4 ? Person.BOB : Person.ALICE);
        }
    }
}
