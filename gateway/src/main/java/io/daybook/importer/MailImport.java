package io.daybook.importer;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The whole of {@code ./daybook import}: all paths into one account, and a summary. */
public final class MailImport {
    private static final Duration ANSWER = Duration.ofMinutes(3);

    private final ImportOptions options;
    private final StopSignal stop;
    private final Patience patience;
    private final ImportTally tally = new ImportTally();

    public MailImport(ImportOptions options, StopSignal stop) {
        this(options, stop, new Patience(stop::sleep, new Random()));
    }

    MailImport(ImportOptions options, StopSignal stop, Patience patience) {
        this.options = options;
        this.stop = stop;
        this.patience = patience;
    }

    /**
     * Imports everything that is not there yet.
     *
     * @param progress takes the progress display
     * @param out takes the summary
     * @return 0 when all mail is in the account, 1 when something is not
     * @throws CannotImport when nothing more can be done; what was imported until then is known to
     *     the journal
     */
    public int run(PrintStream out, PrintStream progress, boolean terminal)
            throws IOException, CannotImport {
        long total = 0;
        for (Path path : options.paths()) {
            total += FolderSource.octets(path);
        }
        ImportReport report = new ImportReport(out, tally);
        try (var display =
                new ProgressDisplay(progress, terminal, tally::figures, total, System::nanoTime)) {
            try {
                importAll();
            } finally {
                display.close();
                report.print(display.elapsed(), options, stop.isSet());
            }
        } catch (InterruptedException e) {
            // Only the stop signal interrupts; the report has said so.
        }
        return stop.isSet() || tally.figures().refused() > 0 ? 1 : 0;
    }

    ImportTally tally() {
        return tally;
    }

    private void importAll() throws IOException, InterruptedException, CannotImport {
        var tls = options.trusted() == null ? null : Trust.only(options.trusted());
        try (var wire = new Wire(options.user(), options.password(), tls, ANSWER);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var account = JmapAccount.open(wire, patience, options.server(), options.user());
            var mailboxes = new MailboxTree(account, options.mailbox());
            int uploads = Math.min(options.concurrency(), account.limits().maxConcurrentUpload());
            var uploaders = Executors.newFixedThreadPool(uploads, Thread.ofVirtual().factory());
            try {
                for (Path path : options.paths()) {
                    if (!stop.isSet()) {
                        importOne(path, account, mailboxes, uploaders, threads);
                    }
                }
            } finally {
                uploaders.shutdownNow();
            }
        }
    }

    private void importOne(
            Path path,
            JmapAccount account,
            MailboxTree mailboxes,
            ExecutorService uploaders,
            ExecutorService threads)
            throws IOException, InterruptedException, CannotImport {
        Path file = journalFile(path.toRealPath());
        if (options.again()) {
            Files.deleteIfExists(file);
        }
        try (var journal = ImportJournal.open(file)) {
            if (journal.lastState().isPresent()
                    && !knowsState(account, journal.lastState().get())) {
                journal.distrust();
            }
            Source source = Files.isDirectory(path) ? new FolderSource(path) : new FileSource(path);
            new SourceImport(account, mailboxes, journal, tally, patience, stop, uploaders)
                    .run(source, threads);
        }
    }

    /** Whether the account is still the one that gave this state; a new or restored one is not. */
    private static boolean knowsState(JmapAccount account, String state)
            throws InterruptedException, CannotImport {
        var arguments = account.arguments().put("sinceState", state).put("maxChanges", 1);
        return account.withErrors(List.of(new JmapCall.Method("Email/changes", arguments)))
                .getFirst()
                .error()
                .isEmpty();
    }

    /** One journal for each server, user, mailbox and source. */
    private Path journalFile(Path source) {
        URI server = options.server();
        String mailbox = options.mailbox() == null ? "" : options.mailbox();
        String identity =
                String.join("\n", server.toString(), options.user(), mailbox, source.toString());
        String name = source.getFileName() == null ? "root" : source.getFileName().toString();
        String readable = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return options.state()
                .resolve(
                        readable.substring(0, Math.min(60, readable.length()))
                                + "-"
                                + digest(identity)
                                + ".journal");
    }

    private static String digest(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
