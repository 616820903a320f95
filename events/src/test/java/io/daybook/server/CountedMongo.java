package io.daybook.server;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A MongoDB in memory that uses its unique indexes and counts what it is asked. */
final class CountedMongo extends MemoryBackend {
    private final Map<String, LongAdder> commands = new ConcurrentHashMap<>();

    @Override
    public MemoryDatabase openOrCreateDatabase(String name) {
        return new MemoryDatabase(name, getCursorRegistry()) {
            @Override
            protected Index<Integer> openOrCreateUniqueIndex(
                    String collection, String index, List<IndexKey> keys, boolean sparse) {
                return new SortedUniqueIndex(index, keys, sparse);
            }
        };
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document asked = message.getDocument();
        String command = asked.keySet().iterator().next();
        // getMore names its collection beside its cursor.
        Object collection =
                command.equals("getMore") ? asked.get("collection") : asked.get(command);
        String name = collection instanceof String text ? command + " " + text : command;
        commands.computeIfAbsent(name, _ -> new LongAdder()).increment();
        return super.handleMessage(message);
    }

    /** Each command with its collection, such as {@code find commits}, and how often it came. */
    Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        commands.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }
}
