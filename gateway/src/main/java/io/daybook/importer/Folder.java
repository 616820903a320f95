package io.daybook.importer;

import java.util.List;

/** The mailbox that a source wants a message in. */
sealed interface Folder {
    /** The mailbox chosen by the user, else the inbox. */
    record Chosen() implements Folder {}

    /** The mailbox of role trash: the source marks the message as deleted. */
    record Trash() implements Folder {}

    /** A mailbox below the chosen one, else at the top; outermost name first. */
    record Named(List<String> names) implements Folder {
        public Named {
            names = List.copyOf(names);
        }
    }
}
