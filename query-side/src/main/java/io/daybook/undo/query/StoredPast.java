package io.daybook.undo.query;

import io.daybook.account.projection.AccountReads;
import io.daybook.account.projection.GoneReads;
import io.daybook.account.projection.PastReads;
import io.daybook.account.projection.PastReads.Never;
import io.daybook.account.projection.PastReads.Then;
import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.DiskThreads;
import io.daybook.core.EmailId;
import io.daybook.core.Event;
import io.daybook.core.Ids;
import io.daybook.core.Moment;
import io.daybook.core.State;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.EmailRevert.BringBack;
import io.daybook.email.EmailRevert.Content;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.GoneRow;
import io.daybook.email.projection.MailViews;
import io.daybook.email.projection.StoredMessages;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.projection.IdentityReads;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mime.ThreadingIds;
import io.daybook.vacation.VacationEvent;
import io.daybook.vacation.projection.VacationReads;
import io.daybook.view.Sequenced;
import io.daybook.view.StreamReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An account's past from its views and its stream. What records of the small types were is told by
 * their own events, which the log of changes finds.
 */
final class StoredPast implements AccountPast {
    private static final int PAGE = 500;

    private final Sources sources;
    private final AccountId account;
    private final Instant now;

    /** Where the past is read from. */
    record Sources(
            AccountReads log,
            GoneReads gone,
            IdentityReads identities,
            VacationReads vacation,
            StoredMessages messages,
            PastReads pasts,
            StreamReader streams) {}

    StoredPast(Sources sources, AccountId account, Instant now) {
        this.sources = sources;
        this.account = account;
        this.now = now;
    }

    @Override
    public Map<Integer, Integer> current(Collection<Integer> emails) {
        Map<Integer, Integer> current = new HashMap<>();
        emails.forEach(email -> current.put(email, email));
        Collection<Integer> ask = emails;
        while (!ask.isEmpty()) {
            var found = sources.gone().emails(account, ask);
            Map<Integer, Integer> next = new HashMap<>();
            found.gone()
                    .forEach((was, row) -> {
                        if (row.goesOnAs() != null) {
                            next.put(was, row.goesOnAs().value());
                        }
                    });
            current.replaceAll((any, is) -> next.getOrDefault(is, is));
            ask = next.values();
        }
        return current;
    }

    @Override
    public Map<Integer, Destroyed> destroyed(Collection<Integer> emails) {
        if (emails.isEmpty()) {
            return Map.of();
        }
        Instant kept = now.minus(sources.gone().retention(account));
        var gone = sources.gone().emails(account, emails).gone();
        return DiskThreads.call(() -> {
            Map<Integer, Destroyed> destroyed = new HashMap<>();
            gone.forEach((email, row) -> {
                if (row.goesOnAs() == null) {
                    destroyed.put(email, destroyed(row, kept));
                }
            });
            return destroyed;
        });
    }

    private Destroyed destroyed(GoneRow row, Instant kept) {
        EmailRow email = row.email();
        var digest =
                row.at().isAfter(kept) ? sources.messages().digest(account, email.blob()) : null;
        var threading = digest == null ? new ThreadingIds(List.of(), "") : ThreadingIds.of(digest);
        return new Destroyed(
                new BringBack(
                        email.id(),
                        email.thread(),
                        email.blob(),
                        email.size(),
                        email.receivedAt(),
                        content(email),
                        threading.ids(),
                        threading.baseSubject()),
                digest != null);
    }

    @Override
    public Map<Integer, Content> before(long seq, Collection<Integer> emails) {
        String epoch = sources.log().changes(account, AccountReads.Log::epoch);
        var moment = new Moment.AtState(new State(epoch, seq - 1));
        return switch (sources.pasts().find(account, moment)) {
            case Never(var reason) -> throw new IllegalStateException("no event: " + reason);
            case Then(_, var views) -> contents(views, account, emails);
        };
    }

    static Map<Integer, Content> contents(
            MailViews views, AccountId account, Collection<Integer> emails) {
        var ids = emails.stream().map(EmailId::new).toList();
        Map<Integer, Content> contents = new HashMap<>();
        for (EmailRow row : views.<List<EmailRow>>read(account, it -> it.emails(ids))) {
            contents.put(row.id().value(), content(row));
        }
        return contents;
    }

    private static Content content(EmailRow row) {
        var places = row.placements().stream().map(Placement::mailbox).toList();
        return new Content(Ids.ofMailboxes(places), row.keywords());
    }

    @Override
    public List<Past<MailboxEvent>> mailboxes() {
        return events(DataType.MAILBOX, MailboxEvent.class);
    }

    @Override
    public List<Past<IdentityEvent>> identities() {
        return events(DataType.IDENTITY, IdentityEvent.class);
    }

    @Override
    public List<Past<VacationEvent>> vacation() {
        return events(DataType.VACATION_RESPONSE, VacationEvent.class);
    }

    private <E extends Event> List<Past<E>> events(DataType type, Class<E> language) {
        List<Long> seqs =
                sources.log()
                        .changes(
                                account,
                                log -> {
                                    List<Long> found = new ArrayList<>();
                                    log.forEach(
                                            type,
                                            -1,
                                            (seq, row) -> {
                                                if (row.size() > row.minor().size()) {
                                                    found.add(seq);
                                                }
                                                return true;
                                            });
                                    return found;
                                });
        List<Past<E>> events = new ArrayList<>();
        forEach(
                seqs,
                event -> {
                    if (language.isInstance(event.event())) {
                        events.add(new Past<>(event.seq(), language.cast(event.event())));
                    }
                });
        return events;
    }

    /** Reads these events of the stream, neighbours together. */
    void forEach(List<Long> seqs, Consumer<Sequenced> visitor) {
        int from = 0;
        while (from < seqs.size()) {
            int to = from + 1;
            while (to < seqs.size()
                    && to - from < PAGE
                    && seqs.get(to) == seqs.get(from) + to - from) {
                to++;
            }
            long first = seqs.get(from);
            int count = to - from;
            DiskThreads.call(() -> sources.streams().read(account.stream(), first, count))
                    .forEach(visitor);
            from = to;
        }
    }

    @Override
    public Identities identitiesNow() {
        var now = sources.identities().identities(account);
        return new Identities(now.state(), now.identities());
    }

    @Override
    public Vacation vacationNow() {
        var now = sources.vacation().vacation(account);
        return new Vacation(now.state(), now.setting());
    }

    @Override
    public String owner() {
        return sources.gone().owner(account);
    }
}
