package io.daybook.email.query;

import io.daybook.core.AccountId;
import io.daybook.core.StreamHeads;
import io.daybook.email.EmailFilter;
import io.daybook.email.projection.MailViews;
import io.daybook.email.projection.MailViews.Snapshot;
import io.daybook.email.projection.TextIndex;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Reads of the mail views together with what the text index finds at the same version. What needs
 * the text index is searched before the view is read, so that nobody waits for the index with the
 * view held; if the view has moved on meanwhile, again.
 *
 * @param <S> what the views give to read
 */
record TextSnapshots<S extends Snapshot>(Views<S> views, TextIndex texts, StreamHeads heads) {
    private static final int ATTEMPTS = 4;

    /** How a view is read, {@link MailViews#read} for one. */
    interface Views<S> {
        <T> T read(AccountId account, Function<S, T> reader);
    }

    /** Answers from the view and the emails that match each text condition. */
    interface Reader<S, T> {
        T read(S view, Function<EmailFilter, RoaringBitmap> texts);
    }

    /** What the reader answers; empty when the index is behind and cannot be caught up. */
    <T> Optional<T> read(AccountId account, @Nullable EmailFilter filter, Reader<S, T> reader) {
        var conditions = TextConditions.of(filter);
        if (conditions.isEmpty()) {
            return Optional.of(views.read(account, view -> read(reader, view, Map.of())));
        }
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            if (!texts.catchUp(account, heads.head(account.stream()))) {
                return Optional.empty();
            }
            long searched = texts.version(account);
            var found = TextConditions.search(conditions, texts, account);
            // A view that is ahead of what was searched is not read.
            Optional<T> answer =
                    views.read(
                            account,
                            view ->
                                    view.version() <= searched
                                            ? Optional.of(read(reader, view, found))
                                            : Optional.empty());
            if (answer.isPresent()) {
                return answer;
            }
        }
        // The account never rests: the little that is missing is indexed with the view held.
        return views.read(
                account,
                view ->
                        texts.catchUp(account, view.version())
                                ? Optional.of(
                                        read(
                                                reader,
                                                view,
                                                TextConditions.search(conditions, texts, account)))
                                : Optional.empty());
    }

    private static <S, T> T read(
            Reader<S, T> reader, S view, Map<EmailFilter, RoaringBitmap> found) {
        return reader.read(view, condition -> found.getOrDefault(condition, new RoaringBitmap()));
    }
}
