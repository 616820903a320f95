package io.daybook.whole;

import io.daybook.admin.access.AdminTokens;
import io.daybook.core.Cause;
import io.daybook.gateway.WholeServer;
import io.daybook.launch.Subcommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Runs commands of the command line inside the test. */
final class Commands {
    private Commands() {}

    /** What a command printed, on both streams, and its exit status. */
    record Ran(int status, String output) {}

    static Ran run(String name, String... words) {
        var printed = new ByteArrayOutputStream();
        try (var out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            for (var command : ServiceLoader.load(Subcommand.class)) {
                if (command.name().equals(name)) {
                    int status = command.run(List.of(words), out, out);
                    return new Ran(status, printed.toString(StandardCharsets.UTF_8));
                }
            }
            throw new AssertionError("there is no command " + name);
        } catch (Exception e) {
            throw new AssertionError(name + " failed after " + printed, e);
        }
    }

    /** The same at a server, with a token made for it. */
    static Ran runAt(WholeServer server, Path scratch, String name, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--server", server.url()));
        all.addAll(List.of("--admin-token-file", token(server, scratch).toString()));
        return run(name, all.toArray(String[]::new));
    }

    private static Path token(WholeServer server, Path scratch) {
        try {
            Path file = scratch.resolve("admin-token");
            if (!Files.exists(file)) {
                var cause = new Cause("test", "test", "", "", "test");
                var token = server.bean(AdminTokens.class).renew(cause);
                Files.writeString(file, token.text() + "\n");
            }
            return file;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
