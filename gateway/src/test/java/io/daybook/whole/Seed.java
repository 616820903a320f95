package io.daybook.whole;

import java.util.Random;

/** The random source of a test: its seed is printed, and {@code -Dseed=} repeats a run. */
final class Seed {
    private Seed() {}

    static Random random(String test) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(test + " -Dseed=" + seed);
        return new Random(seed);
    }
}
