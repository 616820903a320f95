package io.daybook.core.admin;

import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of lists: {@code limit}, and {@code cursor} for what comes after a page. */
public final class Cursors {
    private static final String CURSOR = "cursor";
    private static final String LIMIT = "limit";
    private static final int LONGEST = 1000;
    private static final int MOST = 1000;
    private static final int USUAL = 50;

    private Cursors() {}

    /** The parameters of a list that has pages. */
    public static List<Parameter> parameters() {
        return List.of(
                Parameter.optional(
                        LIMIT,
                        new Type.Whole(1, MOST),
                        "the most entries of a page, " + USUAL + " unless given"),
                Parameter.optional(
                        CURSOR,
                        new Type.Text(1, LONGEST, "[A-Za-z0-9_-]+"),
                        "from the page before"));
    }

    /** The field of an answer that leads to the next page. */
    public static Type.Field field() {
        return Type.Field.optional(
                CURSOR, Type.text(LONGEST), "for the next page; absent when there is none");
    }

    public static int limit(AdminCall call) {
        return (int) call.whole(LIMIT, USUAL);
    }

    /**
     * What the page comes after, null for the first.
     *
     * @param parse gives null for what no cursor was made of
     * @throws ProblemException 400 for a cursor that is none of ours
     */
    public static <T> @Nullable T after(AdminCall call, Function<String, @Nullable T> parse) {
        String cursor = call.textOrNull(CURSOR);
        if (cursor == null) {
            return null;
        }
        T after = null;
        try {
            byte[] octets = Base64.getUrlDecoder().decode(cursor);
            after = parse.apply(new String(octets, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        if (after == null) {
            throw wrong();
        }
        return after;
    }

    /** A cursor for the page after this. */
    public static String after(String last) {
        byte[] octets = last.getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static ProblemException wrong() {
        return new ProblemException(
                new Problem(
                        400,
                        "about:blank",
                        "Bad Request",
                        "The cursor is none that this list gave; begin without one.",
                        Map.of("parameter", CURSOR),
                        Map.of()));
    }
}
