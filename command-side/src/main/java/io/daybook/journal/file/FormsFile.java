package io.daybook.journal.file;

import io.daybook.core.DiskThreads;
import io.daybook.journal.DataFolderProblem;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.Form;
import io.daybook.journal.WrittenForms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The file {@code forms} of the data folder: which version added the last one, then one stored form
 * a line. A folder without it is of a version that knew only forms that are known still.
 */
final class FormsFile implements WrittenForms {
    private static final String BY = "written by Daybook ";
    private static final String LINE = "[A-Za-z0-9.]{1,100} [0-9]{1,9}";

    private final Path file;
    private final String version;
    private final Set<Form> noted;

    private FormsFile(Path file, String version, Collection<Form> noted) {
        this.file = file;
        this.version = version;
        this.noted = new ConcurrentSkipListSet<>(noted);
    }

    /**
     * @param version of this Daybook
     * @throws DataFolderProblem when the folder holds a form that the codecs do not know
     */
    static FormsFile open(Path file, String version, EventCodecs codecs) throws IOException {
        if (!Files.exists(file)) {
            return new FormsFile(file, version, List.of());
        }
        var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        var forms = new ArrayList<Form>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            if (!line.matches(LINE)) {
                throw new DataFolderProblem(
                        file
                                + " is damaged at '"
                                + line
                                + "': put it back from your backup, or delete it if no newer"
                                + " Daybook ever wrote this folder.");
            }
            int space = line.indexOf(' ');
            forms.add(new Form(line.substring(0, space), line.substring(space + 1)));
        }
        forms.stream()
                .filter(form -> !codecs.knows(form))
                .findFirst()
                .ifPresent(form -> {
                    throw newer(file, lines.getFirst(), version, form);
                });
        return new FormsFile(file, version, forms);
    }

    private static DataFolderProblem newer(Path file, String by, String version, Form form) {
        return new DataFolderProblem(
                "The data folder "
                        + file.getParent()
                        + " was "
                        + (by.startsWith(BY) ? by : "written by another Daybook")
                        + " and holds events that this one ("
                        + version
                        + ") does not know ("
                        + form
                        + "): run that version or a later one, or name another with --data.");
    }

    @Override
    public void note(Form form) {
        if (!noted.contains(form)) {
            DiskThreads.run(() -> add(form));
        }
    }

    private synchronized void add(Form form) {
        if (noted.contains(form)) {
            return;
        }
        var text = new StringBuilder(BY).append(version).append('\n');
        noted.forEach(known -> text.append(known).append('\n'));
        text.append(form).append('\n');
        try {
            write(text.toString());
        } catch (IOException e) {
            throw new DataFolderProblem(file + " cannot be written: " + e.getMessage(), e);
        }
        noted.add(form);
    }

    /** All of it or nothing, whatever happens meanwhile. */
    private void write(String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (var channel =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        Folders.syncAround(file);
    }
}
