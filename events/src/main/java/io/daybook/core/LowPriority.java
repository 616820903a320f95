package io.daybook.core;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for work that nobody waits for. On Linux the scheduler gives them what others leave:
 * there a thread has a nice value of its own, which Java's priorities do not reach.
 */
public final class LowPriority {
    private static final System.Logger LOG = System.getLogger(LowPriority.class.getName());
    private static final int NICE = 10;

    private LowPriority() {}

    /** Platform threads that do not keep the process alive. */
    public static ThreadFactory threads(String name) {
        var number = new AtomicInteger();
        return work -> {
            var thread =
                    new Thread(
                            () -> {
                                yieldToOthers();
                                work.run();
                            },
                            name + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        };
    }

    /** Lowers the priority of this thread for good. */
    private static void yieldToOthers() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return;
        }
        try {
            int ignored = (int) Nice.SET.invokeExact(0, 0, NICE);
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.DEBUG, "a thread keeps its priority", e);
        }
    }

    /** {@code int setpriority(int which, id_t who, int prio)}: process 0 is the calling thread. */
    private static final class Nice {
        static final MethodHandle SET = find();

        private static MethodHandle find() {
            var linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setpriority"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT));
        }
    }
}
