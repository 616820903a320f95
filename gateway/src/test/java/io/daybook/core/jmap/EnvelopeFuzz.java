package io.daybook.core.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.http.ProblemException;
import io.daybook.core.jmap.standard.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No octets are more than a request or a problem; what is read is what another parser reads. */
public final class EnvelopeFuzz {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> CAPABILITIES = Set.of(Capability.CORE, Capability.MAIL);
    private static final int MAX_CALLS = 64;

    private EnvelopeFuzz() {}

    public static void fuzzerTestOneInput(byte[] body) {
        try {
            Envelope envelope = Envelope.of(Api.parse(body), CAPABILITIES, MAX_CALLS);
            assertThat(CAPABILITIES).containsAll(envelope.using());
            assertThat(envelope.calls()).hasSizeLessThanOrEqualTo(MAX_CALLS);
            JsonNode read = JSON.readTree(body);
            assertThat(read.get("methodCalls")).hasSize(envelope.calls().size());
            for (int i = 0; i < envelope.calls().size(); i++) {
                var call = envelope.calls().get(i);
                JsonNode theirs = read.get("methodCalls").get(i);
                assertThat(theirs.get(0).stringValue()).isEqualTo(call.name());
                assertThat(Json.same(theirs.get(1), call.arguments())).isTrue();
                JsonNode written = JSON.readTree(JSON.writeValueAsBytes(call.arguments()));
                assertThat(Json.same(written, call.arguments())).isTrue();
            }
        } catch (ProblemException refused) {
            assertThat(refused.problem().type()).startsWith("urn:ietf:params:jmap:error:");
        }
    }
}
