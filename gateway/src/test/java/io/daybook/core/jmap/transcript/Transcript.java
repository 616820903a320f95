package io.daybook.core.jmap.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

    /** Reads {@code transcripts/NAME.jmap} of the class path. */
    static Transcript read(String name) {
        try (var in = Transcript.class.getResourceAsStream("/transcripts/" + name + ".jmap")) {
            if (in == null) {
                throw new IllegalArgumentException("no transcript " + name);
            }
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Transcript parse(String name, String text) {
        var steps = new ArrayList<Step>();
        String[] raw = {""};
        for (Line line : lines(text)) {
            try {
                add(steps, line, raw);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(name + ".jmap:" + line.number(), e);
            }
        }
        return new Transcript(name, steps);
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

    private static void add(List<Step> steps, Line line, String[] raw) {
        int at = line.number();
        String[] words = line.text().split(" +", 2);
        String rest = words.length > 1 ? words[1] : "";
        String[] parts = rest.split(" +", 2);
        switch (words[0]) {
            case "using" ->
                    steps.add(
                            new Using(at, rest.isEmpty() ? List.of() : List.of(rest.split(" +"))));
            case "as" -> steps.add(new As(at, parts[0]));
            case "given" -> steps.add(new Given(at, parts[0], parts[1]));
            case "let" -> steps.add(new Let(at, parts[0], parts[1].replaceFirst("= *", "")));
            case ">" -> open(steps, at).calls().add(JSON.readTree(rest));
            case "<" -> ((Calls) steps.getLast()).responses().add(JSON.readTree(rest));
            case ">>" -> raw[0] = rest;
            case "<<" ->
                    steps.add(
                            new Raw(
                                    at,
                                    raw[0],
                                    Integer.parseInt(parts[0]),
                                    JSON.readTree(parts[1])));
            default -> throw new IllegalArgumentException(line.text());
        }
    }

    /** The request that takes further calls, until its responses begin. */
    private static Calls open(List<Step> steps, int at) {
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
