package io.daybook.journal.engine;

import io.daybook.journal.EventHeader;
import io.daybook.journal.Form;
import io.daybook.journal.OpenedEvent;
import io.daybook.journal.Seal;
import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvent;
import io.daybook.stored.StoredForms;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.DomainEventData;
import org.jspecify.annotations.Nullable;

/** Events of no particular meaning, appended below Axon. */
public final class TestEvents {
    public static final String STREAM = "account:a";

    /** Any that every journal knows. */
    private static final Form FORM = StoredForms.codecs().all().getFirst().form();

    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    private static final Seal SEAL = new Seal(new SecureRandom());

    private TestEvents() {}

    public static OpenedEvent event(String stream, long seq) {
        return event(stream, seq, 10);
    }

    /**
     * @param octets of its payload
     */
    public static OpenedEvent event(String stream, long seq, int octets) {
        return event(stream, seq, new byte[octets]);
    }

    public static OpenedEvent event(String stream, long seq, String payload) {
        return event(stream, seq, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static OpenedEvent event(String stream, long seq, byte[] payload) {
        var header = new EventHeader(FORM.type(), FORM.revision(), "Test", stream + "/" + seq, AT);
        return new OpenedEvent(stream, seq, header, payload, new byte[0]);
    }

    /** Queues the events as one append. */
    public static CompletableFuture<Void> append(OpenJournal node, String stream, long... seqs) {
        return append(node, LongStream.of(seqs).mapToObj(seq -> event(stream, seq)).toList());
    }

    public static CompletableFuture<Void> append(OpenJournal node, List<OpenedEvent> events) {
        return node.parts().queue().append(events);
    }

    /** All that an event read back is, to be compared with what another reader gets. */
    public static String described(DomainEventData<byte[]> event) {
        return String.join(
                " ",
                event.getAggregateIdentifier(),
                "" + event.getSequenceNumber(),
                event.getType(),
                event.getEventIdentifier(),
                event.getTimestamp().toString(),
                event.getPayload().getType().toString(),
                Arrays.toString(event.getPayload().getData()),
                Arrays.toString((byte[]) event.getMetaData().getData()));
    }

    /** What the append fails with, at once or later; null when it does not. */
    public static @Nullable Throwable failure(OpenJournal node, String stream, long... seqs) {
        try {
            append(node, stream, seqs).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** What a queued append fails with; null when it does not. */
    public static @Nullable Throwable failure(CompletableFuture<Void> append) {
        return append.handle((done, failure) ->
                        failure instanceof CompletionException ? failure.getCause() : failure)
                .join();
    }

    /** Waits until those who appended after what failed may do so again. */
    public static void awaitQuiet(OpenJournal node, String stream) {
        while (node.parts().queue().pending(stream) != null) {
            Thread.onSpinWait();
        }
    }

    public static SecretKey newKey() {
        return SEAL.newKey();
    }

    /** The first events of a stream as a journal elsewhere has them, sealed under this key. */
    public static List<StoredEvent> stored(String stream, SecretKey key, int count) {
        var sealer = new Sealer(new OneKey(key), SEAL);
        var events = new ArrayList<StoredEvent>();
        byte[] hash = StoredEvent.start();
        for (int seq = 0; seq < count; seq++) {
            byte[] sealed = sealer.seal(event(stream, seq));
            hash = StoredEvent.chain(hash, stream, seq, sealed);
            events.add(new StoredEvent(stream, seq, hash, sealed));
        }
        return events;
    }
}
