package io.daybook.whole;

import java.util.Arrays;

/** How benchmarks tell what they measured. */
final class Millis {
    private Millis() {}

    /** Prints the median and the greatest; sorts them. */
    static void tell(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                "%s: median %.1f ms, greatest %.1f ms%n",
                what, millis[millis.length / 2], millis[millis.length - 1]);
    }
}
