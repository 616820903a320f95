package io.daybook.server;

import org.jspecify.annotations.Nullable;

/**
 * A server that a test meets.
 *
 * @param name for people
 * @param life null if it is of others, who end it
 */
record RunningServer(ServerOrigin origin, String address, String name, @Nullable Life life)
        implements AutoCloseable {

    /** How a server ends. */
    interface Life {
        /** At once, as a failing machine would. */
        void kill();

        void close();
    }

    /** The same server, for somebody who does not end it. */
    RunningServer borrowed() {
        return new RunningServer(origin, address, name, null);
    }

    boolean isOwn() {
        return life != null;
    }

    void kill() {
        if (life == null) {
            throw new IllegalStateException("This server is not of this test.");
        }
        life.kill();
    }

    @Override
    public void close() {
        if (life != null) {
            life.close();
        }
    }
}
