package io.daybook.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder on disk: a Maildir with its sub folders (Maildir++ {@code .Sent.2024}, or plain ones),
 * or any folder of mail files. Links to folders are not followed.
 */
record FolderSource(Path root) implements Source {
    @Override
    public boolean read(Sink sink) throws IOException, InterruptedException {
        return folder(root, List.of(), sink);
    }

    private boolean folder(Path folder, List<String> names, Sink sink)
            throws IOException, InterruptedException {
        boolean maildir = MaildirSource.isMaildir(folder);
        Folder mailbox = names.isEmpty() ? new Folder.Chosen() : new Folder.Named(names);
        if (maildir && !new MaildirSource(folder, mailbox).read(sink)) {
            return false;
        }
        for (Path child : children(folder)) {
            boolean goOn =
                    Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)
                            ? subFolder(child, maildir, names, sink)
                            : maildir || file(child, sink);
            if (!goOn) {
                return false;
            }
        }
        return true;
    }

    private boolean subFolder(Path child, boolean inMaildir, List<String> names, Sink sink)
            throws IOException, InterruptedException {
        String name = child.getFileName().toString();
        if (inMaildir && (name.equals("cur") || name.equals("new") || name.equals("tmp"))) {
            return true;
        }
        if (!MaildirSource.isMaildir(child)) {
            return inMaildir || folder(child, names, sink);
        }
        var below = new ArrayList<>(names);
        if (name.startsWith(".")) {
            for (String part : name.substring(1).split("\\.")) {
                below.add(MailboxNames.decode(part));
            }
        } else {
            below.add(MailboxNames.decode(name));
        }
        return folder(child, below.stream().filter(part -> !part.isEmpty()).toList(), sink);
    }

    private static boolean file(Path file, Sink sink) throws IOException, InterruptedException {
        boolean mail =
                FileKind.ofFound(file.getFileName().toString()) != FileKind.OTHER
                        && Files.isRegularFile(file);
        if (!mail) {
            sink.ignored(new Origin(file, ""));
            return true;
        }
        try {
            return new FileSource(file).read(sink);
        } catch (IOException e) {
            return sink.accept(
                    new Found.Unreadable(
                            new Origin(file, ""), "it cannot be read: " + e.getMessage()));
        }
    }

    /** The entries of a folder, by name. */
    static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    /** The octets of all files below, for the progress display. */
    static long octets(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return Files.size(path);
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.mapToLong(it -> it.toFile().isFile() ? it.toFile().length() : 0).sum();
        }
    }
}
