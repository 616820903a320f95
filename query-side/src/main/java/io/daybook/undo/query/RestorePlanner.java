package io.daybook.undo.query;

import io.daybook.account.projection.PastReads.Then;
import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailRevert;
import io.daybook.email.EmailRevert.ChangeBack;
import io.daybook.email.EmailRevert.Content;
import io.daybook.email.EmailRevert.TakeAway;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.MailViews;
import io.daybook.mailbox.MailboxRevert;
import io.daybook.undo.PlanRestore;
import io.daybook.undo.PlanRestore.Emails;
import io.daybook.undo.PlanRestore.Everything;
import io.daybook.undo.PlanRestore.OneMailbox;
import io.daybook.undo.RevertPlan;
import io.daybook.undo.RevertPlan.Missing;
import io.daybook.undo.RevertPlan.Planned;
import io.daybook.undo.RevertPlan.TooMany;
import io.daybook.undo.query.AccountPast.Destroyed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/** Works out in what an account differs from what it was at a moment. */
final class RestorePlanner {
    private static final int PAGE = 1_000;

    private final PlanRestore query;
    private final AccountId account;
    private final Then then;
    private final MailViews views;
    private final AccountPast past;
    private final List<EmailRevert> emails = new ArrayList<>();
    private final List<EmailId> expired = new ArrayList<>();
    private final List<EmailId> unknown = new ArrayList<>();

    RestorePlanner(PlanRestore query, Then then, MailViews views, AccountPast past) {
        this.query = query;
        this.account = query.account();
        this.then = then;
        this.views = views;
        this.past = past;
    }

    /**
     * @param mailboxes in what the mailboxes of the scope differ
     */
    RevertPlan plan(List<MailboxRevert> mailboxes, List<MailboxId> unknownMailboxes) {
        planEmails();
        int records = emails.size() + mailboxes.size();
        if (records > query.limit()) {
            return new TooMany(records);
        }
        boolean all = query.scope() instanceof Everything;
        return new Planned(
                mailboxes,
                emails,
                all ? SettingsRestore.identities(then.seq(), past, query.removeNewer()) : null,
                all ? SettingsRestore.vacation(then.seq(), past) : null,
                Map.of(),
                new Missing(List.of(), unknownMailboxes, unknown, expired));
    }

    private void planEmails() {
        RoaringBitmap before = then.views().read(account, it -> chosen(it.columns()));
        RoaringBitmap newer = newer(before);
        Set<Integer> goOn = new TreeSet<>();
        forEachPage(before, page -> planThen(page, goOn));
        goOn.forEach(newer::remove);
        forEachPage(newer, this::planNewer);
        if (query.scope() instanceof Emails(var asked)) {
            for (EmailId email : asked) {
                boolean isNew = query.removeNewer() && newer.contains(email.value());
                if (!before.contains(email.value()) && !isNew) {
                    unknown.add(email);
                }
            }
        }
    }

    private RoaringBitmap chosen(EmailColumns columns) {
        return switch (query.scope()) {
            case Everything() -> columns.all().clone();
            case OneMailbox(var mailbox) -> columns.inMailbox(mailbox.value()).clone();
            case Emails(var asked) ->
                    RoaringBitmap.and(
                            columns.all(), RoaringBitmap.bitmapOf(Ids.ofEmails(asked).toArray()));
        };
    }

    /** What is there now and belongs to the scope only now. */
    private RoaringBitmap newer(RoaringBitmap before) {
        if (!query.removeNewer()) {
            return new RoaringBitmap();
        }
        RoaringBitmap now = views.read(account, it -> chosen(it.columns()));
        now.andNot(before);
        return now;
    }

    /** Those that were in the scope, and what became of them. */
    private void planThen(List<Integer> page, Set<Integer> goOn) {
        Map<Integer, Content> was = contents(then.views(), page);
        Map<Integer, Integer> current = past.current(page);
        Map<Integer, Content> is = contents(views, current.values());
        List<Integer> gone =
                current.values().stream().filter(email -> !is.containsKey(email)).toList();
        Map<Integer, Destroyed> destroyed = past.destroyed(gone);
        was.forEach((email, content) -> {
            int id = current.getOrDefault(email, email);
            goOn.add(id);
            Content now = is.get(id);
            Destroyed row = destroyed.get(id);
            if (now != null) {
                change(id, now, content);
            } else if (row != null && row.isKept()) {
                emails.add(row.back(content));
            } else {
                expired.add(new EmailId(email));
            }
        });
    }

    /** Those that came into the scope since: away, or back to where they were. */
    private void planNewer(List<Integer> page) {
        Map<Integer, Content> was = contents(then.views(), page);
        contents(views, page)
                .forEach((email, now) -> {
                    Content content = was.get(email);
                    if (content == null) {
                        emails.add(new TakeAway(new EmailId(email), now));
                    } else {
                        change(email, now, content);
                    }
                });
    }

    private void change(int email, Content now, Content before) {
        if (!now.equals(before)) {
            emails.add(
                    new ChangeBack(
                            new EmailId(email),
                            EmailUndo.without(before.keywords(), now.keywords()),
                            EmailUndo.without(now.keywords(), before.keywords()),
                            EmailUndo.without(before.mailboxes(), now.mailboxes()),
                            EmailUndo.without(now.mailboxes(), before.mailboxes())));
        }
    }

    private Map<Integer, Content> contents(MailViews from, Collection<Integer> numbers) {
        return StoredPast.contents(from, account, numbers);
    }

    private interface Page {
        void take(List<Integer> emails);
    }

    private static void forEachPage(RoaringBitmap all, Page visitor) {
        List<Integer> page = new ArrayList<>();
        for (int email : all) {
            page.add(email);
            if (page.size() == PAGE) {
                visitor.take(page);
                page = new ArrayList<>();
            }
        }
        if (!page.isEmpty()) {
            visitor.take(page);
        }
    }
}
