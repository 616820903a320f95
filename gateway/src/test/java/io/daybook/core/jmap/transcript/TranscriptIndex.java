package io.daybook.core.jmap.transcript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the transcripts prove: rules by section of an RFC, methods, errors. */
final class TranscriptIndex {
    private static final Pattern RULE =
            Pattern.compile("RFC (\\d{3,5}) section (\\d+(?:\\.\\d+)*)(?::(.*?))?(?=, RFC |$)");

    /** Members of answers that have errors by id. */
    private static final List<String> REFUSED =
            List.of("notCreated", "notUpdated", "notDestroyed", "notSent", "notUndone");

    private static final String PROBLEM = "urn:ietf:params:jmap:error:";

    /** A section, by the RFC's number and then by its own. */
    record Section(int rfc, String number) implements Comparable<Section> {
        @Override
        public int compareTo(Section other) {
            return Comparator.comparingInt(Section::rfc)
                    .thenComparing(Section::numbers, Arrays::compare)
                    .compare(this, other);
        }

        private int[] numbers() {
            return Arrays.stream(number.split("\\.")).mapToInt(Integer::parseInt).toArray();
        }
    }

    /** One sentence of a comment, and the transcript that shows it. */
    record Rule(String sentence, String transcript) {}

    private final SortedMap<Section, List<Rule>> rules = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> methods = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> errorsOfMethods = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> errors = new TreeMap<>();

    static TranscriptIndex of(Collection<String> names) {
        var index = new TranscriptIndex();
        for (String name : names) {
            index.rules(name, Transcript.text(name));
            Transcript.read(name).steps().forEach(step -> index.step(name, step));
        }
        return index;
    }

    SortedMap<Section, List<Rule>> rules() {
        return rules;
    }

    /** The transcripts that call each method. */
    SortedMap<String, SortedSet<String>> methods() {
        return methods;
    }

    /** The errors that each method is shown to give, as a whole or for one record. */
    SortedMap<String, SortedSet<String>> errorsOfMethods() {
        return errorsOfMethods;
    }

    /** The transcripts in which each error is expected. */
    SortedMap<String, SortedSet<String>> errors() {
        return errors;
    }

    private void rules(String name, String text) {
        var comment = new StringBuilder();
        for (String line : (text + "\n").split("\n", -1)) {
            if (line.startsWith("#")) {
                comment.append(comment.isEmpty() ? "" : " ").append(line.substring(1).strip());
            } else {
                rule(name, comment.toString());
                comment.setLength(0);
            }
        }
    }

    private void rule(String name, String comment) {
        var citation = RULE.matcher(comment);
        while (citation.find()) {
            var section = new Section(Integer.parseInt(citation.group(1)), citation.group(2));
            String sentence = citation.group(3) == null ? "" : citation.group(3).strip();
            rules.computeIfAbsent(section, _ -> new ArrayList<>()).add(new Rule(sentence, name));
        }
    }

    private void step(String name, Transcript.Step step) {
        switch (step) {
            case Transcript.Calls(_, var calls, var responses) -> {
                calls.forEach(call -> add(methods, call.get(0).stringValue(), name));
                responses.forEach(response -> response(name, response, calls));
            }
            case Transcript.Raw(_, _, _, var json) -> problem(name, json);
            case Transcript.Http http when http.expected().body() != null ->
                    problem(name, http.expected().body());
            case Transcript.Http _,
                    Transcript.Using _,
                    Transcript.As _,
                    Transcript.Given _,
                    Transcript.Let _,
                    Transcript.Listen _,
                    Transcript.Hear _ -> {}
        }
    }

    private void response(String name, JsonNode response, List<JsonNode> calls) {
        String responseName = response.get(0).stringValue();
        JsonNode body = response.get(1);
        if (responseName.equals("error")) {
            calls.stream()
                    .filter(call -> call.get(2).equals(response.get(2)))
                    .findFirst()
                    .ifPresent(call -> error(name, call.get(0).stringValue(), body));
            return;
        }
        for (String refused : REFUSED) {
            body.path(refused).forEach(error -> error(name, responseName, error));
        }
        // By type and by id.
        body.path("notReverted")
                .forEach(byId -> byId.forEach(error -> error(name, responseName, error)));
    }

    private void error(String name, String method, JsonNode error) {
        JsonNode type = error.get("type");
        if (type != null && type.isString()) {
            add(errors, type.stringValue(), name);
            add(errorsOfMethods, method, type.stringValue());
        }
    }

    private void problem(String name, JsonNode json) {
        String type = json.path("type").asString("");
        if (type.startsWith(PROBLEM)) {
            add(errors, type.substring(PROBLEM.length()), name);
            if (json.has("limit")) {
                add(errors, json.get("limit").stringValue(), name);
            }
        }
    }

    private static void add(Map<String, SortedSet<String>> to, String key, String value) {
        to.computeIfAbsent(key, _ -> new TreeSet<>()).add(value);
    }
}
