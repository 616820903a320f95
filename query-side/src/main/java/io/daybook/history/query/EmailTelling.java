package io.daybook.history.query;

import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.GoneRow;
import io.daybook.history.HistoryView.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells what events changed of emails. */
final class EmailTelling {
    private static final String TYPE = "Email";

    private EmailTelling() {}

    static Change added(AddedEmail added) {
        return new Change(
                TYPE,
                added.email().toString(),
                null,
                whole(
                        added.blob().value(),
                        added.thread(),
                        added.placements(),
                        added.keywords(),
                        added.size(),
                        added.receivedAt()));
    }

    static Change keywords(int email, List<String> added, List<String> removed) {
        var before = new TreeMap<String, @Nullable Object>();
        var after = new TreeMap<String, @Nullable Object>();
        added.forEach(word -> set("keywords/" + pointer(word), null, true, before, after));
        removed.forEach(word -> set("keywords/" + pointer(word), true, null, before, after));
        return new Change(TYPE, new EmailId(email).toString(), before, after);
    }

    static Change moved(int email, List<Entry> entered, Ids left) {
        var before = new TreeMap<String, @Nullable Object>();
        var after = new TreeMap<String, @Nullable Object>();
        entered.forEach(entry -> set("mailboxIds/" + entry.mailbox(), null, true, before, after));
        left.forEach(id -> set("mailboxIds/" + new MailboxId(id), true, null, before, after));
        return new Change(TYPE, new EmailId(email).toString(), before, after);
    }

    /** What its message says is read otherwise. */
    static Change redigested(int email) {
        return new Change(TYPE, new EmailId(email).toString(), Map.of(), Map.of());
    }

    /** What it was is kept, unless it came back since and was destroyed again. */
    static Change destroyed(int email, long seq, @Nullable GoneRow gone) {
        Map<String, @Nullable Object> before =
                gone != null && gone.seq() == seq
                        ? whole(gone.email(), gone.email().thread())
                        : Map.of();
        return new Change(TYPE, new EmailId(email).toString(), before, null);
    }

    static Change recreated(int email, ThreadId thread, @Nullable GoneRow was) {
        return new Change(
                TYPE,
                new EmailId(email).toString(),
                null,
                was == null ? Map.of("threadId", thread.toString()) : whole(was.email(), thread));
    }

    private static Map<String, @Nullable Object> whole(EmailRow row, ThreadId thread) {
        return whole(
                row.blob().value(),
                thread,
                row.placements(),
                row.keywords(),
                row.size(),
                row.receivedAt());
    }

    private static Map<String, @Nullable Object> whole(
            String blob,
            ThreadId thread,
            List<Placement> placements,
            List<String> keywords,
            long size,
            Instant receivedAt) {
        var whole = new TreeMap<String, @Nullable Object>();
        whole.put("blobId", blob);
        whole.put("threadId", thread.toString());
        whole.put("mailboxIds", set(placements.stream().map(place -> place.mailbox()).toList()));
        whole.put("keywords", set(keywords));
        whole.put("size", size);
        whole.put("receivedAt", receivedAt.toString());
        return whole;
    }

    private static Map<String, @Nullable Object> set(List<?> items) {
        var set = new TreeMap<String, @Nullable Object>();
        items.forEach(item -> set.put(item.toString(), true));
        return set;
    }

    private static void set(
            String path,
            @Nullable Object was,
            @Nullable Object is,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        before.put(path, was);
        after.put(path, is);
    }

    // RFC 6901 section 3: ~ and / within a name.
    private static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
