package io.daybook.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LowPriorityTest {
    private static final int NICE_FIELD = 19;

    @Test
    @EnabledOnOs(OS.LINUX)
    void on_linux_the_scheduler_serves_such_a_thread_last_and_others_as_before() throws Exception {
        int before = nice();
        var seen = new CompletableFuture<Integer>();
        LowPriority.threads("test-").newThread(() -> seen.complete(nice())).start();
        assertThat(seen.get(20, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(10);
        assertThat(nice()).isEqualTo(before);
    }

    /** Of this thread; the name of the process, which may hold anything, comes before. */
    private static int nice() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Integer.parseInt(fields[NICE_FIELD - 3]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
