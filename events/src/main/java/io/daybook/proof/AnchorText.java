package io.daybook.proof;

import io.daybook.core.BlobId;
import io.daybook.proof.Anchor.Head;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An anchor as lines of text, which can be printed, mailed and compared by eye. The first seven
 * lines are what its id is the hash of.
 */
public final class AnchorText {
    private static final String FIRST = "daybook-anchor 1";
    private static final List<String> NAMES =
            List.of("number", "time", "previous", "streams", "events", "root");

    private AnchorText() {}

    public static String write(Anchor anchor) {
        var text = new StringBuilder(opening(anchor));
        for (var head : anchor.heads()) {
            text.append("head ").append(head.seq()).append(' ').append(head.hash());
            text.append(' ').append(named(head.stream())).append('\n');
        }
        return text.append("end\n").toString();
    }

    private static String opening(Anchor anchor) {
        return String.join(
                "\n",
                FIRST,
                "number " + anchor.number(),
                "time " + anchor.at(),
                "previous " + anchor.previous(),
                "streams " + anchor.streams(),
                "events " + anchor.events(),
                "root " + anchor.root(),
                "");
    }

    static String id(Anchor anchor) {
        byte[] octets = opening(anchor).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(BlobId.sha256().digest(octets));
    }

    /** A name never ends a line. */
    private static String named(String stream) {
        if (stream.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a stream's name has control characters");
        }
        return stream;
    }

    /** The anchor, or null when the text is none or not a whole one. */
    public static @Nullable Anchor read(String text) {
        var lines = text.lines().toList();
        if (lines.size() < NAMES.size() + 2
                || !lines.getFirst().equals(FIRST)
                || !lines.getLast().equals("end")) {
            return null;
        }
        var values = new ArrayList<String>();
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i) + " ";
            String line = lines.get(i + 1);
            if (!line.startsWith(name)) {
                return null;
            }
            values.add(line.substring(name.length()));
        }
        try {
            return new Anchor(
                    Long.parseLong(values.get(0)),
                    Instant.parse(values.get(1)),
                    values.get(2),
                    Long.parseLong(values.get(3)),
                    Long.parseLong(values.get(4)),
                    values.get(5),
                    heads(lines.subList(NAMES.size() + 1, lines.size() - 1)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    private static List<Head> heads(List<String> lines) {
        var heads = new ArrayList<Head>(lines.size());
        for (var line : lines) {
            String[] parts = line.split(" ", 4);
            if (parts.length != 4
                    || !parts[0].equals("head")
                    || HexFormat.of().parseHex(parts[2]).length != 32) {
                throw new IllegalArgumentException("not the end of a stream: " + line);
            }
            heads.add(new Head(parts[3], Long.parseLong(parts[1]), parts[2]));
        }
        return heads;
    }
}
