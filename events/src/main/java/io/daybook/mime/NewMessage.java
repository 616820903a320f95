package io.daybook.mime;

import java.util.List;
import java.util.Map;

/**
 * A message to be composed (RFC 8621 section 4.6).
 *
 * @param headers of the message itself; none of them Content-*
 * @param bodyValues texts by partId
 */
public record NewMessage(List<NewHeader> headers, NewBody body, Map<String, String> bodyValues) {
    public NewMessage {
        headers = List.copyOf(headers);
        bodyValues = Map.copyOf(bodyValues);
    }
}
