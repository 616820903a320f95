package io.daybook.email.projection.elastic;

import io.daybook.core.Unavailable;
import io.daybook.email.projection.elastic.Elastic.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes many documents at a time, as fast as Elasticsearch takes them: what it has no room for is
 * sent again, a little later each time.
 */
final class Bulk {
    /** Chars of one request, roughly. */
    private static final int LARGEST = 4 << 20;

    private static final int MOST = 1_000;
    private static final int TRIES = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final Elastic elastic;
    private final TextLayout layout;
    private final Dead dead;
    private final List<Item> items = new ArrayList<>();
    private int size;

    /** Takes what Elasticsearch will never take. */
    interface Dead {
        /** What is written in the place of the document. */
        Item insteadOf(Item refused, String reason);
    }

    /**
     * @param action what is to be done with which document, with its version
     * @param document null when it is to be deleted
     */
    record Item(ObjectNode action, @Nullable ObjectNode document) {
        String lines() {
            return document == null ? action + "\n" : action + "\n" + document + "\n";
        }
    }

    private record Line(Item item, String text) {}

    Bulk(Elastic elastic, TextLayout layout, Dead dead) {
        this.elastic = elastic;
        this.layout = layout;
        this.dead = dead;
    }

    void add(Item item) {
        items.add(item);
        size += item.document() == null ? 0 : item.lines().length();
        if (size >= LARGEST || items.size() >= MOST) {
            flush();
        }
    }

    /** Waits until everything is written. */
    void flush() {
        var lines = items.stream().map(item -> new Line(item, item.lines())).toList();
        items.clear();
        size = 0;
        send(lines, true);
    }

    private void send(List<Line> lines, boolean canBeRefused) {
        var pause = FIRST_PAUSE;
        var left = lines;
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            left = sendOnce(left, canBeRefused);
            if (!left.isEmpty()) {
                if (attempt == TRIES) {
                    throw new Unavailable("Elasticsearch has no room for " + left.size());
                }
                rest(pause);
                pause = pause.multipliedBy(2);
            }
        }
    }

    /** What is to be sent again. */
    private List<Line> sendOnce(List<Line> lines, boolean canBeRefused) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()));
        try {
            var answer =
                    elastic.bulk(
                            "/" + layout.index() + "/_bulk",
                            Map.of("filter_path", "items.*.status,items.*.error"),
                            text.toString());
            return failed(lines, answer.path("items"), canBeRefused);
        } catch (Refused e) {
            return switch (e.status()) {
                case Elastic.TOO_LARGE -> apart(lines, e, canBeRefused);
                case Elastic.TOO_MUCH -> lines;
                default -> throw e;
            };
        }
    }

    private List<Line> apart(List<Line> lines, Refused refused, boolean canBeRefused) {
        if (lines.size() == 1) {
            bury(lines.getFirst(), String.valueOf(refused.getMessage()), canBeRefused);
            return List.of();
        }
        int half = lines.size() / 2;
        var left = new ArrayList<>(sendOnce(lines.subList(0, half), canBeRefused));
        left.addAll(sendOnce(lines.subList(half, lines.size()), canBeRefused));
        return left;
    }

    private List<Line> failed(List<Line> lines, JsonNode results, boolean canBeRefused) {
        if (results.size() != lines.size()) {
            throw new Unavailable(
                    "Elasticsearch tells of %d documents, not of %d"
                            .formatted(results.size(), lines.size()));
        }
        var again = new ArrayList<Line>();
        for (int i = 0; i < lines.size(); i++) {
            var result = results.path(i).iterator().next();
            int status = result.path("status").asInt(0);
            boolean wasGone = status == 404 && !result.has("error");
            switch (wasGone ? 200 : status) {
                // Or somebody has written what comes later.
                case 200, 201, 409 -> {}
                case 429, 500, 502, 503, 504 -> again.add(lines.get(i));
                // Nothing is wrong with the document: the index is gone, or closed to us.
                case 401, 403, 404 -> throw layout.refused(result.path("error").toString());
                default -> bury(lines.get(i), result.path("error").toString(), canBeRefused);
            }
        }
        return again;
    }

    private void bury(Line line, String reason, boolean canBeRefused) {
        if (!canBeRefused) {
            throw new IllegalStateException("Elasticsearch refuses a document: " + reason);
        }
        var instead = dead.insteadOf(line.item(), Elastic.shortened(reason));
        send(List.of(new Line(instead, instead.lines())), false);
    }

    private static void rest(Duration pause) {
        long millis = pause.toMillis();
        try {
            Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while Elasticsearch had no room");
        }
    }
}
