package io.daybook.launch;

import java.io.PrintStream;

/** What is wrong with what the operator gave: a line for each thing, and each says who speaks. */
public final class Complaint {
    private Complaint() {}

    public static void print(String message, PrintStream err) {
        message.lines().forEach(line -> err.println("daybook: " + line));
    }
}
