package io.daybook.journal.engine;

/** What a test does to a log, or to the way there. */
public interface LogFaults {
    /** Commits wait from now on. */
    void stop();

    /** Waits until a commit waits. */
    void awaitHeld() throws InterruptedException;

    void go();

    /** So many commits are not carried out, and end with their connection. */
    void loseRequests(int count);

    /** So many commits are carried out, and end with their connection before the answer. */
    void loseAnswers(int count);

    /** How many more will be lost. */
    int toLose();

    /** How many commits were sent to the log until now. */
    long commits();
}
