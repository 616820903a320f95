package io.daybook.journal;

import io.daybook.core.codec.BinaryFieldReader;
import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import java.util.function.UnaryOperator;

/**
 * Brings the stored fields of one revision of an event type to those of the next, before they are
 * decoded. Pure: it sees nothing but the fields. One event stays one event, since its number in the
 * stream is the clock of all that was ever told of it.
 */
public record Upcaster(Form from, Form to, UnaryOperator<byte[]> fields) {
    /** Reads the fields of the older revision and writes those of the newer. */
    public interface Rewriting {
        void rewrite(FieldReader in, FieldWriter out);
    }

    /** To a revision with other fields; the type may have another name from then on. */
    public static Upcaster rewriting(Form from, Form to, Rewriting rewriting) {
        return new Upcaster(from, to, octets -> rewritten(octets, rewriting));
    }

    /** To another name for the same fields. */
    public static Upcaster renaming(Form from, Form to) {
        return new Upcaster(from, to, UnaryOperator.identity());
    }

    private static byte[] rewritten(byte[] octets, Rewriting rewriting) {
        var in = new BinaryFieldReader(octets);
        var out = new BinaryFieldWriter();
        rewriting.rewrite(in, out);
        in.requireEnd();
        return out.toByteArray();
    }
}
