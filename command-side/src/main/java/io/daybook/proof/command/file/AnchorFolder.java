package io.daybook.proof.command.file;

import io.daybook.journal.DataFolderProblem;
import io.daybook.journal.file.Folders;
import io.daybook.proof.Anchor;
import io.daybook.proof.AnchorText;
import io.daybook.proof.command.AnchorShelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file for each anchor, named by its number. */
public final class AnchorFolder implements AnchorShelf {
    private static final String NAME = "%010d.anchor";

    private final Path folder;

    /**
     * @param folder made when the first anchor is
     */
    public AnchorFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<@Nullable Anchor> all() {
        try {
            var all = new ArrayList<@Nullable Anchor>();
            for (Path file : files()) {
                all.add(AnchorText.read(Files.readString(file)));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of all anchors, in the order in which they were made. */
    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("[0-9]{10}\\.anchor"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public boolean add(Anchor anchor) {
        try {
            Files.createDirectories(folder);
            Path file = file(anchor.number());
            Path coming = folder.resolve(file.getFileName() + ".coming");
            Files.writeString(coming, AnchorText.write(anchor));
            try (var channel = FileChannel.open(coming, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(coming, file, StandardCopyOption.ATOMIC_MOVE);
            Folders.sync(folder);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(long number) {
        return folder.resolve(NAME.formatted(number));
    }

    @Override
    public RuntimeException damaged(long number) {
        return new DataFolderProblem(
                "The anchor "
                        + file(number)
                        + " cannot be read: put it back from your backup, or move the folder away to"
                        + " begin a new chain of anchors.");
    }
}
