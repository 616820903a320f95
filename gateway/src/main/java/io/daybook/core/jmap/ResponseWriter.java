package io.daybook.core.jmap;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the Response object (RFC 8620 section 3.4) as the calls go by. A response that cannot be
 * written is taken back and answered by serverFail; those before and after it stand.
 */
final class ResponseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);
    private static final int FULL = 64 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final Buffer out = new Buffer();
    private boolean first = true;

    ResponseWriter() {
        this(Map.of());
    }

    /**
     * @param members stand before all others
     */
    ResponseWriter(Map<String, String> members) {
        out.write('{');
        members.forEach((name, value) -> {
            out.write(JSON.writeValueAsBytes(name));
            out.write(':');
            out.write(JSON.writeValueAsBytes(value));
            out.write(',');
        });
        out.ascii("\"methodResponses\":[");
    }

    /** Whether so much was written that further calls must not add to it. */
    boolean isFull() {
        return out.size > FULL;
    }

    void write(Method.Response response, String callId, String reference) {
        if (!first) {
            out.write(',');
        }
        first = false;
        int start = out.size;
        try {
            writeInvocation(response, callId);
        } catch (JacksonException e) {
            LOG.error("{} {} cannot be written", reference, response.name(), e);
            out.size = start;
            var failure = Dispatcher.response(Dispatcher.serverFail(reference));
            writeInvocation(failure, callId);
        }
    }

    private void writeInvocation(Method.Response response, String callId) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            json.writeString(response.name());
            json.writeTree(response.arguments());
            json.writeString(callId);
            json.writeEndArray();
        }
    }

    /** The whole response; nothing can be written any more. */
    byte[] finish(@Nullable Map<String, String> createdIds, String sessionState) {
        out.write(']');
        if (createdIds != null) {
            out.ascii(",\"createdIds\":");
            out.write(JSON.writeValueAsBytes(createdIds));
        }
        out.ascii(",\"sessionState\":");
        out.write(JSON.writeValueAsBytes(sessionState));
        out.write('}');
        return out.octets.length == out.size ? out.octets : Arrays.copyOf(out.octets, out.size);
    }

    /** Grows as needed; can be cut back. */
    private static final class Buffer extends OutputStream {
        private byte[] octets = new byte[1024];
        private int size;

        void ascii(String text) {
            write(text.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void write(int octet) {
            room(1);
            octets[size++] = (byte) octet;
        }

        @Override
        public void write(byte[] from) {
            write(from, 0, from.length);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            room(length);
            System.arraycopy(from, offset, octets, size, length);
            size += length;
        }

        private void room(int more) {
            if (octets.length - size < more) {
                int doubled = (int) Math.min(Integer.MAX_VALUE - 16L, octets.length * 2L);
                octets = Arrays.copyOf(octets, Math.max(Math.addExact(size, more), doubled));
            }
        }
    }
}
