package io.daybook.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.Event;
import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.core.codec.MalformedRecord;
import io.daybook.core.codec.RecordCodec;
import java.util.List;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.junit.jupiter.api.Test;

/** An event that was stored three times in its life: renamed once, and given two more fields. */
class UpcasterTest {
    /** As it is today. */
    private record ShelfPainted(long shelf, String colour, boolean twice) implements Event {}

    private static final Form FIRST = new Form("shelf.ShelfColoured", "1");
    private static final Form SECOND = new Form("shelf.ShelfColoured", "2");
    private static final Form RENAMED = new Form("shelf.ShelfPainted", "1");
    private static final Form NOW = new Form("shelf.ShelfPainted", "2");

    private static final EventCodec<ShelfPainted> CODEC =
            new EventCodec<>(
                    NOW.type(),
                    NOW.revision(),
                    ShelfPainted.class,
                    RecordCodec.of(
                            (event, out) -> {
                                out.number("shelf", event.shelf());
                                out.text("colour", event.colour());
                                out.flag("twice", event.twice());
                            },
                            in ->
                                    new ShelfPainted(
                                            in.number("shelf"),
                                            in.requiredText("colour"),
                                            in.flag("twice"))));

    /** The first revision knew colours by number. */
    private static final Upcaster NAMED_COLOURS =
            Upcaster.rewriting(
                    FIRST,
                    SECOND,
                    (in, out) -> {
                        out.number("shelf", in.number("shelf"));
                        out.text("colour", in.number("colour") == 1 ? "red" : "blue");
                    });

    private static final Upcaster NEW_NAME = Upcaster.renaming(SECOND, RENAMED);

    private static final Upcaster ONCE_UNTIL_NOW =
            Upcaster.rewriting(
                    RENAMED,
                    NOW,
                    (in, out) -> {
                        out.number("shelf", in.number("shelf"));
                        out.text("colour", in.requiredText("colour"));
                        out.flag("twice", false);
                    });

    private static final EventCodecs CODECS =
            new EventCodecs(List.of(CODEC), List.of(ONCE_UNTIL_NOW, NAMED_COLOURS, NEW_NAME));

    private static byte[] first(long shelf, long colour) {
        var out = new BinaryFieldWriter();
        out.number("shelf", shelf);
        out.number("colour", colour);
        return out.toByteArray();
    }

    private static byte[] second(long shelf, String colour) {
        var out = new BinaryFieldWriter();
        out.number("shelf", shelf);
        out.text("colour", colour);
        return out.toByteArray();
    }

    @Test
    void every_revision_ever_stored_is_read_as_the_event_of_today() {
        var red = new ShelfPainted(7, "red", false);
        assertThat(CODECS.decode(FIRST.type(), "1", first(7, 1))).isEqualTo(red);
        assertThat(CODECS.decode(SECOND.type(), "2", second(7, "red"))).isEqualTo(red);
        assertThat(CODECS.decode(RENAMED.type(), "1", second(7, "red"))).isEqualTo(red);
        var twice = new ShelfPainted(8, "green", true);
        assertThat(CODECS.decode(NOW.type(), "2", CODEC.encode(twice))).isEqualTo(twice);
    }

    @Test
    void the_serializer_reads_older_forms_and_knows_what_they_have_become() {
        var serializer = new JournalSerializer(CODECS);
        var stored = new SimpleSerializedObject<>(first(9, 2), byte[].class, FIRST.type(), "1");
        assertThat((Object) serializer.deserialize(stored))
                .isEqualTo(new ShelfPainted(9, "blue", false));
        assertThat((Object) serializer.classForType(stored.getType()))
                .isEqualTo(ShelfPainted.class);
    }

    @Test
    void what_is_written_is_the_current_form_only() {
        var type = new JournalSerializer(CODECS).typeForClass(ShelfPainted.class);
        assertThat(new Form(type.getName(), type.getRevision())).isEqualTo(NOW);
    }

    @Test
    void a_form_that_nobody_knows_is_no_event() {
        assertThat(CODECS.decode("shelf.ShelfPainted", "3", new byte[0])).isNull();
        assertThat(CODECS.decode("shelf.ShelfSold", "1", new byte[0])).isNull();
        assertThat(CODECS.decode("shelf.ShelfPainted", null, new byte[0])).isNull();
        assertThat(CODECS.knows(FIRST)).isTrue();
        assertThat(CODECS.knows(new Form("shelf.ShelfPainted", "3"))).isFalse();
        var stored = new SimpleSerializedObject<>(new byte[0], byte[].class, "shelf.Sold", "1");
        assertThat((Object) new JournalSerializer(CODECS).deserialize(stored))
                .isInstanceOf(UnknownSerializedType.class);
    }

    @Test
    void damaged_fields_of_an_older_form_are_refused() {
        byte[] longer = new byte[first(7, 1).length + 1];
        System.arraycopy(first(7, 1), 0, longer, 0, longer.length - 1);
        assertThatThrownBy(() -> CODECS.decode(FIRST.type(), "1", longer))
                .isInstanceOf(MalformedRecord.class);
        assertThatThrownBy(() -> CODECS.decode(FIRST.type(), "1", new byte[1]))
                .isInstanceOf(MalformedRecord.class);
    }

    @Test
    void a_chain_that_ends_nowhere_or_splits_or_turns_back_is_an_error_at_the_start() {
        assertThatThrownBy(() -> new EventCodecs(List.of(CODEC), List.of(NAMED_COLOURS)))
                .hasMessageContaining("no current form");
        var split = Upcaster.renaming(SECOND, NOW);
        assertThatThrownBy(() ->
                        new EventCodecs(
                                List.of(CODEC),
                                List.of(NAMED_COLOURS, NEW_NAME, ONCE_UNTIL_NOW, split)))
                .hasMessageContaining("two ways");
        var back = Upcaster.renaming(SECOND, FIRST);
        assertThatThrownBy(() -> new EventCodecs(List.of(CODEC), List.of(NAMED_COLOURS, back)))
                .hasMessageContaining("circle");
        var current = Upcaster.renaming(NOW, RENAMED);
        assertThatThrownBy(() -> new EventCodecs(List.of(CODEC), List.of(ONCE_UNTIL_NOW, current)))
                .hasMessageContaining("two ways");
    }
}
