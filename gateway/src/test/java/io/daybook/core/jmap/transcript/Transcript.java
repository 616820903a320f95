package io.daybook.core.jmap.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The steps of one data file. */
record Transcript(String name, List<Step> steps) {
    private static final JsonMapper JSON = new JsonMapper();

    sealed interface Step {
        int line();
    }

    record Using(int line, List<String> capabilities) implements Step {}

    /** The calls below are those of this actor. */
    record As(int line, String actor) implements Step {}

    record Given(int line, String kind, String words) implements Step {}

    record Let(int line, String name, String pointer) implements Step {}

    record Calls(int line, List<JsonNode> calls, List<JsonNode> responses) implements Step {}

    record Raw(int line, String body, int status, JsonNode json) implements Step {}

    /**
     * @param type of the body; null when there is none
     */
    record Http(
            int line,
            String method,
            String path,
            @Nullable String type,
            String body,
            Expected expected)
            implements Step {}

    /**
     * @param type null for any
     * @param body JSON, or a string that is the text; null for any
     */
    record Expected(int status, @Nullable String type, @Nullable JsonNode body) {}

    record Listen(int line, String types) implements Step {}

    record Hear(int line, JsonNode json) implements Step {}

    /** Reads {@code transcripts/NAME.jmap} of the class path. */
    static Transcript read(String name) {
        return new Transcript(name, new Reading(name).steps(text(name)));
    }

    static String text(String name) {
        try (var in = Transcript.class.getResourceAsStream("/transcripts/" + name + ".jmap")) {
            if (in == null) {
                throw new IllegalArgumentException("no transcript " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reading {
        private final String name;
        private final List<Step> steps = new ArrayList<>();
        private String asked = "";

        Reading(String name) {
            this.name = name;
        }

        List<Step> steps(String text) {
            for (Line line : lines(text)) {
                try {
                    add(line);
                } catch (RuntimeException e) {
                    throw new IllegalArgumentException(name + ".jmap:" + line.number(), e);
                }
            }
            return steps;
        }

        private void add(Line line) {
            int at = line.number();
            String[] words = line.text().split(" +", 2);
            String rest = words.length > 1 ? words[1] : "";
            String[] parts = rest.split(" +", 2);
            switch (words[0]) {
                case "using" -> steps.add(new Using(at, capabilities(rest)));
                case "as" -> steps.add(new As(at, parts[0]));
                case "given" -> steps.add(new Given(at, parts[0], parts[1]));
                case "let" -> steps.add(new Let(at, parts[0], parts[1].replaceFirst("= *", "")));
                case ">" -> open(at).calls().add(JSON.readTree(rest));
                case "<" -> ((Calls) steps.getLast()).responses().add(JSON.readTree(rest));
                case ">>", "http" -> asked = rest;
                case "<<" -> {
                    int status = Integer.parseInt(parts[0]);
                    steps.add(new Raw(at, asked, status, JSON.readTree(parts[1])));
                }
                case "status" -> steps.add(http(at, asked.split(" +", 4), parts));
                case "listen" -> steps.add(new Listen(at, rest));
                case "hear" -> steps.add(new Hear(at, JSON.readTree(rest)));
                default -> throw new IllegalArgumentException(line.text());
            }
        }

        private static List<String> capabilities(String words) {
            return words.isEmpty() ? List.of() : List.of(words.split(" +"));
        }

        private static Http http(int at, String[] request, String[] answer) {
            String type = request.length > 2 ? request[2] : null;
            String body = request.length > 3 ? request[3] : "";
            return new Http(at, request[0], request[1], type, body, expected(answer));
        }

        private static Expected expected(String[] answer) {
            int status = Integer.parseInt(answer[0]);
            String rest = answer.length > 1 ? answer[1] : "";
            String type = rest.matches("[a-z].*") ? rest.split(" ")[0] : null;
            String body = type == null ? rest : rest.substring(type.length()).strip();
            return new Expected(status, type, body.isEmpty() ? null : JSON.readTree(body));
        }

        /** The request that takes further calls, until its responses begin. */
        private Calls open(int at) {
            if (!steps.isEmpty()
                    && steps.getLast() instanceof Calls calls
                    && calls.responses().isEmpty()) {
                return calls;
            }
            var calls = new Calls(at, new ArrayList<>(), new ArrayList<>());
            steps.add(calls);
            return calls;
        }
    }

    private record Line(int number, String text) {}

    /** Lines that say something, each with the indented ones below it. */
    private static List<Line> lines(String text) {
        var lines = new ArrayList<Line>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0))) {
                Line above = lines.removeLast();
                lines.add(new Line(above.number(), above.text() + " " + line.strip()));
            } else {
                lines.add(new Line(number, line));
            }
        }
        return lines;
    }
}
