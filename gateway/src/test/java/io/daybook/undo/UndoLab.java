package io.daybook.undo;

import io.daybook.account.AccountCommand.OpenAccount;
import io.daybook.account.RevertChanges;
import io.daybook.account.RevertChanges.Reverted;
import io.daybook.account.command.AccountDecider;
import io.daybook.account.command.AccountState;
import io.daybook.account.command.RevertDecider;
import io.daybook.account.command.SendingDecider;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.email.ChangeEmails;
import io.daybook.email.ChangeEmails.EmailsChanged;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.email.EmailCommand.UpdateEmail;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailRevert.BringBack;
import io.daybook.email.EmailRevert.Content;
import io.daybook.identity.ChangeIdentities;
import io.daybook.identity.GetIdentities.IdentityView;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.IdentityEvent.IdentityChanged;
import io.daybook.identity.IdentityEvent.IdentityCreated;
import io.daybook.identity.IdentityEvent.IdentityDestroyed;
import io.daybook.identity.IdentityRules;
import io.daybook.identity.IdentitySetting;
import io.daybook.identity.Senders;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.ChangeMailboxes.MailboxesChanged;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.undo.RevertPlan.Planned;
import io.daybook.undo.query.AccountPast;
import io.daybook.undo.query.UndoPlanner;
import io.daybook.undo.query.UndoPlanner.Change;
import io.daybook.vacation.ChangeVacation;
import io.daybook.vacation.VacationEvent;
import io.daybook.vacation.VacationEvent.VacationResponseChanged;
import io.daybook.vacation.VacationSetting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An account in memory whose changes are undone by the planner and the decider, without a server.
 */
final class UndoLab {
    static final AccountId ID = new AccountId("alice");
    static final String OWNER = "alice@example.test";
    static final Senders SENDERS = new Senders(Set.of(OWNER), Set.of("example.test"));
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final AccountState state = new AccountState();
    final List<MailEvent> history = new ArrayList<>();
    final Map<Integer, AddedEmail> added = new HashMap<>();
    final Map<Integer, BringBack> gone = new HashMap<>();
    final Map<Integer, Integer> goesOnAs = new HashMap<>();
    final Map<Integer, List<String>> messageIds = new HashMap<>();
    final TreeMap<IdentityId, IdentityView> identities = new TreeMap<>();
    VacationSetting vacation = VacationSetting.OFF;

    /** The first event of each append. */
    final TreeSet<Long> appends = new TreeSet<>();

    /** What a client sees of the account, at each of its events. */
    final List<Seen> seen = new ArrayList<>();

    UndoLab(long quota) {
        identities.put(
                IdentityRules.OWNER,
                new IdentityView(IdentityRules.OWNER, OWNER, IdentitySetting.NONE, false));
        take(AccountDecider.decide(new OpenAccount(ID, "ep", 42, OWNER, quota, 1000), state));
    }

    long head() {
        return state.head();
    }

    EmailsChanged emails(List<AddEmail> add, List<UpdateEmail> update, List<DestroyEmail> destroy) {
        var decided =
                AccountDecider.decide(new ChangeEmails(ID, null, add, update, destroy), state);
        var changed = (EmailsChanged) decided.answer();
        add.forEach(it -> {
            var created = changed.created().get(it.creationId());
            if (created != null) {
                messageIds.put(created.email().value(), it.messageIds());
            }
        });
        take(decided.events());
        return changed;
    }

    MailboxesChanged mailboxes(ChangeMailboxes command) {
        var decided = AccountDecider.decide(command, state);
        take(decided.events());
        return (MailboxesChanged) decided.answer();
    }

    void identities(ChangeIdentities command) {
        take(SendingDecider.decide(command, state).events());
    }

    void vacation(VacationSetting setting) {
        take(
                SendingDecider.decide(new ChangeVacation(ID, state.vacationState(), setting), state)
                        .events());
    }

    Planned plan(List<Long> seqs) {
        List<Change> changes =
                seqs.stream()
                        .sorted()
                        .map(it -> new Change(it, history.get(it.intValue())))
                        .toList();
        return (Planned) UndoPlanner.plan(changes, List.of(), new Memory(), 1_000_000);
    }

    RevertChanges command(Planned plan, boolean dryRun) {
        var them = plan.identities();
        var vacation = plan.vacation();
        return new RevertChanges(
                ID,
                null,
                plan.mailboxes(),
                plan.emails(),
                them == null
                        ? null
                        : new RevertChanges.Identities(them.seen(), SENDERS, them.reverts()),
                vacation == null || vacation.before() == null
                        ? null
                        : new RevertChanges.Vacation(vacation.seen(), vacation.before()),
                dryRun);
    }

    Reverted undo(List<Long> seqs) {
        return revert(plan(seqs));
    }

    Reverted revert(Planned plan) {
        var dry = RevertDecider.decide(command(plan, true), state);
        var decided = RevertDecider.decide(command(plan, false), state);
        if (!dry.events().equals(decided.events())) {
            throw new AssertionError("the dry run would do something else");
        }
        take(decided.events());
        return (Reverted) decided.answer();
    }

    private void take(List<? extends MailEvent> events) {
        appends.add(state.head() + 1);
        for (MailEvent event : events) {
            note(event);
            state.evolve(event, state.head() + 1);
            history.add(event);
            seen.add(Seen.of(this));
        }
    }

