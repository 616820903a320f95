package io.daybook.whole;

/** Nodes that share everything, for clients that go to any of them. */
interface Cluster {
    int size();

    /**
     * Where the node answers.
     *
     * @param number from 0
     */
    String url(int number);

    default boolean isRunning(int number) {
        return true;
    }
}
