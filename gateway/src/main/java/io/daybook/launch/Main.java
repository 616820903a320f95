package io.daybook.launch;

import io.daybook.importer.CannotImport;
import io.daybook.importer.ImportOptions;
import io.daybook.importer.MailImport;
import io.daybook.importer.StopSignal;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where {@code ./daybook} enters Java. Exit status 2 is a wrong command line, 1 a failure. */
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final int STOP_SECONDS = 15;

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] words) throws Exception {
        System.exit(new Main(System.out, System.err).run(List.of(words)));
    }

    int run(List<String> words) throws Exception {
        String command = words.isEmpty() ? "help" : words.getFirst();
        var rest = words.isEmpty() ? List.<String>of() : words.subList(1, words.size());
        if (command.equals("--help") || command.equals("-h")) {
            command = "help";
        }
        if (rest.contains("--help") || rest.contains("-h")) {
            return help(List.of(command));
        }
        return switch (command) {
            case "serve" -> serve(rest);
            case "import" -> importMail(rest);
            case "version", "--version" -> version();
            case "help" -> help(rest);
            default -> brought(command, rest);
        };
    }

    /** The commands of the slices. */
    private int brought(String command, List<String> words) throws Exception {
        for (Subcommand one : ServiceLoader.load(Subcommand.class)) {
            if (one.name().equals(command)) {
                return one.run(words, out, err);
            }
        }
        return complain("unknown command '" + command + "'; see ./daybook help");
    }

    private int help(List<String> topics) {
        String topic = topics.isEmpty() ? "help" : topics.getFirst();
        Optional<String> text = Help.of(topic);
        if (text.isEmpty()) {
            return complain("unknown command '" + topic + "'; see ./daybook help");
        }
        out.print(text.get());
        return 0;
    }

    private int version() {
        String version =
                Objects.requireNonNullElse(
                        Main.class.getPackage().getImplementationVersion(), "(not packaged)");
        out.println("Daybook " + version + ", Java " + Runtime.version());
        return 0;
    }

    private int serve(List<String> words) throws Exception {
        return switch (ServeOptions.parse(words)) {
            case Parsed.Wrong<ServeOptions>(var message) -> complain(message);
            case Parsed.Ok<ServeOptions>(var options) -> {
                Optional<Server> server = ServiceLoader.load(Server.class).findFirst();
                if (server.isEmpty()) {
                    err.println(
                            "daybook: this build holds no server; build it again with: make clean run");
                    yield FAILED;
                }
                yield server.get().run(options);
            }
        };
    }

    private int importMail(List<String> words) {
        var surroundings =
                new ImportParser.Surroundings(
                        name -> Optional.ofNullable(System.getenv(name)), Main::askPassword);
        return switch (new ImportParser(surroundings).parse(words)) {
            case Parsed.Wrong<ImportOptions>(var message) -> complain(message);
            case Parsed.Ok<ImportOptions>(var options) -> importMail(options);
        };
    }

    /**
     * Ctrl-C and SIGTERM let the batch under way end, within a bound; the journal makes any other
     * end harmless.
     */
    private int importMail(ImportOptions options) {
        warnOfPlainText(options);
        var stop = new StopSignal();
        var ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopAndWait(stop, ended), "import-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return new MailImport(options, stop).run(out, err, isTerminal());
        } catch (CannotImport e) {
            err.println("daybook: " + e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println("daybook: reading or writing on this machine failed: " + e);
            return FAILED;
        } finally {
            ended.countDown();
        }
    }

    private static void stopAndWait(StopSignal stop, CountDownLatch ended) {
        stop.set();
        try {
            ended.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void warnOfPlainText(ImportOptions options) {
        String host = options.server().getHost();
        boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        if ("http".equalsIgnoreCase(options.server().getScheme()) && !local) {
            err.println(
                    "daybook: warning: the password goes to "
                            + host
                            + " unencrypted; use https where you can");
        }
    }

    private static Optional<String> askPassword() {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return Optional.empty();
        }
        char[] password = console.readPassword("Password: ");
        return password == null || password.length == 0
                ? Optional.empty()
                : Optional.of(new String(password));
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    private int complain(String message) {
        Complaint.print(message, err);
        return WRONG;
    }
}
