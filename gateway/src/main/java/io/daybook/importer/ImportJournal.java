package io.daybook.importer;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the import of one source into one account, in an append-only file of lines:
 * {@code ?} a message about to be sent, {@code =} acknowledged, {@code @} the account's Email state
 * after that. A message that was about to be sent and never acknowledged is unsure: only the server
 * knows. Intents are on disk before anything is sent; the loss of any later line makes messages
 * unsure, never double. One process at a time holds a journal; in it, several threads may use it.
 */
final class ImportJournal implements Closeable {
    private static final String LAYOUT = "daybook-import 1";

    private final FileChannel channel;
    private final FileLock lock;
    private final Map<MessageKey.Content, Copies> copies = new HashMap<>();
    private final Set<MessageKey> unsure = new HashSet<>();
    private Optional<String> state = Optional.empty();

    /** How often a content was read in this run, and which of its occurrences were acknowledged. */
    private static final class Copies {
        private int seen;
        private final BitSet done = new BitSet(1);
    }

    private ImportJournal(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * @throws CannotImport when another process imports this source, or a newer Daybook wrote the
     *     file
     */
    static ImportJournal open(Path file) throws IOException, CannotImport {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                var journal = new ImportJournal(channel, lock);
                journal.load(file);
                return journal;
            }
        } catch (OverlappingFileLockException e) {
            // The same process holds it: the same path was given twice at a time.
        } catch (IOException | CannotImport | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new CannotImport(
                "another import of the same mail is running (it holds "
                        + file
                        + "); wait until it ends");
    }

    private void load(Path file) throws IOException, CannotImport {
        // Closing the stream would close the channel and give up the lock.
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
        long good = 0;
        var line = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet != '\n') {
                line.append((char) octet);
                continue;
            }
            if (good == 0 && !line.toString().equals(LAYOUT)) {
                throw new CannotImport(
                        file + " is no import journal of this version; move it away to start anew");
            }
            good += line.length() + 1;
            take(line.toString(), file);
            line.setLength(0);
        }
        // What a crash left of an unfinished line is cut off.
        channel.truncate(good);
        channel.position(good);
        if (good == 0) {
            append(List.of(LAYOUT));
        }
    }

    private void take(String line, Path file) throws CannotImport {
        try {
            switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case '?' -> unsure.add(MessageKey.ofLine(line.substring(1)));
                case '=' -> note(MessageKey.ofLine(line.substring(1)));
                case '!' -> forget();
                case '@' -> state = Optional.of(line.substring(1));
                default -> {
                    if (!line.equals(LAYOUT)) {
                        throw new IllegalArgumentException("a damaged line: " + line);
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            throw new CannotImport(
                    file + " is damaged (" + e.getMessage() + "); move it away to start anew");
        }
    }

    /** The next occurrence of a content in this run's reading. */
    synchronized MessageKey next(MessageKey.Content content) {
        return new MessageKey(content, ++copies.computeIfAbsent(content, _ -> new Copies()).seen);
    }

    synchronized boolean isDone(MessageKey key) {
        Copies known = copies.get(key.content());
        return known != null && known.done.get(key.occurrence());
    }

    synchronized boolean isUnsure(MessageKey key) {
        return unsure.contains(key);
    }

    synchronized int doneCount(MessageKey.Content content) {
        Copies known = copies.get(content);
        return known == null ? 0 : known.done.cardinality();
    }

    synchronized boolean isEmpty() {
        return unsure.isEmpty() && copies.values().stream().allMatch(it -> it.done.isEmpty());
    }

    /** The Email state of the account after the last acknowledged batch. */
    synchronized Optional<String> lastState() {
        return state;
    }

    /** Makes everything acknowledged unsure: the account is not the one that acknowledged it. */
    synchronized void distrust() throws IOException {
        append(List.of("!"));
        forget();
    }

    private void forget() {
        copies.forEach((content, known) ->
                known.done.stream()
                        .forEach(occurrence -> unsure.add(new MessageKey(content, occurrence))));
        copies.values().forEach(it -> it.done.clear());
        state = Optional.empty();
    }

    /** On disk when this returns. */
    synchronized void intend(Collection<MessageKey> keys) throws IOException {
        append(
                keys.stream()
                        .filter(key -> !unsure.contains(key))
                        .map(key -> "?" + key.toLine())
                        .toList());
        channel.force(false);
        unsure.addAll(keys);
    }

    synchronized void acknowledge(Collection<MessageKey> keys, String newState) throws IOException {
        var lines = new ArrayList<>(keys.stream().map(key -> "=" + key.toLine()).toList());
        lines.add("@" + newState);
        append(lines);
        keys.forEach(this::note);
        state = Optional.of(newState);
    }

    private void note(MessageKey key) {
        copies.computeIfAbsent(key.content(), _ -> new Copies()).done.set(key.occurrence());
        unsure.remove(key);
    }

    private void append(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        var octets =
                ByteBuffer.wrap(
                        (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        lock.release();
        channel.close();
    }
}
