package io.daybook.email.query;

import io.daybook.core.AccountId;
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
import io.daybook.email.projection.TextIndex;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Finds the conditions of a filter that only the text index can answer. */
final class TextConditions {
    private TextConditions() {}

    /** Every {@link Text} and {@link Header} of the filter. */
    static Set<EmailFilter> of(@Nullable EmailFilter filter) {
        var conditions = new LinkedHashSet<EmailFilter>();
        visit(
                filter,
                true,
                condition -> {
                    if (condition instanceof Text || condition instanceof Header) {
                        conditions.add(condition);
                    }
                });
        return conditions;
    }

    /** The emails that the index finds for each of the conditions. */
    static Map<EmailFilter, RoaringBitmap> search(
            Set<EmailFilter> conditions, TextIndex texts, AccountId account) {
        return search(
                conditions,
                text -> texts.search(account, text),
                header -> texts.search(account, header));
    }

    static Map<EmailFilter, RoaringBitmap> search(
            Set<EmailFilter> conditions,
            Function<Text, RoaringBitmap> texts,
            Function<Header, RoaringBitmap> headers) {
        var found = new HashMap<EmailFilter, RoaringBitmap>();
        for (var condition : conditions) {
            if (condition instanceof Text text) {
                found.put(text, texts.apply(text));
            } else if (condition instanceof Header header) {
                found.put(header, headers.apply(header));
            }
        }
        return found;
    }

    /** The texts that an email is found by, not those that it must not have. */
    static List<Text> wanted(@Nullable EmailFilter filter) {
        var texts = new LinkedHashSet<Text>();
        visit(
                filter,
                false,
                condition -> {
                    if (condition instanceof Text text) {
                        texts.add(text);
                    }
                });
        return List.copyOf(texts);
    }

    private static void visit(
            @Nullable EmailFilter filter, boolean isIntoNot, Consumer<EmailFilter> visitor) {
        switch (filter) {
            case null -> {}
            case And(var filters) -> filters.forEach(one -> visit(one, isIntoNot, visitor));
            case Or(var filters) -> filters.forEach(one -> visit(one, isIntoNot, visitor));
            case Not(var filters) -> {
                if (isIntoNot) {
                    filters.forEach(one -> visit(one, true, visitor));
                }
            }
            case Text _,
                    Header _,
                    InMailbox _,
                    InMailboxOtherThan _,
                    Before _,
                    After _,
                    MinSize _,
                    MaxSize _,
                    HasKeyword _,
                    NotKeyword _,
                    HasAttachment _,
                    AllInThreadHaveKeyword _,
                    SomeInThreadHaveKeyword _,
                    NoneInThreadHaveKeyword _ ->
                    visitor.accept(filter);
        }
    }
}
