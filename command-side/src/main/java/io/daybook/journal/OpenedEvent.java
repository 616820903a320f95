package io.daybook.journal;

/** An event with its seal opened; not yet upcast. */
public record OpenedEvent(
        String stream, long seq, EventHeader header, byte[] payload, byte[] metadata) {}
