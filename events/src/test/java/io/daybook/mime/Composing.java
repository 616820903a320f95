package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.mime.ComposeResult.Composed;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tests of the composer need: values, and messages made of them. */
final class Composing {
    static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T10:20:30+01:00");
    static final ComposeDefaults DEFAULTS =
            new ComposeDefaults("id@example.test", NOW, n -> "boundary-" + n);
    static final byte[] OCTETS = {0, 1, 2, (byte) 0xFF, '\r', '\n', '-'};

    private Composing() {}

    static NewHeader header(String name, HeaderValue value) {
        return new NewHeader("header:" + name + ":" + value.form().suffix(), name, value);
    }

    static NewMessage message(NewHeader... headers) {
        return new NewMessage(
                List.of(headers),
                new NewBody.Flat(NewPart.text("1", "text/plain"), null, List.of()),
                Map.of("1", "x"));
    }

    static ComposeResult compose(NewMessage message) {
        return MessageComposer.compose(message, id -> Optional.of(OCTETS), DEFAULTS);
    }

    static byte[] composed(NewMessage message) {
        return composed(message, Map.of("blob", OCTETS));
    }

    static byte[] composed(NewMessage message, Map<String, byte[]> blobs) {
        var result =
                MessageComposer.compose(
                        message, id -> Optional.ofNullable(blobs.get(id)), DEFAULTS);
        assertThat(result).isInstanceOf(Composed.class);
        return ((Composed) result).octets();
    }
}
