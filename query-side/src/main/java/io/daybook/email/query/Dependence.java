package io.daybook.email.query;

import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.After;
import io.daybook.email.EmailFilter.AllInThreadHaveKeyword;
import io.daybook.email.EmailFilter.And;
import io.daybook.email.EmailFilter.Before;
import io.daybook.email.EmailFilter.HasAttachment;
import io.daybook.email.EmailFilter.HasKeyword;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.InMailbox;
import io.daybook.email.EmailFilter.InMailboxOtherThan;
import io.daybook.email.EmailFilter.MaxSize;
import io.daybook.email.EmailFilter.MinSize;
import io.daybook.email.EmailFilter.NoneInThreadHaveKeyword;
import io.daybook.email.EmailFilter.Not;
import io.daybook.email.EmailFilter.NotKeyword;
import io.daybook.email.EmailFilter.Or;
import io.daybook.email.EmailFilter.SomeInThreadHaveKeyword;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailList;
import io.daybook.email.EmailSort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which mutable properties of an email decide whether and where it is in a list. All others of
 * those that are filtered and sorted by never change (RFC 8621 section 4.1).
 *
 * @param mailboxes its mailboxIds
 * @param keywords its own keywords
 * @param threadKeywords those of all emails of its thread
 */
record Dependence(boolean mailboxes, boolean keywords, boolean threadKeywords) {
    private static final Dependence NONE = new Dependence(false, false, false);
    private static final Dependence MAILBOXES = new Dependence(true, false, false);
    private static final Dependence KEYWORDS = new Dependence(false, true, false);
    private static final Dependence THREAD_KEYWORDS = new Dependence(false, false, true);

    static Dependence of(EmailList list) {
        var all = of(list.filter());
        for (var sort : list.sort()) {
            all = all.and(of(sort));
        }
        return all;
    }

    static Dependence of(@Nullable EmailFilter filter) {
        return switch (filter) {
            case null -> NONE;
            case And(var filters) -> ofAll(filters);
            case Or(var filters) -> ofAll(filters);
            case Not(var filters) -> ofAll(filters);
            case InMailbox _, InMailboxOtherThan _ -> MAILBOXES;
            case HasKeyword _, NotKeyword _ -> KEYWORDS;
            case AllInThreadHaveKeyword _, SomeInThreadHaveKeyword _, NoneInThreadHaveKeyword _ ->
                    THREAD_KEYWORDS;
            case Before _, After _, MinSize _, MaxSize _, HasAttachment _, Text _, Header _ -> NONE;
        };
    }

    private static Dependence of(EmailSort sort) {
        return switch (sort.property()) {
            case HAS_KEYWORD -> KEYWORDS;
            case ALL_IN_THREAD_HAVE_KEYWORD, SOME_IN_THREAD_HAVE_KEYWORD -> THREAD_KEYWORDS;
            case RECEIVED_AT, SIZE, FROM, TO, SUBJECT, SENT_AT -> NONE;
        };
    }

    private static Dependence ofAll(List<EmailFilter> filters) {
        return filters.stream().map(Dependence::of).reduce(NONE, Dependence::and);
    }

    private Dependence and(Dependence other) {
        return new Dependence(
                mailboxes || other.mailboxes,
                keywords || other.keywords,
                threadKeywords || other.threadKeywords);
    }

    /** Whether filter and sort are on immutable properties only (RFC 8620 section 5.6). */
    boolean isNone() {
        return !mailboxes && !keywords && !threadKeywords;
    }
}
