package io.daybook.core.http;

/** The body of a request, read by one thread as it arrives. */
public interface Body {
    /**
     * Waits for octets; -1 at the end.
     *
     * @throws ProblemException when the body comes too slowly or breaks off
     */
    int read(byte[] into, int offset, int length);

    /**
     * Everything, or null as soon as it is more than {@code limit} octets, whatever Content-Length
     * says.
     *
     * @throws ProblemException when the body comes too slowly or breaks off
     */
    byte @org.jspecify.annotations.Nullable [] readAll(long limit);
}
