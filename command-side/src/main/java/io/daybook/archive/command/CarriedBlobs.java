package io.daybook.archive.command;

import io.daybook.archive.Flaw;
import io.daybook.archive.file.FlawFound;
import io.daybook.blob.BlobStore.Upload;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Takes blobs into an account. Some are being stored while the next are read, so that a store that
 * is far away is not waited for one by one.
 */
final class CarriedBlobs implements AutoCloseable {
    private static final int AT_ONCE = 16;
    private static final int CHUNK = 64 * 1024;

    private final Store store;
    private final AccountId account;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Future<?>> underWay = new ArrayDeque<>();

    CarriedBlobs(Store store, AccountId account) {
        this.store = store;
        this.account = account;
    }

    /**
     * Reads the content, and has it stored.
     *
     * @throws IOException when it cannot be read, or an earlier one is not what it was said to be
     */
    void add(BlobId id, InputStream content) throws IOException {
        if (underWay.size() == AT_ONCE) {
            await(underWay.remove());
        }
        Upload upload = store.accountBlobs().carry(account);
        boolean isHandedOver = false;
        try {
            byte[] buffer = new byte[CHUNK];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                upload.write(buffer, 0, n);
            }
            underWay.add(
                    threads.submit(() -> {
                        finish(id, upload);
                        return id;
                    }));
            isHandedOver = true;
        } finally {
            if (!isHandedOver) {
                upload.close();
            }
        }
    }

    private void finish(BlobId id, Upload upload) throws IOException {
        try (upload) {
            var stored = upload.finish(store.clock().instant());
            if (!stored.blob().equals(id)) {
                throw new FlawFound(new Flaw.Broken("the blob " + id));
            }
        }
    }

    /** Returns when all are durable. */
    void end() throws IOException {
        while (!underWay.isEmpty()) {
            await(underWay.remove());
        }
    }

    private static void await(Future<?> one) throws IOException {
        try {
            one.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while blobs were stored");
        }
    }

    /** Waits for those that are under way, whatever becomes of them. */
    @Override
    public void close() {
        threads.close();
    }
}
