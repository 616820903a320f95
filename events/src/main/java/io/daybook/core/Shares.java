package io.daybook.core;

/**
 * Shares work on streams out among the nodes of a product. Each share of a kind of work belongs to
 * one node at a time; for a moment, when a node has gone, it belongs to none, and a node that was
 * cut off may believe for as long that a share is still its own. So this saves work and never
 * guards it: whoever writes is guarded by a version, whoever causes an effect by an event.
 */
public interface Shares {
    /**
     * Whether this node does this kind of work on the stream now. Cheap: no look at any store.
     *
     * @param work stable and unique, e.g. the name of a follower
     */
    boolean isMine(String work, String stream);

    /** Calls the listener, on a thread of its own, after a share has come to this node. */
    Subscription onGained(Runnable listener);

    /** Of a product with one node. */
    static Shares undivided() {
        return new Shares() {
            @Override
            public boolean isMine(String work, String stream) {
                return true;
            }

            @Override
            public Subscription onGained(Runnable listener) {
                return () -> {};
            }
        };
    }

    /** Of a node that leaves all work to others. */
    static Shares none() {
        return new Shares() {
            @Override
            public boolean isMine(String work, String stream) {
                return false;
            }

            @Override
            public Subscription onGained(Runnable listener) {
                return () -> {};
            }
        };
    }

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
