package io.daybook.journal.mongo;

import java.util.TreeMap;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that occur here: a place in the feeds of nodes or in a log, alone, in a replay or in a
 * merge.
 */
final class Tokens {
    private static final String NODES = "nodes";
    private static final String GLOBAL = "global";
    private static final String RESET = "atReset";
    private static final String CURRENT = "current";
    private static final String CONTEXT = "context";
    private static final String LOWER = "lower";
    private static final String UPPER = "upper";

    private Tokens() {}

    static @Nullable Document write(@Nullable TrackingToken token) {
        return switch (token) {
            case null -> null;
            case NodesToken nodes -> {
                var numbers = new Document();
                nodes.numbers().forEach(numbers::append);
                yield new Document(NODES, numbers);
            }
            case GlobalSequenceTrackingToken global ->
                    new Document(GLOBAL, global.getGlobalIndex());
            case ReplayToken replay ->
                    new Document(RESET, write(replay.getTokenAtReset()))
                            .append(CURRENT, write(replay.getCurrentToken()))
                            .append(CONTEXT, context(replay));
            case MergedTrackingToken merged ->
                    new Document(LOWER, write(merged.lowerSegmentToken()))
                            .append(UPPER, write(merged.upperSegmentToken()));
            default -> throw new IllegalArgumentException("not a token of this store: " + token);
        };
    }

    static @Nullable TrackingToken read(@Nullable Document kept) {
        if (kept == null) {
            return null;
        }
        if (kept.containsKey(NODES)) {
            var numbers = new TreeMap<String, Long>();
            kept.get(NODES, Document.class)
                    .forEach((node, number) -> numbers.put(node, ((Number) number).longValue()));
            return new NodesToken(numbers);
        }
        if (kept.containsKey(GLOBAL)) {
            return new GlobalSequenceTrackingToken(Commit.number(kept, GLOBAL));
        }
        if (kept.containsKey(LOWER)) {
            return new MergedTrackingToken(part(kept, LOWER), part(kept, UPPER));
        }
        return ReplayToken.createReplayToken(
                part(kept, RESET), part(kept, CURRENT), kept.getString(CONTEXT));
    }

    private static @Nullable TrackingToken part(Document kept, String name) {
        return read(kept.get(name, Document.class));
    }

    private static @Nullable String context(ReplayToken replay) {
        return switch (replay.context()) {
            case null -> null;
            case String text -> text;
            default -> throw new IllegalArgumentException("the context of a replay is a text");
        };
    }
}
