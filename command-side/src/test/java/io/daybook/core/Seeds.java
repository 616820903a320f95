package io.daybook.core;

import java.util.Random;

/** Randomness of property tests: the seed is printed, and {@code -Dseed=} repeats a run. */
public final class Seeds {
    private Seeds() {}

    public static Random random(String test) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(test + ": -Dseed=" + seed);
        return new Random(seed);
    }
}
