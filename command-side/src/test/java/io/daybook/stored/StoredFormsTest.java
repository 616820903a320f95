package io.daybook.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.account.AccountEvent;
import io.daybook.admin.AdminEvent;
import io.daybook.core.Event;
import io.daybook.core.codec.MalformedRecord;
import io.daybook.email.EmailEvent;
import io.daybook.identity.IdentityEvent;
import io.daybook.journal.EventCodec;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.push.PushEvent;
import io.daybook.refusal.RefusalEvent;
import io.daybook.submission.SubmissionEvent;
import io.daybook.thread.ThreadEvent;
import io.daybook.user.UserEvent;
import io.daybook.vacation.VacationEvent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredFormsTest {
    private static final List<Class<?>> LANGUAGE =
            List.of(
                    AccountEvent.class,
                    MailboxEvent.class,
                    EmailEvent.class,
                    ThreadEvent.class,
                    IdentityEvent.class,
                    SubmissionEvent.class,
                    VacationEvent.class,
                    UserEvent.class,
                    PushEvent.class,
                    AdminEvent.class,
                    RefusalEvent.class);

    static List<Event> samples() {
        return Samples.ALL;
    }

    static List<Class<?>> events() {
        return LANGUAGE.stream()
                .<Class<?>>flatMap(slice -> Stream.of(slice.getPermittedSubclasses()))
                .filter(Class::isRecord)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_of_the_language_has_a_stored_form_and_a_sample(Class<?> event) {
        assertThat(StoredForms.codecs().of(event)).isNotNull();
        assertThat(Samples.ALL).hasAtLeastOneElementOfType(event);
    }

    @Test
    void no_stored_form_is_of_something_else() {
        List<Class<?>> stored = new ArrayList<>();
        StoredForms.codecs().all().forEach(codec -> stored.add(codec.event()));
        assertThat(stored).containsExactlyInAnyOrderElementsOf(events());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_stored_form_is_pinned_for_ever(Event sample) throws IOException {
        EventCodec<?> codec = StoredForms.codecs().of(sample.getClass());
        String file = "/golden/" + codec.type() + "-" + codec.revision() + ".json";
        try (var golden = StoredFormsTest.class.getResourceAsStream(file)) {
            assertThat(golden)
                    .as("the golden file %s of%n%s", file, json(codec, sample))
                    .isNotNull();
            assertThat(new String(golden.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(json(codec, sample));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_was_stored_is_read_again(Event sample) {
        EventCodec<?> codec = StoredForms.codecs().of(sample.getClass());
        assertThat((Object) codec.codec().decode(bytes(codec, sample))).isEqualTo(sample);
    }

    /** The golden files of all revisions there ever were. */
    static List<Path> goldenFiles() throws IOException, URISyntaxException {
        var folder = Path.of(StoredFormsTest.class.getResource("/golden").toURI());
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void every_revision_that_was_ever_stored_is_read_still(Path file) throws IOException {
        String golden = Files.readString(file);
        String type = field(golden, "type");
        String revision = field(golden, "revision");
        assertThat(file).hasFileName(type + "-" + revision + ".json");
        byte[] bytes = HexFormat.of().parseHex(field(golden, "bytes"));
        Object event = StoredForms.codecs().decode(type, revision, bytes);
        assertThat(event).isNotNull();
        assertThat(StoredForms.codecs().eventOf(type, revision)).isEqualTo(event.getClass());
    }

    private static String field(String golden, String name) {
        var found = Pattern.compile("(?m)^  \"" + name + "\": \"([^\"]*)\"").matcher(golden);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void cut_off_bytes_are_refused(Event sample) {
        EventCodec<?> codec = StoredForms.codecs().of(sample.getClass());
        byte[] bytes = bytes(codec, sample);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.codec().decode(cut)).isInstanceOf(MalformedRecord.class);
        }
    }

    private static <E extends Event> byte[] bytes(EventCodec<E> codec, Event sample) {
        return codec.codec().encode(codec.event().cast(sample));
    }

    private static <E extends Event> String json(EventCodec<E> codec, Event sample) {
        var fields = new JsonFieldWriter();
        codec.codec().write(codec.event().cast(sample), fields);
        return """
        {
          "type": "%s",
          "revision": "%s",
          "fields": %s,
          "bytes": "%s"
        }
        """
                .formatted(
                        codec.type(),
                        codec.revision(),
                        fields.json(),
                        HexFormat.of().formatHex(bytes(codec, sample)));
    }
}
