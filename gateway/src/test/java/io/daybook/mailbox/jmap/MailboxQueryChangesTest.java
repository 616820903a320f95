package io.daybook.mailbox.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.GetChanges;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.Wire;
import io.daybook.mailbox.GetMailboxes;
import io.daybook.mailbox.GetMailboxes.Mailboxes;
import io.daybook.mailbox.MailboxView;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MailboxQueryChangesTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final List<String> FILTERS =
            List.of(
                    "null",
                    "{'name': 'a'}",
                    "{'parentId': null}",
                    "{'parentId': 'm3'}",
                    "{'isSubscribed': true}",
                    "{'operator': 'NOT', 'conditions': [{'name': 'b'}]}");
    private static final List<String> SORTS =
            List.of(
                    "null",
                    "[{'property': 'name'}]",
                    "[{'property': 'sortOrder', 'isAscending': false}, {'property': 'name'}]",
                    "[{'property': 'parentId'}]");

    private final TreeMap<Integer, MailboxView> boxes = new TreeMap<>();
    private final TreeSet<Integer> created = new TreeSet<>();
    private final TreeSet<Integer> updated = new TreeSet<>();
    private final TreeSet<Integer> counted = new TreeSet<>();
    private final TreeSet<Integer> destroyed = new TreeSet<>();
    private Random random = new Random(SEED);
    private int next = 1;

    @Test
    void a_client_that_applies_the_changes_has_the_results_of_now() {
        for (int i = 0; i < 500; i++) {
            random = new Random(SEED + i);
            boxes.clear();
            next = 1;
            for (int j = random.nextInt(15); j >= 0; j--) {
                create();
            }
            forget();
            String query = query();
            var before = results(query);
            for (int j = random.nextInt(8); j > 0; j--) {
                step();
            }
            var where = "-Dseed=" + (SEED + i) + " " + query;
            var changes =
                    Wire.call(
                            MailboxQuery.changes(),
                            call(),
                            "{'sinceQueryState': 't-1', 'calculateTotal': true, " + query + "}");
            var now = results(query);
            assertThat(changes.get("total").intValue()).as(where).isEqualTo(now.size());
            assertThat(applied(before, changes)).as(where + changes).isEqualTo(now);
        }
    }

    @Test
    void counters_change_no_list() {
        create();
        forget();
        counted.add(1);
        var changes = Wire.call(MailboxQuery.changes(), call(), "{'sinceQueryState': 't-1'}");
        assertThat(changes.get("removed")).isEmpty();
        assertThat(changes.get("added")).isEmpty();
    }

    @Test
    void all_can_change_so_that_the_last_known_id_is_ignored() {
        create();
        create();
        forget();
        updated.add(2);
        var changes =
                Wire.call(
                        MailboxQuery.changes(),
                        call(),
                        "{'sinceQueryState': 't-1', 'upToId': 'm1',"
                                + " 'sort': [{'property': 'parentId'}]}");
        assertThat(changes.get("removed")).isEqualTo(Wire.json("['m2']"));
        assertThat(changes.get("added")).isEqualTo(Wire.json("[{'id':'m2','index':1}]"));
    }

    @Test
    void wrong_arguments_are_refused() {
        Method changes = MailboxQuery.changes();
        Wire.refuses(changes, call(), "{}");
        Wire.refuses(changes, call(), "{'sinceQueryState': 't-1', 'sortAsTree': null}");
        Wire.refuses(changes, call(), "{'sinceQueryState': 't-1', 'collapseThreads': true}");
    }

    @Test
    void the_list_of_all_changes_only_when_one_comes_or_goes() {
        create();
        create();
        forget();
        updated.add(2);
        create();
        create();
        var changes =
                Wire.call(
                        MailboxQuery.changes(),
                        call(),
                        "{'sinceQueryState': 't-1', 'upToId': 'm3'}");
        assertThat(changes.get("removed")).isEmpty();
        assertThat(changes.get("added")).isEqualTo(Wire.json("[{'id':'m3','index':2}]"));
    }

    private String query() {
        return "'filter': "
                + FILTERS.get(random.nextInt(FILTERS.size()))
                + ", 'sort': "
                + SORTS.get(random.nextInt(SORTS.size()))
                + ", 'sortAsTree': "
                + random.nextBoolean()
                + ", 'filterAsTree': "
                + random.nextBoolean();
    }

    private void step() {
        Integer some = some();
        switch (some == null ? 0 : random.nextInt(5)) {
            case 0 -> create();
            case 1 -> destroy(some);
            case 2 -> counted.add(some);
            default -> update(some);
        }
    }

    private @Nullable Integer some() {
        var ids = new ArrayList<>(boxes.keySet());
        return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
    }

    private void create() {
        created.add(next);
        boxes.put(next, box(next, some()));
        next++;
    }

    private void update(int id) {
        Integer parent = random.nextInt(3) == 0 ? null : some();
        for (Integer above = parent; above != null; above = parent(above)) {
            if (above == id) {
                return;
            }
        }
        updated.add(id);
        boxes.put(id, box(id, parent));
    }

    private @Nullable Integer parent(int id) {
        var parent = boxes.get(id).parent();
        return parent == null ? null : (Integer) parent.value();
    }

    private void destroy(int id) {
        if (boxes.keySet().stream().anyMatch(child -> Integer.valueOf(id).equals(parent(child)))) {
            return;
        }
        boxes.remove(id);
        updated.remove(id);
        counted.remove(id);
        if (!created.remove(id)) {
            destroyed.add(id);
        }
    }

    private MailboxView box(int id, @Nullable Integer parent) {
        return new MailboxView(
                new MailboxId(id),
                "" + (char) ('a' + random.nextInt(3)) + id,
                parent == null ? null : new MailboxId(parent),
                null,
                random.nextInt(3),
                random.nextBoolean(),
                0,
                0,
                0,
                0);
    }

    private void forget() {
        created.clear();
        updated.clear();
        counted.clear();
        destroyed.clear();
    }

    private FakeCall call() {
        var now = new State("t", 2);
        counted.removeAll(updated);
        counted.removeAll(created);
        updated.removeAll(created);
        var all = new TreeSet<>(updated);
        all.addAll(counted);
        return new FakeCall()
                .on(GetMailboxes.class, _ -> new Mailboxes(now, 2, List.copyOf(boxes.values())))
                .on(
                        GetChanges.class,
                        asked ->
                                new GetChanges.Changes(
                                        asked.since(),
                                        now,
                                        false,
                                        ids(created),
                                        ids(all),
                                        ids(destroyed),
                                        ids(counted)));
    }

    private static Ids ids(TreeSet<Integer> set) {
        return Ids.of(set.stream().mapToInt(Integer::intValue).toArray());
    }

    private List<String> results(String query) {
        var ids = new ArrayList<String>();
        Wire.call(MailboxQuery.method(), call(), "{" + query + "}")
                .get("ids")
                .forEach(id -> ids.add(id.stringValue()));
        return ids;
    }

    private static List<String> applied(List<String> before, JsonNode changes) {
        var results = new ArrayList<>(before);
        changes.get("removed").forEach(id -> results.remove(id.stringValue()));
        changes.get("added")
                .forEach(item ->
                        results.add(item.get("index").intValue(), item.get("id").stringValue()));
        return results;
    }
}
