package io.daybook.archive.file;

import java.util.Locale;

/** The names of the entries, in the order in which they come. */
final class Names {
    static final String OPENING = "archive.json";
    static final String KEYS = "keys";
    static final String MANIFEST = "manifest.json";
    static final String MAC = "manifest.mac";

    private Names() {}

    /** Parts count from 1. */
    static String part(Section section, int number) {
        return section.name().toLowerCase(Locale.ROOT) + "/" + String.format("%06d", number);
    }

    static boolean isPart(String name, Section section) {
        return name.startsWith(section.name().toLowerCase(Locale.ROOT) + "/");
    }
}
