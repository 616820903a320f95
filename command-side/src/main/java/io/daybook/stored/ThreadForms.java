package io.daybook.stored;

import io.daybook.core.ThreadId;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.journal.EventCodec;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import java.util.List;
import java.util.stream.IntStream;

final class ThreadForms {
    static final List<EventCodec<?>> ALL =
            List.of(
                    EventCodec.first(
                            "thread", ThreadsMerged.class, ThreadForms::write, ThreadForms::read));

    private ThreadForms() {}

    private static void write(ThreadsMerged e, FieldWriter out) {
        out.number("survivor", e.survivor().value());
        out.ints("merged", e.merged().stream().mapToInt(ThreadId::value).toArray());
        out.list("recreated", e.recreated(), ThreadForms::writeRecreated);
    }

    static void writeRecreated(Recreated recreated, FieldWriter out) {
        out.number("was", recreated.was());
        out.number("is", recreated.is());
    }

    static Recreated readRecreated(FieldReader in) {
        return new Recreated(in.integer("was"), in.integer("is"));
    }

    private static ThreadsMerged read(FieldReader in) {
        return new ThreadsMerged(
                new ThreadId(in.integer("survivor")),
                IntStream.of(in.ints("merged")).mapToObj(ThreadId::new).toList(),
                in.list("recreated", ThreadForms::readRecreated));
    }
}
