package io.daybook.account.command;

import io.daybook.account.command.SnapshotHeader.Section;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the newest snapshot of an account consists of: so much need not be written again. */
final class Written {
    static final Written NOTHING = new Written(Map.of(), Set.of());

    private final Map<Group, Chunk> groups;
    private final Set<String> hashes;

    private Written(Map<Group, Chunk> groups, Set<String> hashes) {
        this.groups = groups;
        this.hashes = hashes;
    }

    private record Group(Section section, int number) {}

    private record Chunk(long[] stamps, byte[] hash) {}

    /** What tells two contents of a group of pages apart. */
    static long[] stamps(int group, int pagesOfGroup, int pages, IntToLongFunction stamp) {
        return IntStream.range(group * pagesOfGroup, (group + 1) * pagesOfGroup)
                .mapToLong(page -> page < pages ? stamp.applyAsLong(page) : 0)
                .toArray();
    }

    /** The hash of a group's chunk if its pages have not changed since; else null. */
    byte @Nullable [] unchanged(Section section, int number, long[] stamps) {
        Chunk chunk = groups.get(new Group(section, number));
        return chunk != null && Arrays.equals(chunk.stamps(), stamps) ? chunk.hash() : null;
    }

    boolean has(byte[] hash) {
        return hashes.contains(HexFormat.of().formatHex(hash));
    }

    /** A snapshot in the making. */
    static final class Builder {
        private final Map<Group, Chunk> groups = new HashMap<>();
        private final Set<String> hashes = new HashSet<>();

        void add(byte[] hash) {
            hashes.add(HexFormat.of().formatHex(hash));
        }

        void add(Section section, int number, long[] stamps, byte[] hash) {
            groups.put(new Group(section, number), new Chunk(stamps, hash));
            add(hash);
        }

        Written build() {
            return new Written(groups, hashes);
        }
    }
}
