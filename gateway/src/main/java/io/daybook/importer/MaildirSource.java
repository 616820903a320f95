package io.daybook.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mailbox of a Maildir: the messages of {@code cur} and {@code new}, received when their files
 * were last changed.
 */
record MaildirSource(Path maildir, Folder folder) implements Source {
    private static final Pattern FLAGS = Pattern.compile("[:;!]2,([A-Za-z]*)$");

    static boolean isMaildir(Path folder) {
        return Files.isDirectory(folder.resolve("cur"), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(folder.resolve("new"), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean read(Sink sink) throws IOException, InterruptedException {
        for (String part : List.of("cur", "new")) {
            for (Path file : FolderSource.children(maildir.resolve(part))) {
                if (file.getFileName().toString().startsWith(".") || !Files.isRegularFile(file)) {
                    sink.ignored(new Origin(file, ""));
                } else if (!message(file, sink)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean message(Path file, Sink sink) throws InterruptedException {
        var origin = new Origin(file, "");
        var octets = new CollectedOctets(sink.largestMessage());
        Instant receivedAt;
        try (InputStream in = ConsumedStream.open(file, sink)) {
            octets.addAll(in);
            receivedAt = Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return sink.accept(
                    new Found.Unreadable(origin, "it cannot be read: " + e.getMessage()));
        }
        if (octets.overflowed()) {
            return sink.accept(new Found.Unreadable(origin, octets.tooLarge()));
        }
        Matcher info = FLAGS.matcher(file.getFileName().toString());
        Flags flags = info.find() ? Flags.ofMaildir(info.group(1)) : Flags.none();
        return sink.accept(
                new Found.Message(
                        origin,
                        flags.folder(folder),
                        octets.toByteArray(),
                        receivedAt,
                        flags.keywords()));
    }
}
