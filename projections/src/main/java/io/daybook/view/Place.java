package io.daybook.view;

/**
 * Where the rows of one stream lie that one follower keeps.
 *
 * @param group the follower's views with their layout, e.g. {@code mail.1}
 * @param generation from 1; a rebuild writes the next one beside the one that is read
 * @param scope the stream
 */
public record Place(String group, int generation, String scope) {
    public Place {
        if (group.isEmpty() || group.indexOf(0) >= 0 || scope.indexOf(0) >= 0 || generation < 1) {
            throw new IllegalArgumentException("not a place of rows: " + group + " " + scope);
        }
    }

    public Place next() {
        return new Place(group, generation + 1, scope);
    }
}
