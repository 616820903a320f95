package io.daybook.importer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * One source on its way into the account: it is read here, its messages are uploaded several at a
 * time, and one batch after the other is imported while the next is read. At most three batches are
 * in memory, each of at most {@value #BATCH_OCTETS} octets or one message.
 */
final class SourceImport implements Source.Sink {
    private static final long BATCH_OCTETS = 16L * 1024 * 1024;

    private final JmapAccount account;
    private final MailboxTree mailboxes;
    private final ImportJournal journal;
    private final ImportTally tally;
    private final BatchImport batches;
    private final StopSignal stop;
    private final ExecutorService uploads;
    private final BlockingQueue<List<Pending>> queue = new ArrayBlockingQueue<>(1);
    private final int batchSize;
    private List<Pending> batch = new ArrayList<>();
    private long batchOctets;
    private volatile boolean broken;

    private record Pending(
            MessageKey key, Found.Message message, Future<JmapAccount.Upload> upload) {}

    SourceImport(
            JmapAccount account,
            MailboxTree mailboxes,
            ImportJournal journal,
            ImportTally tally,
            Patience patience,
            StopSignal stop,
            ExecutorService uploads) {
        this.account = account;
        this.mailboxes = mailboxes;
        this.journal = journal;
        this.tally = tally;
        this.batches = new BatchImport(account, journal, tally, patience);
        this.stop = stop;
        this.uploads = uploads;
        this.batchSize = BatchImport.batchSize(account.limits());
    }

    /**
     * @throws CannotImport when the server kept failing, or the account is full
     */
    void run(Source source, ExecutorService threads)
            throws IOException, InterruptedException, CannotImport {
        Future<Optional<Exception>> sender = threads.submit(this::sendBatches);
        Optional<Exception> failure;
        try {
            if (source.read(this)) {
                flush();
            }
        } finally {
            // An empty batch is the end; the sender always takes what is queued.
            queue.put(List.of());
            failure = await(sender);
        }
        if (failure.isPresent()) {
            throw rethrown(failure.get());
        }
    }

    @Override
    public boolean accept(Found found) throws InterruptedException {
        if (broken || stop.isSet()) {
            return false;
        }
        switch (found) {
            case Found.Unreadable(var origin, var reason) -> tally.refused(origin, reason);
            case Found.Message message -> take(message);
        }
        return true;
    }

    @Override
    public void ignored(Origin origin) {
        tally.ignored();
    }

    @Override
    public void consumed(long octets) {
        tally.consumed(octets);
    }

    @Override
    public long largestMessage() {
        return account.limits().maxSizeUpload();
    }

    private void take(Found.Message message) throws InterruptedException {
        MessageKey key = journal.next(MessageKey.Content.of(message.folder(), message.octets()));
        if (journal.isDone(key)) {
            tally.there();
            return;
        }
        if (batchOctets + message.octets().length > BATCH_OCTETS) {
            flush();
        }
        Callable<JmapAccount.Upload> upload = () -> account.upload(message.octets());
        batch.add(new Pending(key, message, uploads.submit(upload)));
        batchOctets += message.octets().length;
        if (batch.size() >= batchSize) {
            flush();
        }
    }

    private void flush() throws InterruptedException {
        if (!batch.isEmpty()) {
            queue.put(batch);
            batch = new ArrayList<>();
            batchOctets = 0;
        }
    }

    /**
     * Runs until the empty batch; after a failure it only empties the queue, so that the reader
     * never waits for ever.
     */
    private Optional<Exception> sendBatches() throws InterruptedException {
        Optional<Exception> failure = Optional.empty();
        for (List<Pending> next = queue.take(); !next.isEmpty(); next = queue.take()) {
            if (failure.isPresent() || stop.isSet()) {
                continue;
            }
            try {
                sendBatch(next);
            } catch (CannotImport | IOException | InterruptedException | RuntimeException e) {
                failure = Optional.of(e);
                broken = true;
            }
        }
        return failure;
    }

    private void sendBatch(List<Pending> next)
            throws IOException, InterruptedException, CannotImport {
        var ready = new ArrayList<EmailImport.Ready>();
        for (Pending pending : next) {
            switch (await(pending.upload())) {
                case JmapAccount.Upload.Stored(var blob) ->
                        ready.add(
                                new EmailImport.Ready(
                                        pending.key(),
                                        pending.message(),
                                        mailboxes.idOf(pending.message().folder()),
                                        blob));
                case JmapAccount.Upload.Refused(var reason) ->
                        tally.refused(pending.message().origin(), reason);
            }
        }
        batches.send(ready);
        if (tally.isAccountFull()) {
            throw new CannotImport(
                    "the account is full; raise its quota and run the same command again to go on");
        }
    }

    private static <T> T await(Future<T> future)
            throws InterruptedException, CannotImport, IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause() instanceof Exception cause ? cause : e);
        }
    }

    /** Throws what is foreseen as itself; anything else is a fault of the program. */
    private static IllegalStateException rethrown(Exception failure)
            throws InterruptedException, CannotImport, IOException {
        switch (failure) {
            case CannotImport cannot -> throw cannot;
            case IOException io -> throw io;
            case InterruptedException interrupted -> throw interrupted;
            case RuntimeException fault -> throw fault;
            case Exception other -> {
                return new IllegalStateException("an import task failed", other);
            }
        }
    }
}
