package io.daybook.proof.command;

import io.daybook.core.DiskThreads;
import io.daybook.journal.DataFolderProblem;
import io.daybook.journal.StoredEvents;
import io.daybook.journal.file.Folders;
import io.daybook.proof.Anchor;
import io.daybook.proof.Anchor.Head;
import io.daybook.proof.AnchorText;
import io.daybook.proof.Anchors;
import io.daybook.proof.MerkleTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The chain of anchors in a folder, a file for each. A file has the ends of those streams only that
 * had moved since the one before, so that a quiet hour costs little.
 */
public final class KeptAnchors implements Anchors {
    private static final String NAME = "%010d.anchor";

    private final Path folder;
    private final StoredEvents events;
    private final Clock clock;

    /**
     * @param folder made when the first anchor is
     */
    public KeptAnchors(Path folder, StoredEvents events, Clock clock) {
        this.folder = folder;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public synchronized Anchor anchor() {
        return DiskThreads.call(this::anchorNow);
    }

    private Anchor anchorNow() throws IOException {
        var files = files();
        var known = new TreeMap<String, Head>(MerkleTree.ORDER);
        Anchor last = null;
        for (Path file : files) {
            var anchor = read(file);
            if (anchor == null) {
                throw new DataFolderProblem(
                        "The anchor "
                                + file
                                + " cannot be read: put it back from your backup, or move the"
                                + " folder away to begin a new chain of anchors.");
            }
            anchor.heads().forEach(head -> known.put(head.stream(), head));
            last = anchor;
        }
        var now = heads();
        if (last != null && now.equals(List.copyOf(known.values()))) {
            return with(last, now);
        }
        var anchor = next(last, now);
        write(with(anchor, now.stream().filter(it -> !it.equals(known.get(it.stream()))).toList()));
        return anchor;
    }

    private static Anchor with(Anchor anchor, List<Head> heads) {
        return new Anchor(
                anchor.number(),
                anchor.at(),
                anchor.previous(),
                anchor.streams(),
                anchor.events(),
                anchor.root(),
                heads);
    }

    private Anchor next(@Nullable Anchor last, List<Head> heads) {
        return new Anchor(
                last == null ? 1 : last.number() + 1,
                clock.instant(),
                last == null ? Anchor.NONE : last.id(),
                heads.size(),
                heads.stream().mapToLong(head -> head.seq() + 1).sum(),
                MerkleTree.root(heads),
                heads);
    }

    private List<Head> heads() {
        var sorted = new TreeMap<String, Head>(MerkleTree.ORDER);
        events.forEachHead((stream, head) ->
                sorted.put(
                        stream,
                        new Head(stream, head.seq(), HexFormat.of().formatHex(head.hash()))));
        return List.copyOf(sorted.values());
    }

    private void write(Anchor anchor) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(NAME.formatted(anchor.number()));
        Path coming = folder.resolve(file.getFileName() + ".coming");
        Files.writeString(coming, AnchorText.write(anchor));
        try (var channel = FileChannel.open(coming, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(coming, file, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(folder);
    }

    /** The files of all anchors, in the order in which they were made. */
    List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("[0-9]{10}\\.anchor"))
                    .sorted()
                    .toList();
        }
    }

    /** Null when it is none. */
    static @Nullable Anchor read(Path file) throws IOException {
        return AnchorText.read(Files.readString(file));
    }

    /**
     * The anchors as their files are, each with the heads that it has; null for one that is none.
     */
    List<@Nullable Anchor> all() {
        return DiskThreads.call(() -> {
            var all = new ArrayList<@Nullable Anchor>();
            for (Path file : files()) {
                all.add(read(file));
            }
            return all;
        });
    }
}
