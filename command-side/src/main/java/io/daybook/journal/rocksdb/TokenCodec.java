package io.daybook.journal.rocksdb;

import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.MalformedRecord;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** The tokens that occur here: a place in the global order, alone, in a replay or in a merge. */
final class TokenCodec {
    private static final int NONE = 0;
    private static final int GLOBAL = 1;
    private static final int REPLAY = 2;
    private static final int MERGED = 3;

    private TokenCodec() {}

    static void write(@Nullable TrackingToken token, FieldWriter out) {
        switch (token) {
            case null -> out.number("kind", NONE);
            case GlobalSequenceTrackingToken global -> {
                out.number("kind", GLOBAL);
                out.number("index", global.getGlobalIndex());
            }
            case ReplayToken replay -> {
                out.number("kind", REPLAY);
                write(replay.getTokenAtReset(), out);
                write(replay.getCurrentToken(), out);
                out.text("context", context(replay));
            }
            case MergedTrackingToken merged -> {
                out.number("kind", MERGED);
                write(merged.lowerSegmentToken(), out);
                write(merged.upperSegmentToken(), out);
            }
            default -> throw new IllegalArgumentException("not a token of this store: " + token);
        }
    }

    static @Nullable TrackingToken read(FieldReader in) {
        int kind = in.integer("kind");
        return switch (kind) {
            case NONE -> null;
            case GLOBAL -> new GlobalSequenceTrackingToken(in.number("index"));
            case REPLAY ->
                    ReplayToken.createReplayToken(read(in), read(in), in.text("context"));
            case MERGED -> new MergedTrackingToken(read(in), read(in));
            default -> throw new MalformedRecord("no kind of token: " + kind);
        };
    }

    private static @Nullable String context(ReplayToken replay) {
        return switch (replay.context()) {
            case null -> null;
            case String text -> text;
            default -> throw new IllegalArgumentException("the context of a replay is a text");
        };
    }
}
