package io.daybook.account.command;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.core.codec.BinaryFieldReader;
import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.email.command.EmailTable;
import io.daybook.email.command.Keywords;
import io.daybook.identity.command.IdentityTable;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.command.MailboxTree.Mailbox;
import io.daybook.thread.command.ThreadTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the sections of a snapshot are written and read. */
final class SnapshotChunks {
    /** Pages of ids whose emails share a chunk: at most 160 KB. */
    static final int EMAIL_PAGES = 4;

    /** Pages of keys that share a chunk: at most 220 KB. */
    static final int KEY_PAGES = 8;

    private SnapshotChunks() {}

    static byte[] tree(FrozenAccount account) {
        var out = new BinaryFieldWriter();
        AccountOpened opened = account.opened();
        out.text("epoch", opened.epoch());
        out.longs("salt", new long[] {opened.salt()});
        out.text("owner", opened.owner());
        out.number("quotaOctets", opened.quotaOctets());
        out.list("mailboxes", account.mailboxes(), SnapshotChunks::mailbox);
        return out.toByteArray();
    }

    private static void mailbox(Mailbox mailbox, FieldWriter out) {
        out.number("id", mailbox.id().value());
        out.text("name", mailbox.name());
        out.number("parent", mailbox.parent() == null ? 0 : mailbox.parent().value());
        out.text("role", mailbox.role());
        out.number("sortOrder", mailbox.sortOrder());
        out.flag("isSubscribed", mailbox.isSubscribed());
        out.number("uidValidity", mailbox.uidValidity());
    }

    /** The account's beginning, and its mailboxes as if each had just been created. */
    record Tree(AccountOpened opened, List<MailboxCreated> mailboxes) {}

    static Tree tree(byte[] bytes) {
        var in = new BinaryFieldReader(bytes);
        var opened =
                new AccountOpened(
                        in.requiredText("epoch"),
                        in.longs("salt")[0],
                        in.requiredText("owner"),
                        in.number("quotaOctets"));
        List<MailboxCreated> mailboxes = in.list("mailboxes", SnapshotChunks::mailbox);
        in.requireEnd();
        return new Tree(opened, mailboxes);
    }

    private static MailboxCreated mailbox(FieldReader in) {
        var id = new MailboxId(in.integer("id"));
        String name = in.requiredText("name");
        int parent = in.integer("parent");
        return new MailboxCreated(
                id,
                name,
                parent == 0 ? null : new MailboxId(parent),
                in.text("role"),
                in.integer("sortOrder"),
                in.flag("isSubscribed"),
                in.integer("uidValidity"));
    }

    static byte[] uids(FrozenAccount account) {
        Map<Integer, Integer> uids = account.emails().nextUids();
        var out = new BinaryFieldWriter();
        out.ints("mailboxes", uids.keySet().stream().mapToInt(i -> i).toArray());
        out.ints("uids", uids.values().stream().mapToInt(i -> i).toArray());
        return out.toByteArray();
    }

    static Map<Integer, Integer> uids(byte[] bytes) {
        var in = new BinaryFieldReader(bytes);
        int[] mailboxes = in.ints("mailboxes");
        int[] uids = in.ints("uids");
        Map<Integer, Integer> next = new TreeMap<>();
        for (int i = 0; i < mailboxes.length; i++) {
            next.put(mailboxes[i], uids[i]);
        }
        return next;
    }

    static byte[] forwards(FrozenAccount account) {
        var out = new BinaryFieldWriter();
        account.emails()
                .threads()
                .forEachForward((merged, survivor) -> {
                    out.number("merged", merged);
                    out.number("survivor", survivor);
                });
        out.number("end", 0);
        return out.toByteArray();
    }

    static void forwards(byte[] bytes, ThreadTable threads) {
        var in = new BinaryFieldReader(bytes);
        for (int merged = in.integer("merged"); merged != 0; merged = in.integer("merged")) {
            threads.forward(merged, in.integer("survivor"));
        }
        in.requireEnd();
    }

    static byte[] identities(FrozenAccount account) {
        var out = new BinaryFieldWriter();
        out.number("next", account.nextIdentity());
        out.ints("identities", account.identities().toArray());
        return out.toByteArray();
    }

    static void identities(byte[] bytes, IdentityTable identities) {
        var in = new BinaryFieldReader(bytes);
        int next = in.integer("next");
        identities.restore(Ids.of(in.ints("identities")), next);
        in.requireEnd();
    }

