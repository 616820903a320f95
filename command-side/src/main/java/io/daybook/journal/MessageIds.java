package io.daybook.journal;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/**
 * How Axon names messages: unique within the process, and short, as an event keeps the name of its
 * message. Nothing is found by it, so it need not be hard to guess; Axon's own takes a random UUID
 * for every command, query, event and answer. Axon finds this class as a service.
 */
public final class MessageIds extends IdentifierFactory {
    private static final String PROCESS =
            Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 24, 36);
    private static final AtomicLong LAST = new AtomicLong();

    @Override
    public String generateIdentifier() {
        return PROCESS + "-" + Long.toString(LAST.incrementAndGet(), 36);
    }
}