    private void note(MailEvent event) {
        switch (event) {
            case EmailsAdded(var emails) -> emails.forEach(it -> added.put(it.email().value(), it));
            case EmailsDestroyed(var emails) -> emails.forEach(this::destroy);
            case EmailsRestored(var emails, var recreated) -> {
                emails.forEach(it -> {
                    added.put(it.email().value(), it);
                    gone.remove(it.email().value());
                });
                recreated.forEach(this::recreate);
            }
            case ThreadsMerged merged -> merged.recreated().forEach(this::recreate);
            case IdentityEvent identity -> note(identity);
            case VacationResponseChanged(var setting) -> vacation = setting;
            default -> {}
        }
    }

    private void note(IdentityEvent event) {
        switch (event) {
            case IdentityCreated(var id, var email, var setting) ->
                    identities.put(id, new IdentityView(id, email, setting, true));
            case IdentityChanged(var id, var setting) ->
                    identities.computeIfPresent(
                            id,
                            (_, was) ->
                                    new IdentityView(id, was.email(), setting, was.mayDelete()));
            case IdentityDestroyed(var id) -> identities.remove(id);
        }
    }

    private void recreate(Recreated pair) {
        goesOnAs.put(pair.was(), pair.is());
        gone.remove(pair.was());
        added.put(pair.is(), added.get(pair.was()));
        messageIds.put(pair.is(), messageIds.get(pair.was()));
    }

    private void destroy(int email) {
        AddedEmail was = added.get(email);
        var table = state.emails();
        gone.put(
                email,
                new BringBack(
                        new EmailId(email),
                        new ThreadId(table.thread(email)),
                        was.blob(),
                        was.size(),
                        was.receivedAt(),
                        new Content(table.mailboxes(email), table.keywords(email).names()),
                        messageIds.get(email),
                        ""));
    }

    /** What a client sees. UIDs are not compared: they never come back. */
    record Seen(
            Map<Integer, Content> emails,
            Map<Integer, Integer> threads,
            Map<MailboxId, Object> mailboxes,
            Map<IdentityId, IdentityView> identities,
            VacationSetting vacation,
            long octets) {
        static Seen of(UndoLab lab) {
            var table = lab.state.emails();
            Map<Integer, Content> emails = new TreeMap<>();
            Map<Integer, Integer> threads = new TreeMap<>();
            for (int id = 1; id < table.next(); id++) {
                if (table.has(id)) {
                    emails.put(id, new Content(table.mailboxes(id), table.keywords(id).names()));
                    threads.put(id, table.thread(id));
                }
            }
            Map<MailboxId, Object> mailboxes = new TreeMap<>();
            lab.state.mailboxes().all().forEach(it -> mailboxes.put(it.id(), it));
            return new Seen(
                    emails,
                    threads,
                    mailboxes,
                    new TreeMap<>(lab.identities),
                    lab.vacation,
                    table.usedOctets());
        }
    }

    static AddEmail message(String id, Set<MailboxId> mailboxes, Set<String> keywords, long size) {
        return new AddEmail(
                "k", BlobId.of(new byte[] {7}), size, NOON, mailboxes, keywords, List.of(id), "");
    }

    /** The past as the lab remembers it. */
    private final class Memory implements AccountPast {
        @Override
        public Map<Integer, Integer> current(Collection<Integer> emails) {
            Map<Integer, Integer> current = new HashMap<>();
            for (int email : emails) {
                int is = email;
                while (goesOnAs.containsKey(is)) {
                    is = goesOnAs.get(is);
                }
                current.put(email, is);
            }
            return current;
        }

        @Override
        public Map<Integer, Destroyed> destroyed(Collection<Integer> emails) {
            Map<Integer, Destroyed> destroyed = new HashMap<>();
            for (int email : emails) {
                BringBack row = gone.get(email);
                if (row != null) {
                    destroyed.put(email, new Destroyed(row, true));
                }
            }
            return destroyed;
        }

        @Override
        public Map<Integer, Content> before(long seq, Collection<Integer> emails) {
            Map<Integer, Content> before = new HashMap<>(seen.get((int) seq - 1).emails());
            before.keySet().retainAll(emails);
            return before;
        }

        @Override
        public List<Past<MailboxEvent>> mailboxes() {
            return events(MailboxEvent.class).toList();
        }

        @Override
        public List<Past<IdentityEvent>> identities() {
            return events(IdentityEvent.class).toList();
        }

        @Override
        public List<Past<VacationEvent>> vacation() {
            return events(VacationEvent.class).toList();
        }

        private <E> Stream<Past<E>> events(Class<E> language) {
            List<Past<E>> events = new ArrayList<>();
            for (int seq = 0; seq < history.size(); seq++) {
                if (language.isInstance(history.get(seq))) {
                    events.add(new Past<>(seq, language.cast(history.get(seq))));
                }
            }
            return events.stream();
        }

        @Override
        public Identities identitiesNow() {
            return new Identities(state.identityState(), List.copyOf(identities.values()));
        }

        @Override
        public Vacation vacationNow() {
            return new Vacation(state.vacationState(), vacation);
        }

        @Override
        public String owner() {
            return OWNER;
        }
    }

    static Set<Integer> numbers(Ids ids) {
        Set<Integer> numbers = new HashSet<>();
        ids.forEach(numbers::add);
        return numbers;
    }

    @Nullable Content content(int email) {
        return Seen.of(this).emails().get(email);
    }
}
