package io.daybook.server;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A unique index that is used as MongoDB uses one: for a range, for the first of its keys alone,
 * and beside conditions on other fields. That of mongo-java-server is used when a query has its
 * keys and nothing else; any other query looks at all documents. What is found is compared with the
 * whole query by whoever asks, so more may be found than asked for, but never less.
 */
final class SortedUniqueIndex extends AbstractUniqueIndex<Integer> {
    private static final Comparator<Object> VALUES = ValueComparator.ascWithoutListHandling();

    private final NavigableMap<KeyValue, Integer> positions =
            new TreeMap<>(SortedUniqueIndex::compare);

    SortedUniqueIndex(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
    }

    /** The beginning of a key is less than the key. */
    private static int compare(KeyValue one, KeyValue other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int compared = VALUES.compare(one.get(i), other.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    @Override
    protected @Nullable Integer removeDocument(KeyValue key) {
        return positions.remove(key);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Integer position) {
        return positions.putIfAbsent(key, position) == null;
    }

    @Override
    protected @Nullable Integer getPosition(KeyValue key) {
        return positions.get(key);
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, Integer>> getIterable() {
        return positions.entrySet();
    }

    @Override
    public long getCount() {
        return positions.size();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public synchronized boolean canHandle(Document query) {
        return !ranges(query).isEmpty();
    }

    @Override
    public synchronized Iterable<Integer> getPositions(Document query) {
        var found = new LinkedHashSet<Integer>();
        for (Range range : ranges(query)) {
            for (var entry : positions.tailMap(range.first(), true).entrySet()) {
                if (!range.reaches(entry.getKey())) {
                    break;
                }
                found.add(entry.getValue());
            }
        }
        return List.copyOf(found);
    }

    /** Keys that begin with the same values, and in which the next one has bounds, or none. */
    private record Range(List<Object> same, @Nullable Object least, @Nullable Object most) {
        KeyValue first() {
            var first = new ArrayList<>(same);
            if (least != null) {
                first.add(least);
            }
            return new KeyValue(first);
        }

        boolean reaches(KeyValue key) {
            for (int i = 0; i < same.size(); i++) {
                if (VALUES.compare(key.get(i), same.get(i)) != 0) {
                    return false;
                }
            }
            return most == null || VALUES.compare(key.get(same.size()), most) <= 0;
        }
    }

    /** None when the index is of no use. */
    private List<Range> ranges(Document query) {
        var conditions = new HashMap<String, List<Object>>();
        flatten(query, conditions);
        var same = new ArrayList<>();
        for (String key : keys()) {
            var ofKey = conditions.getOrDefault(key, List.of());
            var equal = ofKey.stream().filter(SortedUniqueIndex::isValue).findFirst();
            if (equal.isEmpty()) {
                return ranges(same, ofKey);
            }
            same.add(equal.get());
        }
        return List.of(new Range(same, null, null));
    }

    private static List<Range> ranges(List<Object> same, List<Object> ofKey) {
        Object least = null;
        Object most = null;
        for (Object condition : ofKey) {
            if (!(condition instanceof Document operators)) {
                continue;
            }
            if (operators.get("$in") instanceof Collection<?> values
                    && values.stream().allMatch(SortedUniqueIndex::isValue)) {
                var each = new ArrayList<Range>();
                for (Object value : values) {
                    var one = new ArrayList<>(same);
                    one.add(value);
                    each.add(new Range(one, null, null));
                }
                return each;
            }
            least = firstValue(least, operators, "$gt", "$gte");
            most = firstValue(most, operators, "$lt", "$lte");
        }
        return same.isEmpty() && least == null && most == null
                ? List.of()
                : List.of(new Range(same, least, most));
    }

    private static @Nullable Object firstValue(
            @Nullable Object before, Document operators, String... names) {
        for (String name : names) {
            if (before == null && isValue(operators.get(name))) {
                return operators.get(name);
            }
        }
        return before;
    }

    /** The conditions on each field that all have to hold. */
    private static void flatten(Document query, Map<String, List<Object>> into) {
        query.forEach((name, condition) -> {
            if (name.equals("$and") && condition instanceof Collection<?> all) {
                all.forEach(one -> flatten((Document) one, into));
            } else if (condition != null) {
                into.computeIfAbsent(name, _ -> new ArrayList<>()).add(condition);
            }
        });
    }

    /** Something that a field can be equal to; null would be equal to no field, too. */
    private static boolean isValue(@Nullable Object condition) {
        return switch (condition) {
            case null -> false;
            case Collection<?> _ -> false;
            case Document document ->
                    document.keySet().stream().noneMatch(name -> name.startsWith("$"));
            default -> !BsonRegularExpression.isRegularExpression(condition);
        };
    }
}