    static byte[] sets(FrozenAccount account) {
        var out = new BinaryFieldWriter();
        // An email is in at least one mailbox, so an empty set stands for a free number.
        out.list(
                "mailboxSets",
                account.emails().mailboxSets(),
                (ids, each) -> each.ints("ids", ids == null ? new int[0] : ids.toArray()));
        out.list(
                "keywordSets",
                account.emails().keywordSets(),
                (keywords, each) -> {
                    each.flag("used", keywords != null);
                    each.texts("names", keywords == null ? List.of() : keywords.names());
                });
        return out.toByteArray();
    }

    /** The sets that emails share, each by its number from 1; null where the number is free. */
    record Sets(List<@Nullable Ids> mailboxes, List<@Nullable Keywords> keywords) {}

    static Sets sets(byte[] bytes) {
        var in = new BinaryFieldReader(bytes);
        List<@Nullable Ids> mailboxes = new ArrayList<>();
        for (Ids ids : in.list("mailboxSets", each -> Ids.of(each.ints("ids")))) {
            mailboxes.add(ids.isEmpty() ? null : ids);
        }
        List<@Nullable Keywords> keywords = new ArrayList<>();
        in.list("keywordSets", SnapshotChunks::keywords)
                .forEach(set -> keywords.add(set.orElse(null)));
        in.requireEnd();
        return new Sets(mailboxes, keywords);
    }

    private static Optional<Keywords> keywords(FieldReader in) {
        boolean used = in.flag("used");
        List<String> names = in.texts("names");
        return used ? Optional.of(new Keywords(names)) : Optional.empty();
    }

    /** Empty when no email of the group lives. */
    static byte[] emails(FrozenAccount account, int group) {
        var out = new BinaryFieldWriter();
        out.number("group", group);
        int[] previous = new int[2];
        EmailTable.Frozen emails = account.emails();
        for (int page = group * EMAIL_PAGES; page < (group + 1) * EMAIL_PAGES; page++) {
            if (page < emails.rows().pages()) {
                emails.forEach(
                        page,
                        (email, thread, octets, mailboxes, keywords) -> {
                            out.number("email", email - previous[0]);
                            out.number("thread", thread - previous[1]);
                            out.number("octets", octets);
                            out.number("mailboxes", mailboxes);
                            out.number("keywords", keywords);
                            previous[0] = email;
                            previous[1] = thread;
                        });
            }
        }
        out.number("end", 0);
        return previous[0] == 0 ? new byte[0] : out.toByteArray();
    }

    /** Returns the number of the group. */
    static int emails(byte[] bytes, EmailTable.RowVisitor emails) {
        var in = new BinaryFieldReader(bytes);
        int group = in.integer("group");
        int email = 0;
        int thread = 0;
        for (int step = in.integer("email"); step != 0; step = in.integer("email")) {
            email += step;
            thread += in.integer("thread");
            emails.visit(
                    email,
                    thread,
                    in.integer("octets"),
                    in.integer("mailboxes"),
                    in.integer("keywords"));
        }
        in.requireEnd();
        return group;
    }

    static byte[] keys(FrozenAccount account, int group) {
        var keys = new ArrayList<Long>();
        var threads = new ArrayList<Integer>();
        ThreadTable.Frozen table = account.emails().threads();
        for (int page = group * KEY_PAGES; page < (group + 1) * KEY_PAGES; page++) {
            if (page < table.keyPages()) {
                table.forEachKey(
                        page,
                        (key, thread) -> {
                            keys.add(key);
                            threads.add(thread);
                        });
            }
        }
        var out = new BinaryFieldWriter();
        out.number("group", group);
        out.longs("keys", keys.stream().mapToLong(key -> key).toArray());
        out.ints("threads", threads.stream().mapToInt(thread -> thread).toArray());
        return keys.isEmpty() ? new byte[0] : out.toByteArray();
    }

    /** Returns the number of the group. */
    static int keys(byte[] bytes, ThreadTable table) {
        var in = new BinaryFieldReader(bytes);
        int group = in.integer("group");
        long[] keys = in.longs("keys");
        int[] threads = in.ints("threads");
        in.requireEnd();
        for (int i = 0; i < keys.length; i++) {
            table.restoreKey(keys[i], threads[i]);
        }
        return group;
    }
}
