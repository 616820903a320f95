package io.daybook.push.web;

import java.time.Duration;

/** What became of one push. */
sealed interface Outcome {
    record Delivered() implements Outcome {}

    /** The push service knows the subscription no longer. */
    record Gone() implements Outcome {}

    /** The push service wants to be left alone for a while. */
    record Busy(Duration pause) implements Outcome {}

    /** Trying again later may help. */
    record Failed(String why) implements Outcome {}
}
