package io.daybook.journal;

import io.daybook.core.Event;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.RecordCodec;

/**
 * The stored form of one event type. Name and revision are pinned for ever: they hold no package of
 * Java, so that code may move.
 *
 * @param type such as {@code mailbox.MailboxCreated}
 * @param revision of the layout of the fields, from 1
 */
public record EventCodec<E extends Event>(
        String type, String revision, Class<E> event, RecordCodec<E> codec) {
    /** Revision 1, named by the slice and the simple name of the record. */
    public static <E extends Event> EventCodec<E> first(
            String slice,
            Class<E> event,
            FieldWriter.RecordWriter<E> writer,
            FieldReader.RecordReader<E> reader) {
        String type = slice + "." + event.getSimpleName();
        return new EventCodec<>(type, "1", event, RecordCodec.of(writer, reader));
    }

    public Form form() {
        return new Form(type, revision);
    }

    byte[] encode(Object value) {
        return codec.encode(event.cast(value));
    }
}
