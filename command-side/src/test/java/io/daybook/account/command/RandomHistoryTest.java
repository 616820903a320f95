package io.daybook.account.command;

import static io.daybook.account.command.TestAccount.BLOB;
import static io.daybook.account.command.TestAccount.NOON;
import static io.daybook.account.command.TestAccount.goneWithEmails;
import static io.daybook.account.command.TestAccount.mailbox;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.core.Seeds;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.email.EmailCommand.SetChange;
import io.daybook.email.EmailCommand.UpdateEmail;
import io.daybook.email.command.Keywords;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The decider and the fold against {@link MailModel}, over random histories. */
class RandomHistoryTest {
    private static final List<String> KEYWORDS = List.of("$seen", "$flagged", "$draft", "a", "b");
    private final Random random = Seeds.random("RandomHistoryTest");
    private final TestAccount account = new TestAccount();
    private final MailModel model = new MailModel();
    private final MailModel.Names names = new MailModel.Names();
    private int counter;

    RandomHistoryTest() {
        account.state().mailboxes().all().forEach(m -> model.mailboxes.add(m.id()));
    }

    @Test
    void the_account_always_holds_what_a_simple_model_holds() {
        for (int step = 0; step < 3_000; step++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> add();
                case 4, 5, 6, 7 -> update();
                case 8, 9, 10 -> destroy();
                default -> mailboxes();
            }
            compareCounts();
            if (step % 50 == 0) {
                compareAll();
            }
        }
        compareAll();
        compareFold();
        SnapshotsTest.compareSnapshot(account.state());
    }

    private void add() {
        // One at a time: the model knows no threads that are found together.
        Set<String> ids = new HashSet<>();
        IntStream.range(0, 1 + random.nextInt(3)).forEach(i -> ids.add("id" + random.nextInt(300)));
        var command =
                new AddEmail(
                        "k",
                        BLOB,
                        random.nextInt(5_000),
                        NOON,
                        someMailboxes(),
                        someKeywords(),
                        List.copyOf(ids),
                        "subject" + random.nextInt(2));
        var created = account.add(command).created().get("k");
        account.events().stream()
                .filter(ThreadsMerged.class::isInstance)
                .flatMap(event -> ((ThreadsMerged) event).recreated().stream())
                .forEach(each -> names.recreated(each.was(), each.is()));
        names.put(model.add(command), created.email());
    }

    private void update() {
        List<UpdateEmail> updates = new ArrayList<>();
        List<Integer> numbers = someEmails(1 + random.nextInt(20));
        for (int number : numbers) {
            updates.add(
                    new UpdateEmail(
                            new EmailId(names.id(number)),
                            change(someMailboxes(), someMailboxes()),
                            change(someKeywords(), someKeywords())));
        }
        var answer = account.emails(List.of(), updates, List.of());
        for (int i = 0; i < numbers.size(); i++) {
            boolean accepted = model.update(numbers.get(i), updates.get(i));
            assertThat(answer.updated().contains(updates.get(i).email())).isEqualTo(accepted);
        }
    }

    private void destroy() {
        List<DestroyEmail> destroys = new ArrayList<>();
        for (int number : someEmails(random.nextInt(6))) {
            destroys.add(new DestroyEmail(new EmailId(names.id(number))));
            model.emails.remove(number);
        }
        assertThat(account.emails(List.of(), List.of(), destroys).destroyed())
                .hasSize(destroys.size());
    }

    private void mailboxes() {
        if (model.mailboxes.size() > 9) {
            MailboxId gone = new ArrayList<>(model.mailboxes).get(1 + random.nextInt(8));
            assertThat(account.destroy(goneWithEmails(gone)).destroyed()).containsExactly(gone);
            model.destroyMailbox(gone);
        } else {
            var created = account.create(mailbox("k", "mailbox" + ++counter)).created();
            model.mailboxes.add(created.get("k"));
        }
    }

    private <T> SetChange<T> change(Set<T> one, Set<T> other) {
        if (random.nextInt(3) == 0) {
            return SetChange.replace(random.nextInt(9) == 0 ? Set.of() : one);
        }
        Set<T> removed = new HashSet<>(other);
        removed.removeAll(one);
        return random.nextBoolean()
                ? SetChange.patch(one, removed)
                : SetChange.patch(Set.of(), other);
    }

    private List<Integer> someEmails(int count) {
        List<Integer> all = new ArrayList<>(model.emails.keySet());
        java.util.Collections.shuffle(all, random);
        return all.subList(0, Math.min(count, all.size()));
    }

    private Set<MailboxId> someMailboxes() {
        List<MailboxId> all = new ArrayList<>(model.mailboxes);
        java.util.Collections.shuffle(all, random);
        return Set.copyOf(all.subList(0, 1 + random.nextInt(3)));
    }

    private Set<String> someKeywords() {
        Set<String> some = new HashSet<>(KEYWORDS);
        some.removeIf(any -> random.nextInt(3) > 0);
        return some;
    }

    private void compareCounts() {
        var emails = account.state().emails();
        assertThat(emails.size()).isEqualTo(model.emails.size());
        assertThat(emails.usedOctets()).isEqualTo(model.usedOctets());
        for (MailboxId mailbox : model.mailboxes) {
            assertThat(emails.emailsIn(mailbox.value()))
                    .isEqualTo(
                            (int)
                                    model.emails.values().stream()
                                            .filter(email -> email.mailboxes.contains(mailbox))
                                            .count());
            assertThat(emails.nextUid(mailbox.value()))
                    .isEqualTo(model.nextUids.getOrDefault(mailbox, 1));
        }
    }

    private void compareAll() {
        var emails = account.state().emails();
        Map<Integer, Set<Integer>> threads = new HashMap<>();
        model.emails.forEach((number, email) -> {
            int id = names.id(number);
            assertThat(emails.has(id)).isTrue();
            assertThat(emails.octetsOf(id)).isEqualTo((int) email.size);
            assertThat(emails.mailboxes(id)).isEqualTo(Ids.ofMailboxes(email.mailboxes));
            assertThat(emails.keywords(id)).isEqualTo(Keywords.of(email.keywords));
            threads.computeIfAbsent(email.thread, any -> new HashSet<>()).add(id);
        });
        threads.values()
                .forEach(ids -> {
                    int any = ids.stream().min(Comparator.naturalOrder()).orElseThrow();
                    int[] expected = ids.stream().mapToInt(i -> i).sorted().toArray();
                    int thread = emails.thread(any);
                    assertThat(emails.emailsOf(thread)).isEqualTo(Ids.of(expected));
                    assertThat(emails.threads().count(thread)).isEqualTo(ids.size());
                });
    }

    private void compareFold() {
        var fold = new AccountState();
        account.history().forEach(event -> fold.evolve(event, fold.head() + 1));
        assertThat(Described.of(fold)).isEqualTo(Described.of(account.state()));
    }
}
