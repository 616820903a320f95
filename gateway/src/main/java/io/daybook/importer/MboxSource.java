package io.daybook.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Messages of an mbox stream, of which one at a time is in memory. A separator is a line {@code
 * From } with a date; in a file whose first separator has none, any such line behind an empty line.
 * Quoting is mboxrd: one {@code >} is taken from lines {@code >From }, {@code >>From } and so on.
 * The empty line before a separator is not part of the message.
 */
final class MboxSource {
    private static final int LONGEST_SEPARATOR = 512;

    private final Path file;
    private final String within;
    private final Source.Sink sink;
    private final CollectedOctets message;
    private Optional<Instant> date = Optional.empty();
    private long start;
    private int number;
    private boolean undated;

    /**
     * @param within the name inside the archive {@code file}, or empty
     */
    MboxSource(Path file, String within, Source.Sink sink) {
        this.file = file;
        this.within = within;
        this.sink = sink;
        this.message = new CollectedOctets(sink.largestMessage());
    }

    /**
     * @return false when the sink wanted no more
     */
    boolean read(InputStream in) throws InterruptedException {
        var lines = new LineReader(in);
        byte[] heldBack = new byte[0];
        try {
            while (lines.advance()) {
                boolean afterEmpty = heldBack.length > 0 || message.size() == 0;
                if (isSeparator(lines, afterEmpty)) {
                    if (!emit()) {
                        return false;
                    }
                    begin(lines);
                    heldBack = new byte[0];
                } else if (number > 0) {
                    message.add(heldBack, 0, heldBack.length);
                    heldBack = lines.isEmptyLine() ? copy(lines) : new byte[0];
                    addLine(lines, heldBack.length > 0);
                } else if (!lines.isEmptyLine()) {
                    throw new IOException("the file does not begin with a line 'From '");
                }
            }
        } catch (IOException e) {
            return sink.accept(
                    new Found.Unreadable(
                            origin(),
                            "reading stopped here, what follows was not imported: " + reason(e)));
        }
        return emit();
    }

    private void addLine(LineReader lines, boolean heldBack) {
        if (!heldBack) {
            int quote = isQuoted(lines) ? 1 : 0;
            message.add(lines.buffer(), lines.start() + quote, lines.length() - quote);
        }
    }

    private void begin(LineReader lines) {
        String separator = text(lines);
        date = MailDates.ofSeparator(separator);
        undated = number == 0 ? !looksDated(separator) : undated;
        start = lines.position();
        number++;
    }

    private boolean emit() throws InterruptedException {
        if (number == 0) {
            return true;
        }
        if (message.overflowed()) {
            String reason = message.tooLarge();
            message.clear();
            return sink.accept(new Found.Unreadable(origin(), reason));
        }
        byte[] octets = message.toByteArray();
        message.clear();
        var head = MessageHead.of(octets);
        Flags flags = Flags.ofMbox(head);
        Optional<Instant> receivedAt = date.or(head::receivedAt);
        return sink.accept(
                new Found.Message(
                        origin(),
                        flags.folder(new Folder.Chosen()),
                        octets,
                        receivedAt.orElse(null),
                        flags.keywords()));
    }

    private boolean isSeparator(LineReader lines, boolean afterEmpty) {
        if (!lines.startsLine() || !startsWithFrom(lines, lines.start())) {
            return false;
        }
        return number == 0 || looksDated(text(lines)) || (undated && afterEmpty);
    }

    /** Also true for the epoch, which stands in archives for an unknown date. */
    private static boolean looksDated(String separator) {
        return MailDates.ofSeparator(separator).isPresent() || separator.contains(" 00:00:00 1970");
    }

    private static boolean isQuoted(LineReader lines) {
        int position = lines.start();
        int end = position + lines.length();
        if (!lines.startsLine() || lines.buffer()[position] != '>') {
            return false;
        }
        while (position < end && lines.buffer()[position] == '>') {
            position++;
        }
        return startsWithFrom(lines, position);
    }

    private static boolean startsWithFrom(LineReader lines, int position) {
        byte[] buffer = lines.buffer();
        return lines.start() + lines.length() - position >= 5
                && buffer[position] == 'F'
                && buffer[position + 1] == 'r'
                && buffer[position + 2] == 'o'
                && buffer[position + 3] == 'm'
                && buffer[position + 4] == ' ';
    }

    private static String text(LineReader lines) {
        int length = Math.min(lines.length(), LONGEST_SEPARATOR);
        return new String(lines.buffer(), lines.start(), length, StandardCharsets.ISO_8859_1);
    }

    private static byte[] copy(LineReader lines) {
        return Arrays.copyOfRange(lines.buffer(), lines.start(), lines.start() + lines.length());
    }

    private Origin origin() {
        String place = "message " + Math.max(1, number) + " at octet " + start;
        return new Origin(file, within.isEmpty() ? place : within + ", " + place);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
