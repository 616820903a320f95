package io.daybook.importer;

import java.nio.file.Path;

/**
 * Where a message was found, for people: the file and, in a file of many messages, the place in it.
 */
public record Origin(Path file, String place) {
    @Override
    public String toString() {
        return place.isEmpty() ? file.toString() : file + ", " + place;
    }
}
