package io.daybook.mailbox.jmap;

import io.daybook.core.MailboxId;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Collation;
import io.daybook.core.jmap.standard.Comparators;
import io.daybook.core.jmap.standard.Comparators.Comparison;
import io.daybook.mailbox.MailboxView;
import java.util.Comparator;

/** The sort properties of Mailbox/query (RFC 8621 section 2.3). */
final class MailboxOrder {
    private MailboxOrder() {}

    /** Total: ties are broken by id. */
    static Comparator<MailboxView> read(Arguments arguments) {
        Comparator<MailboxView> order = (_, _) -> 0;
        for (Comparator<MailboxView> next : Comparators.read(arguments, MailboxOrder::comparator)) {
            order = order.thenComparing(next);
        }
        return order.thenComparing(MailboxView::id);
    }

    private static Comparator<MailboxView> comparator(Comparison comparison) {
        Comparator<MailboxView> comparator =
                switch (comparison.property()) {
                    case "sortOrder" -> Comparator.comparingInt(MailboxView::sortOrder);
                    case "name" ->
                            Comparator.comparing(
                                    MailboxView::name,
                                    Collation.comparator(comparison.collation()));
                    case "parentId" ->
                            Comparator.comparing(
                                    MailboxView::parent,
                                    Comparator.nullsFirst(Comparator.<MailboxId>naturalOrder()));
                    default -> throw Comparators.unsupported("no sort by this property");
                };
        return comparison.isAscending() ? comparator : comparator.reversed();
    }
}
