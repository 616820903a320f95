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
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.Anchor;
import io.daybook.email.QueryEmails.Position;
import io.daybook.email.query.EmailQueryEngine.Found;
import io.daybook.email.query.EmailQueryEngine.NoAnchor;
import io.daybook.email.query.EmailQueryEngine.Outcome;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Email/query as the RFC words it, one email at a time. Shares nothing with the engine. */
final class BruteForce {
    private final List<Mail> mails;
    private final Map<Integer, List<Mail>> threads;

    BruteForce(List<Mail> mails) {
        this.mails = mails;
        this.threads = mails.stream().collect(Collectors.groupingBy(Mail::thread));
    }

    Outcome run(QueryEmails query) {
        var list = list(query.list());
        long start =
                switch (query.start()) {
                    case Position(var index) -> index < 0 ? list.size() + index : index;
                    case Anchor(var email, var offset) ->
                            list.contains(email.value())
                                    ? list.indexOf(email.value()) + offset
                                    : Long.MIN_VALUE;
                    case QueryEmails.After _ ->
                            throw new IllegalArgumentException("not by brute force");
                };
        if (start == Long.MIN_VALUE) {
            return new NoAnchor();
        }
        start = Math.max(0, start);
        int[] ids = list.stream().skip(start).limit(query.limit()).mapToInt(id -> id).toArray();
        return new Found(ids, start, query.calculateTotal() ? list.size() : null, null);
    }

    /** All results, by their numbers. */
    List<Integer> list(EmailList asked) {
        var filter = asked.filter();
        List<Mail> list = new ArrayList<>();
        for (var mail : mails) {
            if (filter == null || matches(filter, mail)) {
                list.add(mail);
            }
        }
        list.sort(comparator(asked.sort()));
        if (asked.collapseThreads()) {
            var seen = new HashSet<Integer>();
            list = list.stream().filter(mail -> seen.add(mail.thread())).toList();
        }
        return list.stream().map(Mail::id).toList();
    }

    private boolean matches(EmailFilter filter, Mail mail) {
        return switch (filter) {
            case And(var filters) -> filters.stream().allMatch(one -> matches(one, mail));
            case Or(var filters) -> filters.stream().anyMatch(one -> matches(one, mail));
            case Not(var filters) -> filters.stream().noneMatch(one -> matches(one, mail));
            case InMailbox(var id) -> mail.mailboxes().contains(id.value());
            case InMailboxOtherThan(var ids) ->
                    mail.mailboxes().stream()
                            .anyMatch(in -> ids.stream().noneMatch(id -> id.value() == in));
            case Before(var instant) -> Instant.ofEpochMilli(mail.receivedAt()).isBefore(instant);
            case After(var instant) -> !Instant.ofEpochMilli(mail.receivedAt()).isBefore(instant);
            case MinSize(var octets) -> mail.size() >= octets;
            case MaxSize(var octets) -> mail.size() < octets;
            case AllInThreadHaveKeyword(var keyword) ->
                    thread(mail).stream().allMatch(has(keyword));
            case SomeInThreadHaveKeyword(var keyword) ->
                    thread(mail).stream().anyMatch(has(keyword));
            case NoneInThreadHaveKeyword(var keyword) ->
                    thread(mail).stream().noneMatch(has(keyword));
            case HasKeyword(var keyword) -> has(keyword).test(mail);
            case NotKeyword(var keyword) -> !has(keyword).test(mail);
            case HasAttachment(var value) -> mail.hasAttachment() == value;
            case Text(_, var text) -> mail.words().contains(text);
            case Header(var name, _) -> mail.words().contains(name);
        };
    }

    private List<Mail> thread(Mail mail) {
        return Objects.requireNonNull(threads.get(mail.thread()));
    }

    private static Predicate<Mail> has(String keyword) {
        return mail -> mail.keywords().contains(keyword);
    }

    private Comparator<Mail> comparator(List<EmailSort> sorts) {
        Comparator<Mail> all = (_, _) -> 0;
        for (var sort : sorts) {
            var one = comparator(sort);
            all = all.thenComparing(sort.isAscending() ? one : one.reversed());
        }
        return all.thenComparing(Mail::id);
    }

    private Comparator<Mail> comparator(EmailSort sort) {
        var keyword = String.valueOf(sort.keyword());
        return switch (sort.property()) {
            case RECEIVED_AT -> Comparator.comparing(Mail::receivedAt);
            case SIZE -> Comparator.comparing(Mail::size);
            case SENT_AT -> Comparator.comparing(Mail::sentAt);
            case SUBJECT -> text(Mail::subject, sort.collation());
            case FROM -> text(Mail::from, sort.collation());
            case TO -> text(Mail::to, sort.collation());
            case HAS_KEYWORD -> Comparator.comparing(has(keyword)::test);
            case ALL_IN_THREAD_HAVE_KEYWORD ->
                    Comparator.comparing(mail -> thread(mail).stream().allMatch(has(keyword)));
            case SOME_IN_THREAD_HAVE_KEYWORD ->
                    Comparator.comparing(mail -> thread(mail).stream().anyMatch(has(keyword)));
        };
    }

    private static Comparator<Mail> text(Function<Mail, String> property, String collation) {
        return switch (collation) {
            case "i;ascii-numeric" ->
                    Comparator.comparing(
                            mail -> number(property.apply(mail)),
                            Comparator.nullsLast(Comparator.naturalOrder()));
            case "i;ascii-casemap" ->
                    Comparator.comparing(
                            mail ->
                                    property.apply(mail)
                                            .codePoints()
                                            .mapToObj(c -> c >= 'a' && c <= 'z' ? c - 32 : c)
                                            .map(Character::toString)
                                            .collect(Collectors.joining())
                                            .getBytes(StandardCharsets.UTF_8),
                            Arrays::compareUnsigned);
            case null, default ->
                    Comparator.comparing(
                            mail ->
                                    Normalizer.normalize(
                                                    property.apply(mail)
                                                            .codePoints()
                                                            .map(Character::toTitleCase)
                                                            .mapToObj(Character::toString)
                                                            .collect(Collectors.joining()),
                                                    Normalizer.Form.NFKD)
                                            .getBytes(StandardCharsets.UTF_8),
                            Arrays::compareUnsigned);
        };
    }

    private static BigInteger number(String text) {
        var digits = text.replaceFirst("[^0-9].*$", "");
        return digits.isEmpty() ? null : new BigInteger(digits);
    }
}
