package io.daybook.view;

import io.daybook.core.codec.RecordCodec;

/**
 * What the rows of a place tell, as a number that their follower declares. Rows of another content
 * can be read, unlike those of another layout, but do not tell what those of today do: they are
 * read until they have been made anew.
 */
public final class Content {
    /** Of rows that say nothing else. */
    public static final int FIRST = 1;

    /** The one row of each place whose content is not the first. */
    public static final View<Only, Integer> VIEW =
            new View<>(
                    "content",
                    KeyCodec.only(Only.ROW),
                    RecordCodec.of(
                            (content, out) -> out.number("content", content),
                            in -> in.integer("content")));

    private Content() {}

    /** The key of the row. */
    public enum Only {
        ROW
    }

    /** The content of the rows of a place. */
    public static int of(RowStore store, Place place) {
        var row = store.get(place, VIEW, Only.ROW);
        return row == null ? FIRST : row.value();
    }
}
