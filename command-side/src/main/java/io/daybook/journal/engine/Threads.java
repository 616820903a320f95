package io.daybook.journal.engine;

/** Ends threads of the journal. */
public final class Threads {
    private Threads() {}

    /** Waits for the thread's end; an interruption of the waiting is kept for later. */
    public static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
