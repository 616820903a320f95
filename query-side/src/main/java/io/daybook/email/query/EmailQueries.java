package io.daybook.email.query;

import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.EmailView;
import io.daybook.email.GetEmails;
import io.daybook.email.GetEmails.Emails;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.MailViews;
import io.daybook.email.projection.MailViews.Snapshot;
import java.util.HashSet;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link GetEmails}. */
public final class EmailQueries {
    private final MailViews views;

    public EmailQueries(MailViews views) {
        this.views = views;
    }

    @QueryHandler
    public Emails handle(GetEmails query) {
        var ids = query.ids();
        return views.read(
                query.account(),
                snapshot ->
                        ids == null
                                ? all(snapshot, query.limit())
                                : these(snapshot, ids, query.limit()));
    }

    private static Emails all(Snapshot snapshot, int limit) {
        var all = snapshot.columns().all();
        var ids = all.stream().limit(limit).mapToObj(EmailId::new).toList();
        return new Emails(
                snapshot.state(DataType.EMAIL),
                read(snapshot, ids),
                List.of(),
                all.getCardinality() > ids.size());
    }

    private static Emails these(Snapshot snapshot, List<EmailId> asked, int limit) {
        var all = snapshot.columns().all();
        var seen = new HashSet<EmailId>();
        var found = asked.stream().filter(id -> all.contains(id.value()) && seen.add(id));
        var ids = found.toList();
        var notFound = asked.stream().filter(id -> !all.contains(id.value())).distinct().toList();
        var page = ids.size() > limit ? ids.subList(0, limit) : ids;
        return new Emails(
                snapshot.state(DataType.EMAIL),
                read(snapshot, page),
                notFound,
                ids.size() > page.size());
    }

    private static List<EmailView> read(Snapshot snapshot, List<EmailId> ids) {
        return snapshot.emails(ids).stream().map(EmailQueries::view).toList();
    }

    private static EmailView view(EmailRow row) {
        return new EmailView(
                row.id(),
                row.thread(),
                row.blob(),
                row.size(),
                row.receivedAt(),
                row.placements().stream().map(Placement::mailbox).toList(),
                row.keywords());
    }
}
