package io.daybook.account.projection;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.StreamHeads;
import io.daybook.core.SubmissionId;
import io.daybook.identity.GetIdentities.Identities;
import io.daybook.identity.GetIdentities.IdentityView;
import io.daybook.identity.projection.IdentityReads;
import io.daybook.identity.projection.IdentityRows;
import io.daybook.submission.GetDelivery;
import io.daybook.submission.GetDelivery.NoSuchDelivery;
import io.daybook.submission.GetDue;
import io.daybook.submission.GetDue.Due;
import io.daybook.submission.GetSubmissions.Submissions;
import io.daybook.submission.ListSubmissions.Listed;
import io.daybook.submission.projection.SubmissionReads;
import io.daybook.submission.projection.SubmissionRows;
import io.daybook.vacation.GetVacation.Vacation;
import io.daybook.vacation.VacationSetting;
import io.daybook.vacation.projection.VacationReads;
import io.daybook.vacation.projection.VacationRow;
import io.daybook.view.ViewStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads of what an account sends, and as whom. Each waits as those of {@link AccountViews} do. */
public final class SendingViews implements IdentityReads, SubmissionReads, VacationReads {
    private final AccountViews views;
    private final ViewStore store;
    private final DueTimes dueTimes;
    private final StreamHeads heads;

    public SendingViews(AccountViews views, MailProjection projection, StreamHeads heads) {
        this.views = views;
        this.store = projection.store();
        this.dueTimes = projection.dueTimes();
        this.heads = heads;
    }

    @Override
    public Identities identities(AccountId account) {
        return views.at(
                account,
                state -> {
                    var identities = new ArrayList<IdentityView>();
                    store.scan(
                            state.place,
                            IdentityRows.VIEW,
                            null,
                            null,
                            (_, row) -> identities.add(row.value()));
                    return new Identities(state.state(DataType.IDENTITY), identities);
                });
    }

    @Override
    public Vacation vacation(AccountId account) {
        return views.at(
                account,
                state -> {
                    var row = store.get(state.place, VacationRow.VIEW, VacationRow.Only.ROW);
                    return new Vacation(
                            state.state(DataType.VACATION_RESPONSE),
                            row == null ? VacationSetting.OFF : row.value());
                });
    }

    @Override
    public Submissions submissions(AccountId account, @Nullable List<SubmissionId> ids, int limit) {
        return views.at(account, state -> SubmissionPages.read(store, state, ids, limit));
    }

    @Override
    public Listed list(AccountId account) {
        return views.at(
                account,
                state ->
                        new Listed(
                                state.state(DataType.EMAIL_SUBMISSION),
                                List.copyOf(state.submissions.values())));
    }

    @Override
    public GetDelivery.Answer delivery(AccountId account, SubmissionId submission) {
        return views.at(
                account,
                state -> {
                    var row = store.get(state.place, SubmissionRows.VIEW, submission);
                    return row == null || row.value().isFinished()
                            ? new NoSuchDelivery()
                            : row.value().toDelivery(account);
                });
    }

    @Override
    public Due due(GetDue query) {
        query.moved()
                .forEach(account -> {
                    views.at(account, state -> state.version);
                    // Another node may have posted it.
                    dueTimes.moved(account.stream());
                });
        if (query.afresh()) {
            dueTimes.lookAgain();
        }
        return dueTimes.due(query.until(), query.limit(), heads);
    }
}
