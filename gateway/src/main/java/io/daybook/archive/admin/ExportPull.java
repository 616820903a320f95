package io.daybook.archive.admin;

import io.daybook.archive.Archives;
import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Export;
import io.daybook.archive.Archives.Exported;
import io.daybook.archive.Progress;
import io.daybook.core.Unavailable;
import io.daybook.core.http.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An archive on its way to a client: written on a thread of its own, a few pieces ahead of the
 * client. An export that fails breaks the answer off, so that nobody takes a part for the whole.
 */
final class ExportPull implements Answer.Pull {
    private static final Logger LOG = LoggerFactory.getLogger(ExportPull.class);
    private static final int AHEAD = 8;
    private static final int PIECE = 64 * 1024;

    /** How long a client may take nothing: nobody says of each that it has gone. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private sealed interface Step {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Piece(byte[] octets) implements Step {}

    private record Ended(Exported outcome) implements Step {}

    private record Failed(Exception cause) implements Step {}

    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(AHEAD);
    private final Thread writer;
    private @Nullable Step first;

    /**
     * @param atEnd runs when no more is written, for whatever reason
     */
    ExportPull(Archives archives, Export what, Runnable atEnd) {
        writer =
                Thread.ofVirtual()
                        .name("export")
                        .start(() -> {
                            try {
                                export(archives, what);
                            } finally {
                                atEnd.run();
                            }
                        });
        first = take();
    }

    /** The outcome of an export that ended before it wrote anything, or null. */
    @Nullable Exported early() {
        return first instanceof Ended(var outcome) ? outcome : null;
    }

    private void export(Archives archives, Export what) {
        Step end;
        var pieces = new Pieces();
        try {
            Exported outcome = archives.export(what, pieces, Progress.silent());
            pieces.flush();
            end = new Ended(outcome);
        } catch (IOException | RuntimeException e) {
            end = new Failed(e);
        }
        try {
            if (!steps.offer(end, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                // What it has not taken goes: it finds the answer broken off, not one with a gap.
                steps.clear();
                steps.add(new Failed(idle()));
            }
        } catch (InterruptedException e) {
            // The client has gone: nobody waits for the end.
            Thread.currentThread().interrupt();
        }
    }

    private static IOException idle() {
        return new IOException("the client takes nothing for " + PATIENCE.toMinutes() + " minutes");
    }

    @Override
    public byte @Nullable [] next() {
        Step step = first == null ? take() : first;
        first = null;
        return switch (step) {
            case Piece(var octets) -> octets;
            case Ended(Done _) -> null;
            case Ended(var refusal) -> throw broken(Messages.of(refusal), null);
            case Failed(var cause) -> throw broken(String.valueOf(cause.getMessage()), cause);
        };
    }

    private static IllegalStateException broken(String why, @Nullable Exception cause) {
        LOG.error("An export broke off: {}", why, cause);
        return new IllegalStateException(why, cause);
    }

    private Step take() {
        try {
            return steps.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server stops");
        }
    }

    @Override
    public void close() {
        writer.interrupt();
    }

    private final class Pieces extends OutputStream {
        private final byte[] piece = new byte[PIECE];
        private int filled;

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            int done = 0;
            while (done < length) {
                int count = Math.min(PIECE - filled, length - done);
                System.arraycopy(octets, offset + done, piece, filled, count);
                filled += count;
                done += count;
                if (filled == PIECE) {
                    flush();
                }
            }
        }

        @Override
        public void flush() throws IOException {
            if (filled == 0) {
                return;
            }
            try {
                var step = new Piece(Arrays.copyOf(piece, filled));
                if (!steps.offer(step, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    steps.clear();
                    throw idle();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the client has gone", e);
            }
            filled = 0;
        }
    }
}
