package io.daybook.history.projection;

import io.daybook.core.Event;

/** What happened, in one word: the name of the event on the wire. */
public final class Operations {
    private static final ClassValue<String> NAMES =
            new ClassValue<>() {
                @Override
                protected String computeValue(Class<?> type) {
                    String name = type.getSimpleName();
                    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
                }
            };

    private Operations() {}

    /** Such as {@code keywordsChanged}. */
    public static String of(Event event) {
        return NAMES.get(event.getClass());
    }
}
