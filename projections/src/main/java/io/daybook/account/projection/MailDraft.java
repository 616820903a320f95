package io.daybook.account.projection;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.DiskThreads;
import io.daybook.core.Event;
import io.daybook.core.MailEvent;
import io.daybook.email.projection.EmailFacts;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.view.Draft;
import io.daybook.view.OtherGeneration;
import io.daybook.view.RowDraft;
import io.daybook.view.RowStore;
import io.daybook.view.Sequenced;
import io.daybook.view.ViewBatch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The mail views of one account in the making: rows in the store, and the state in memory. */
final class MailDraft implements Draft {
    private final MailProjection projection;
    private final MailState state;
    private final AccountId account;
    private final EmailFacts facts;
    private final RowStore store;
    private final HeldRows held;
    private final RowDraft rows;

    MailDraft(MailProjection projection, MailState state, EmailFacts facts, boolean isNew) {
        this.projection = projection;
        this.state = state;
        this.facts = facts;
        this.account = Objects.requireNonNull(AccountId.ofStream(state.place.scope()));
        this.store = new OtherGeneration(projection.store(), state.place);
        this.held = new HeldRows(store, state.place);
        this.rows =
                new RowDraft(
                        projection.store(),
                        state.place,
                        isNew,
                        MailRows.ALL,
                        (_, events) -> prepare(events).run());
    }

    @Override
    public long version() {
        return state.version.seq();
    }

    @Override
    public int size(Event event) {
        return event instanceof MailEvent mail ? Slices.count(mail) : 1;
    }

    /** Reads what is needed of the messages. */
    @Override
    public Runnable prepare(List<Sequenced> events) {
        var known = MailProjection.facts(facts, account, events);
        return () -> fold(events, known);
    }

    private void fold(List<Sequenced> events, Map<BlobId, Facts> known) {
        DiskThreads.run(() ->
                new MailFold(
                                store,
                                state,
                                message -> MailProjection.factsOf(facts, known, account, message),
                                new ViewBatch(state.place, state.version, projection.content()),
                                held)
                        .apply(events));
    }

    @Override
    public void settle(Runnable between) {
        held.write(state.version, between);
        rows.settle(between);
    }

    @Override
    public @Nullable Comparison freeze() {
        held.write(state.version);
        return rows.freeze();
    }

    /** Who reads goes on with the state that is in memory already. */
    @Override
    public void takePlace() {
        held.write(state.version);
        projection.changeOver(account.stream(), state, rows::takePlace);
    }

    @Override
    public void close() {
        rows.close();
    }
}
