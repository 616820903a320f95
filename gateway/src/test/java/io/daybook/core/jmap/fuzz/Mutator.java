package io.daybook.core.jmap.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Gives a target its seeds and many mutations of them. {@code -Dseed=} repeats a run, {@code
 * -Drounds=} makes it longer.
 */
public final class Mutator {
    private static final Path SEEDS = Path.of("src/test/resources/fuzz");
    private static final int ROUNDS = 5_000;
    private static final List<String> PIECES =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    "\"",
                    ":",
                    ",",
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1e999",
                    "\\",
                    "\\u0000",
                    "\\ud800",
                    "#",
                    "/",
                    "~",
                    "~0",
                    "~1",
                    "*",
                    "/*",
                    "\"\":",
                    "999999999999999999999",
                    "\u00e4",
                    "\ud83d\ude00",
                    "\0",
                    " ",
                    "\r\n");

    private final Random random;
    private final List<byte[]> seeds;

    private Mutator(long seed, List<byte[]> seeds) {
        this.random = new Random(seed);
        this.seeds = seeds;
    }

    /** The seeds are the files of {@code src/test/resources/fuzz/TARGET}. */
    public static void run(Class<?> target, Consumer<byte[]> entry) {
        run(target, entry, ROUNDS);
    }

    /**
     * @param rounds unless {@code -Drounds=} says otherwise
     */
    public static void run(Class<?> target, Consumer<byte[]> entry, int rounds) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(target.getSimpleName() + " -Dseed=" + seed);
        var mutator = new Mutator(seed, seeds(SEEDS.resolve(target.getSimpleName())));
        mutator.seeds.forEach(entry);
        for (int round = 0; round < Integer.getInteger("rounds", rounds); round++) {
            byte[] input = mutator.mutated();
            try {
                entry.accept(input);
            } catch (RuntimeException | AssertionError failure) {
                String text = new String(input, StandardCharsets.UTF_8);
                throw new AssertionError(
                        "-Dseed=" + seed + " round " + round + ": " + text, failure);
            }
        }
    }

    private static List<byte[]> seeds(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            var seeds = new ArrayList<byte[]>();
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
            return seeds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] mutated() {
        byte[] input = any();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            int at = random.nextInt(input.length + 1);
            int end = Math.min(input.length, at + random.nextInt(1, 40));
            input =
                    switch (random.nextInt(5)) {
                        case 0 -> spliced(input, at, new byte[0], end);
                        case 1 -> spliced(input, at, piece(), at);
                        case 2 -> spliced(input, at, Arrays.copyOfRange(input, at, end), at);
                        case 3 -> spliced(input, at, piece(), Math.min(input.length, at + 1));
                        default -> crossed(input, at, any());
                    };
        }
        return input;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] piece() {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] crossed(byte[] input, int at, byte[] other) {
        int from = random.nextInt(other.length + 1);
        int to = Math.min(other.length, from + random.nextInt(1, 60));
        return spliced(input, at, Arrays.copyOfRange(other, from, to), at);
    }

    /** The input with what is from one place to another replaced. */
    private static byte[] spliced(byte[] input, int from, byte[] by, int to) {
        var out = new ByteArrayOutputStream(input.length + by.length);
        out.write(input, 0, from);
        out.writeBytes(by);
        out.write(input, to, input.length - to);
        return out.toByteArray();
    }
}
