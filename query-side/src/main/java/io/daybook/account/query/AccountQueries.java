package io.daybook.account.query;

import io.daybook.account.projection.AccountReads;
import io.daybook.core.DataType;
import io.daybook.core.GetChanges;
import io.daybook.core.GetStates;
import io.daybook.core.GetStates.States;
import io.daybook.core.State;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link GetChanges} and {@link GetStates}. */
public final class AccountQueries {
    private static final List<DataType> TYPES =
            List.of(
                    DataType.MAILBOX,
                    DataType.EMAIL,
                    DataType.THREAD,
                    DataType.EMAIL_DELIVERY,
                    DataType.IDENTITY,
                    DataType.EMAIL_SUBMISSION,
                    DataType.VACATION_RESPONSE,
                    DataType.QUOTA);

    private final AccountReads reads;

    public AccountQueries(AccountReads reads) {
        this.reads = reads;
    }

    @QueryHandler
    public GetChanges.Answer handle(GetChanges query) {
        return reads.changes(query.account(), log -> new ChangesSince(query, log).answer());
    }

    @QueryHandler
    public States handle(GetStates query) {
        return reads.changes(
                query.account(),
                log -> {
                    long atMost = query.atMost() < 0 ? log.version() : query.atMost();
                    return new States(
                            TYPES.stream()
                                    .collect(
                                            Collectors.toMap(
                                                    Function.identity(),
                                                    type ->
                                                            new State(
                                                                    log.epoch(),
                                                                    log.seqOf(type, atMost)))));
                });
    }
}
