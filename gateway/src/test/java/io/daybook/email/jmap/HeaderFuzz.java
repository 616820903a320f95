package io.daybook.email.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.standard.PropertyReader;
import io.daybook.mime.MessageParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/**
 * A header property reads any field of any message, and what it reads can be given back when an
 * email is created. The input is the property, a line break, and a message.
 */
public final class HeaderFuzz {
    private HeaderFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        String key = new String(input, 0, end, StandardCharsets.ISO_8859_1);
        HeaderProperty property = HeaderProperty.parse(key);
        if (property == null || end == input.length) {
            return;
        }
        var digest = MessageParser.parse(Arrays.copyOfRange(input, end + 1, input.length));
        JsonNode value = property.read(digest.headers(), new Budget());
        assertThat(value.isArray() || !property.all()).isTrue();
        var reader = new PropertyReader();
        var back = new HeaderInput(reader, null);
        if (!property.all() || nothingUnparsable(value)) {
            back.read(property, value);
            assertThat(reader.error()).as("%s: %s", key, value).isNull();
        }
    }

    private static boolean nothingUnparsable(JsonNode values) {
        for (JsonNode value : values) {
            if (value.isNull()) {
                return false;
            }
        }
        return true;
    }
}
