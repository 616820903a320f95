package io.daybook.undo;

import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.email.EmailCommand.SetChange;
import io.daybook.email.EmailCommand.UpdateEmail;
import io.daybook.identity.ChangeIdentities;
import io.daybook.identity.ChangeIdentities.CreateIdentity;
import io.daybook.identity.ChangeIdentities.UpdateIdentity;
import io.daybook.identity.IdentitySetting;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxCommand.DestroyMailbox;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import io.daybook.mailbox.MailboxRef;
import io.daybook.undo.UndoLab.Seen;
import io.daybook.vacation.VacationSetting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Random changes of an account: of emails, mailboxes and settings. */
final class RandomChanges {
    private static final List<String> WORDS = List.of("$seen", "$flagged", "a", "b");
    private static final List<String> NAMES = List.of("N1", "N2", "N3", "N4", "N5");
    private static final List<String> ROLES = List.of("archive", "junk", "trash", "memos");

    private final Random random;
    private final UndoLab lab;

    RandomChanges(Random random, UndoLab lab) {
        this.random = random;
        this.lab = lab;
    }

    /** Makes one change of any kind. */
    void make() {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> add();
            case 4, 5, 6 -> keywords();
            case 7, 8, 9 -> move();
            case 10, 11 -> destroy();
            case 12, 13, 14 -> mailboxes();
            default -> settings();
        }
    }

    private void add() {
        List<AddEmail> adds = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            // One id each: two threads are never found to be one.
            var it =
                    UndoLab.message(
                            "id" + random.nextInt(40),
                            someMailboxes(),
                            someWords(),
                            100 + random.nextInt(900));
            adds.add(
                    new AddEmail(
                            "k" + i,
                            it.blob(),
                            it.size(),
                            it.receivedAt(),
                            it.mailboxes(),
                            it.keywords(),
                            it.messageIds(),
                            it.baseSubject()));
        }
        lab.emails(adds, List.of(), List.of());
    }

    private void keywords() {
        Set<String> add = someWords();
        Set<String> remove = someWords();
        remove.removeAll(add);
        lab.emails(
                List.of(),
                someEmails().stream()
                        .map(it ->
                                new UpdateEmail(it, SetChange.none(), SetChange.patch(add, remove)))
                        .toList(),
                List.of());
    }

    private void move() {
        Set<MailboxId> to = someMailboxes();
        lab.emails(
                List.of(),
                someEmails().stream()
                        .map(it ->
                                new UpdateEmail(
                                        it,
                                        random.nextBoolean()
                                                ? SetChange.replace(to)
                                                : SetChange.patch(to, Set.of()),
                                        SetChange.none()))
                        .toList(),
                List.of());
    }

    private void destroy() {
        lab.emails(List.of(), List.of(), someEmails().stream().map(DestroyEmail::new).toList());
    }

    private void mailboxes() {
        var all = mailboxIds();
        MailboxId one = all.get(random.nextInt(all.size()));
        MailboxId other = all.get(random.nextInt(all.size()));
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                if (all.size() < 14) {
                    lab.mailboxes(
                            new ChangeMailboxes(
                                    UndoLab.ID,
                                    null,
                                    List.of(
                                            new CreateMailbox(
                                                    "c",
                                                    name(),
                                                    random.nextBoolean()
                                                            ? new MailboxRef.Existing(one)
                                                            : null,
                                                    null,
                                                    random.nextInt(9),
                                                    random.nextBoolean())),
                                    List.of(),
                                    List.of()));
                }
            }
            case 2 -> update(new UpdateMailbox(one, name(), null, null, null, null));
            case 3 ->
                    update(
                            new UpdateMailbox(
                                    one,
                                    null,
                                    random.nextBoolean()
                                            ? Optional.empty()
                                            : Optional.of(new MailboxRef.Existing(other)),
                                    null,
                                    null,
                                    null));
            case 4 ->
                    update(
                            new UpdateMailbox(
                                    one,
                                    null,
                                    null,
                                    random.nextBoolean()
                                            ? Optional.empty()
                                            : Optional.of(ROLES.get(random.nextInt(4))),
                                    null,
                                    null));
            case 5 ->
                    update(
                            new UpdateMailbox(
                                    one,
                                    null,
                                    null,
                                    null,
                                    random.nextInt(9),
                                    random.nextBoolean()));
            default ->
                    lab.mailboxes(
                            new ChangeMailboxes(
                                    UndoLab.ID,
                                    null,
                                    List.of(),
                                    List.of(),
                                    List.of(new DestroyMailbox(one, true))));
        }
    }

    private void update(UpdateMailbox update) {
        lab.mailboxes(new ChangeMailboxes(UndoLab.ID, null, List.of(), List.of(update), List.of()));
    }

    private void settings() {
        var setting = new IdentitySetting(name(), null, null, name(), "");
        var ids = List.copyOf(lab.identities.keySet());
        IdentityId one = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(4)) {
            case 0 ->
                    identities(
                            List.of(new CreateIdentity("k", "x@example.test", setting)),
                            List.of(),
                            List.of());
            case 1 -> identities(List.of(), List.of(new UpdateIdentity(one, setting)), List.of());
            case 2 -> identities(List.of(), List.of(), List.of(one));
            default ->
                    lab.vacation(
                            new VacationSetting(
                                    random.nextBoolean(), null, null, name(), name(), null));
        }
    }

    private void identities(
            List<CreateIdentity> create, List<UpdateIdentity> update, List<IdentityId> destroy) {
        lab.identities(
                new ChangeIdentities(UndoLab.ID, null, UndoLab.SENDERS, create, update, destroy));
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private List<MailboxId> mailboxIds() {
        return lab.state.mailboxes().all().stream().map(it -> it.id()).toList();
    }

    private Set<MailboxId> someMailboxes() {
        var all = mailboxIds();
        Set<MailboxId> some = new HashSet<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    private Set<String> someWords() {
        Set<String> some = new HashSet<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            some.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return some;
    }

    private List<EmailId> someEmails() {
        List<EmailId> some = new ArrayList<>();
        Seen.of(lab)
                .emails()
                .keySet()
                .forEach(id -> {
                    if (random.nextInt(8) == 0) {
                        some.add(new EmailId(id));
                    }
                });
        return some;
    }
}
