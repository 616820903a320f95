package io.daybook.history.projection;

import io.daybook.core.Event;

/** What happened, in one word: the name of the event on the wire. */
public final class Operations {
    private Operations() {}

    /** Such as {@code keywordsChanged}. */
    public static String of(Event event) {
        String name = event.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
