package io.daybook.journal.axonserver;

import io.daybook.core.Probe;

/** Asks for the last place of the log, which only a server that has the context can tell. */
record AxonServerProbe(AxonServerConnections connections) implements Probe {
    @Override
    public String name() {
        return "axonserver";
    }

    @Override
    public boolean isEssential() {
        return true;
    }

    @Override
    public void check() {
        AxonCalls.await(connections.connection().eventChannel().getLastToken());
    }
}
