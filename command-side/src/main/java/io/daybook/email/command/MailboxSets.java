package io.daybook.email.command;

import io.daybook.core.Ids;
import java.util.stream.IntStream;

/** Arithmetic of sets of mailboxes. */
final class MailboxSets {
    private MailboxSets() {}

    static Ids changed(Ids from, Ids entered, Ids left) {
        return Ids.of(
                IntStream.concat(from.stream().filter(m -> !left.contains(m)), entered.stream())
                        .toArray());
    }

    static Ids without(Ids from, Ids others) {
        return Ids.of(from.stream().filter(m -> !others.contains(m)).toArray());
    }

    static Ids both(Ids one, Ids other) {
        return Ids.of(one.stream().filter(other::contains).toArray());
    }
}
