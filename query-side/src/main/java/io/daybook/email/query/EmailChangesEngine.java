package io.daybook.email.query;

import io.daybook.core.EmailId;
import io.daybook.email.EmailFilter;
import io.daybook.email.QueryEmailChanges;
import io.daybook.email.QueryEmailChanges.Added;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailHistory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Email/queryChanges over the columns of one account and what happened to its emails (RFC 8620
 * section 5.6, RFC 8621 section 4.5). No results of before are kept: those emails are touched whose
 * place in the list may be another one; all others are in the list, or not, in the same order as
 * before. The touched are removed, and added where they are now. Exact and pure; costs what a query
 * for the part of the list costs in which the last touched one is.
 */
public final class EmailChangesEngine {
    private final QueryEmailChanges query;
    private final EmailHistory history;
    private final ResultList results;
    private final Dependence dependence;

    private EmailChangesEngine(QueryEmailChanges query, EmailHistory history, ResultList results) {
        this.query = query;
        this.history = history;
        this.results = results;
        this.dependence = Dependence.of(query.list());
    }

    /** How the list changed, or that it did too much. */
    public sealed interface Outcome {}

    /**
     * @param removed the numbers of their ids; some may not have been in the list
     * @param added by ascending index
     * @param total null unless asked for
     */
    public record Changed(int[] removed, List<Added> added, @Nullable Integer total)
            implements Outcome {}

    public record TooMany() implements Outcome {}

    /**
     * Tells the changes since the beginning of the history.
     *
     * @param history up to the version of the columns
     * @param texts as in {@link EmailQueryEngine#run}
     * @throws IllegalArgumentException when a sort names an unknown collation or no keyword
     */
    public static Outcome run(
            QueryEmailChanges query,
            EmailHistory history,
            EmailColumns columns,
            Function<EmailFilter, RoaringBitmap> texts) {
        var results = new ResultList(query.list(), columns, texts, new RoaringBitmap());
        return new EmailChangesEngine(query, history, results).run();
    }

    private Outcome run() {
        var touched = touched();
        var threads =
                dependence.threadKeywords() || query.list().collapseThreads()
                        ? threads(touched)
                        : new RoaringBitmap();
        if (dependence.threadKeywords()) {
            touched.or(results.sets().threads().members(threads));
        }
        var former = new FormerMatches(query.list().filter(), history, results.sets());
        var gone = former.among(RoaringBitmap.andNot(touched, history.created()));
        return query.list().collapseThreads()
                ? collapsed(threads, touched, gone)
                : changed(gone, results.selection().among(touched));
    }

    /** The emails of now that were created, or of which something changed that matters here. */
    private RoaringBitmap touched() {
        var touched = history.created().clone();
        if (dependence.mailboxes()) {
            touched.or(history.moved());
        }
        if (dependence.keywords() || dependence.threadKeywords()) {
            touched.or(history.flagged());
        }
        return touched;
    }

    /** The threads that got or lost an email, and those that the touched are of. */
    private RoaringBitmap threads(RoaringBitmap touched) {
        return RoaringBitmap.or(history.threads(), threadsOf(touched));
    }

    /**
     * Of a thread, one email stays, which may be another one than before, though nothing happened
     * to either. The one of before was touched, or is gone, or is the first untouched one.
     */
    private Outcome collapsed(RoaringBitmap threads, RoaringBitmap touched, RoaringBitmap gone) {
        var firsts = FirstOfThreads.of(threads, touched, results);
        var untouched = firsts.untouched();
        // It stays where it is when it was the one of its thread before, too.
        if (history.destroyed().isEmpty()) {
            var maybeBefore = results.sets().threads().members(threadsOf(gone));
            untouched.andNot(RoaringBitmap.andNot(firsts.all(), maybeBefore));
        }
        var hits = RoaringBitmap.and(firsts.all(), RoaringBitmap.or(touched, untouched));
        return changed(RoaringBitmap.or(gone, untouched), hits);
    }

    private RoaringBitmap threadsOf(RoaringBitmap emails) {
        var threads = new RoaringBitmap();
        Bitmaps.forEach(emails, email -> threads.add(results.columns().thread(email)));
        return threads;
    }

    /**
     * @param gone of the emails that there are, those that are taken out
     * @param hits those that are put in: all of them are in the list
     */
    private Outcome changed(RoaringBitmap gone, RoaringBitmap hits) {
        // Of what is immutable, a part may be behind what the client knows.
        long sure =
                (dependence.isNone() ? 0 : gone.getCardinality())
                        + history.destroyed().getCardinality();
        if (sure > query.maxChanges()) {
            return new TooMany();
        }
        var total = query.calculateTotal() ? (Integer) results.total() : null;
        if (gone.isEmpty() && hits.isEmpty()) {
            return outcome(history.destroyed(), List.of(), total);
        }
        var window = results.window(ResultList.ALL);
        int last = last(window);
        var removed = RoaringBitmap.or(upTo(last, gone), history.destroyed());
        var added =
                window.indexes(hits, last).entrySet().stream()
                        .map(hit -> new Added(new EmailId(hit.getValue()), hit.getKey()))
                        .toList();
        return outcome(removed, added, total);
    }

    private Outcome outcome(RoaringBitmap removed, List<Added> added, @Nullable Integer total) {
        return removed.getLongCardinality() + added.size() > query.maxChanges()
                ? new TooMany()
                : new Changed(removed.toArray(), added, total);
    }

    /** The last index that the client cares for. */
    private int last(Window window) {
        var upTo = query.upTo();
        // RFC 8620 section 5.6: it is ignored unless all is immutable and it is in the results.
        if (upTo == null || !dependence.isNone() || !results.selection().holds(upTo.value())) {
            return Integer.MAX_VALUE;
        }
        int index = window.indexOf(upTo.value());
        return index < 0 ? Integer.MAX_VALUE : index;
    }

    /** Without those that are sorted behind the last one that the client knows. */
    private RoaringBitmap upTo(int last, RoaringBitmap gone) {
        var upTo = query.upTo();
        if (last == Integer.MAX_VALUE || upTo == null || gone.isEmpty()) {
            return gone;
        }
        int[] emails =
                IntStream.concat(gone.stream(), IntStream.of(upTo.value())).sorted().toArray();
        long[] keys = results.keys(emails).values();
        int at = Arrays.binarySearch(emails, upTo.value());
        var known = new RoaringBitmap();
        for (int i = 0; i < emails.length; i++) {
            if (keys[i] < keys[at] || keys[i] == keys[at] && i <= at) {
                known.add(emails[i]);
            }
        }
        known.and(gone);
        return known;
    }
}
