package io.daybook.whole;

import io.daybook.journal.EventOpener;
import io.daybook.journal.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;

/**
 * What a data folder keeps, taken apart: live octets of each column family of the journal, of each
 * kind of event, of each view, and of the other folders, and how many that are for each change.
 * Arguments: a copy of the folder of a stopped server, which is compacted, and the number of
 * changes.
 */
final class OctetsBenchmark {
    /** Families that hold messages, what is derived of them, and where they belong. */
    private static final Set<String> CONTENT = Set.of("segments", "beside");

    private static final Set<String> LINKS = Set.of("blobs", "links");

    private final Path folder;
    private final double changes;

    /** Rows of one kind. */
    private static final class Sum {
        long rows;
        long octets;
        byte[] first = {};
        byte[] last = {};

        void add(byte[] key, byte[] value) {
            first = rows == 0 ? key : first;
            last = key;
            rows++;
            octets += key.length + value.length;
        }
    }

    private OctetsBenchmark(Path folder, double changes) {
        this.folder = folder;
        this.changes = changes;
    }

    public static void main(String[] arguments) throws Exception {
        var benchmark = new OctetsBenchmark(Path.of(arguments[0]), Long.parseLong(arguments[1]));
        System.out.printf("%-34s %10s %13s %13s %8s%n", "", "rows", "octets", "in files", "each");
        benchmark.journal();
        benchmark.views();
        benchmark.others();
    }

    private void journal() throws RocksDBException {
        long events = 0;
        long links = 0;
        long content = 0;
        try (var journal = new RocksOctets(folder.resolve("journal"))) {
            for (var family : journal.families()) {
                String name = RocksOctets.name(family);
                long files = journal.files(family);
                tell("journal " + name, sum(journal, family), files);
                events += CONTENT.contains(name) || LINKS.contains(name) ? 0 : files;
                links += LINKS.contains(name) ? files : 0;
                content += CONTENT.contains(name) ? files : 0;
                if (name.equals("events")) {
                    types(journal, family);
                }
            }
        }
        tell("= events, chain, indexes, snapshots", new Sum(), events);
        tell("= links and keys of messages", new Sum(), links);
        tell("= messages and digests", new Sum(), content);
    }

    private static Sum sum(RocksOctets database, ColumnFamilyHandle family)
            throws RocksDBException {
        var sum = new Sum();
        database.forEach(family, sum::add);
        return sum;
    }

    /** What is sealed is told by the header, which is readable without the key. */
    private void types(RocksOctets journal, ColumnFamilyHandle family) throws RocksDBException {
        var types = new TreeMap<String, Sum>();
        journal.forEach(
                family,
                (key, value) -> {
                    int hash = StoredEvent.HASH_OCTETS;
                    var stored =
                            new StoredEvent(
                                    new String(key, StandardCharsets.ISO_8859_1),
                                    0,
                                    Arrays.copyOf(value, hash),
                                    Arrays.copyOfRange(value, hash, value.length));
                    types.computeIfAbsent(EventOpener.header(stored).type(), _ -> new Sum())
                            .add(key, value);
                });
        types.forEach((type, sum) ->
                System.out.printf(
                        "  %-32s %,10d %,13d %13s %8.0f%n",
                        type, sum.rows, sum.octets, "", (double) sum.octets / sum.rows));
    }

    private void views() throws RocksDBException {
        try (var views = new RocksOctets(folder.resolve("views"))) {
            for (var family : views.families()) {
                var sums = new TreeMap<String, Sum>();
                views.forEach(
                        family,
                        (key, value) ->
                                sums.computeIfAbsent(viewOf(key), _ -> new Sum()).add(key, value));
                for (Map.Entry<String, Sum> view : sums.entrySet()) {
                    Sum sum = view.getValue();
                    tell("views " + view.getKey(), sum, views.files(family, sum.first, sum.last));
                }
                tell("= views", sum(views, family), views.files(family));
            }
        }
    }

    /** Group and view of a key: {@code group 0 scope 0 generation view 0 key}. */
    private static String viewOf(byte[] key) {
        int group = zero(key, 0);
        int view = zero(key, group + 1) + 1 + Integer.BYTES;
        String name =
                view >= key.length
                        ? "generations"
                        : new String(key, view, zero(key, view) - view, StandardCharsets.US_ASCII);
        return new String(key, 0, group, StandardCharsets.US_ASCII)
                + " "
                + (name.isEmpty() ? "version" : name);
    }

    private static int zero(byte[] key, int from) {
        int at = from;
        while (key[at] != 0) {
            at++;
        }
        return at;
    }

    private void others() throws IOException {
        for (Path each : listed()) {
            String name = String.valueOf(each.getFileName());
            if (!name.equals("journal") && !name.equals("views")) {
                try (var files = Files.walk(each)) {
                    long octets =
                            files.filter(Files::isRegularFile)
                                    .mapToLong(file -> file.toFile().length())
                                    .sum();
                    tell("= " + name, new Sum(), octets);
                }
            }
        }
    }

    private List<Path> listed() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private void tell(String name, Sum sum, long files) {
        System.out.printf(
                "%-34s %,10d %,13d %,13d %8.1f%n",
                name, sum.rows, sum.octets, files, files / changes);
    }
}
