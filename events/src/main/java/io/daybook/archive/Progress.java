package io.daybook.archive;

/** Hears how far long work has come. Called often, on the thread that works. */
@FunctionalInterface
public interface Progress {
    enum Step {
        BLOBS,
        EVENTS,
        PROVING,
        STORING
    }

    /**
     * @param all how many there are; 0 when nobody knows
     */
    void at(Step step, long done, long all);

    /** Tells nobody. */
    static Progress silent() {
        return (step, done, all) -> {};
    }
}
