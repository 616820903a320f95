package io.daybook.core.jmap.standard;

import java.util.List;

/**
 * Where a page of a short list ended: after its last item, or, when that is gone, where it was.
 *
 * @param id of the last item, empty before the first
 * @param index of the next item
 */
record ListToken(String id, int index) {
    private static final int MOST_DIGITS = 9;

    static ListToken after(List<String> results, int next) {
        return new ListToken(next == 0 ? "" : results.get(next - 1), next);
    }

    /**
     * @throws io.daybook.core.jmap.MethodException invalidArguments when the text is no token
     */
    static ListToken parse(String wire) {
        int dot = wire.indexOf('.');
        boolean isNumber =
                dot > 0
                        && dot <= MOST_DIGITS
                        && wire.chars().limit(dot).allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) {
            throw Paging.noPageToken();
        }
        return new ListToken(wire.substring(dot + 1), Integer.parseInt(wire, 0, dot, 10));
    }

    long start(List<String> results) {
        int last = results.indexOf(id);
        return last >= 0 ? last + 1 : Math.max(0, index - 1);
    }

    @Override
    public String toString() {
        return index + "." + id;
    }
}
