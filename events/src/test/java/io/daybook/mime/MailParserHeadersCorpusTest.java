package io.daybook.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against the tables of header values of stalwartlabs/mail-parser. */
@Tag("corpus")
class MailParserHeadersCorpusTest {
    private Differences differences = new Differences("");

    @Test
    void addresses() throws IOException {
        eachRow(
                "address",
                (row, item) -> {
                    var ours = digest("To", item).to();
                    var expected =
                            item.get("expected") == null
                                    ? ""
                                    : MailParserCorpusTest.addresses(
                                            Json.object(item.get("expected")));
                    differences.compare(
                            row,
                            "addresses of " + item.get("header"),
                            MailParserCorpusTest.shown(ours),
                            expected);
                });
    }

    @Test
    void dates() throws IOException {
        eachRow(
                "date",
                (row, item) ->
                        differences.compare(
                                row,
                                "date of " + item.get("header"),
                                digest("Date", item).sentAt(),
                                MailParserCorpusTest.date(item.get("expected"))));
    }

    @Test
    void message_ids() throws IOException {
        eachRow(
                "id",
                (row, item) ->
                        differences.compare(
                                row,
                                "ids of " + item.get("header"),
                                digest("References", item).references(),
                                item.get("expected")));
    }

    @Test
    void texts() throws IOException {
        eachRow(
                "unstructured",
                (row, item) -> {
                    String ours = digest("Subject", item).subject();
                    differences.compare(
                            row,
                            "text of " + item.get("header"),
                            spaced(ours),
                            spaced((String) item.get("expected")));
                });
    }

    @Test
    void content_types() throws IOException {
        eachRow(
                "content_type",
                (row, item) -> {
                    var raw = digest("X", item).headers().last("X");
                    var field = MimeParameters.parse(raw == null ? "" : raw);
                    var expected =
                            item.get("expected") == null
                                    ? Map.<String, Object>of()
                                    : Json.object(item.get("expected"));
                    var attributes = new TreeMap<String, String>();
                    var ours = new TreeMap<String, String>();
                    if (expected.get("attributes") != null) {
                        Json.array(expected.get("attributes"))
                                .forEach(pair -> {
                                    String name = (String) Json.array(pair).get(0);
                                    if (!name.endsWith("-language")) {
                                        attributes.put(
                                                name, String.valueOf(Json.array(pair).get(1)));
                                        ours.put(name, String.valueOf(field.text(name)));
                                    }
                                });
                    }
                    differences.compare(
                            row, "parameters of " + item.get("header"), ours, attributes);
                    String type =
                            expected.get("c_type")
                                    + (expected.get("c_subtype") == null
                                            ? ""
                                            : "/" + expected.get("c_subtype"));
                    if (expected.get("c_subtype") != null) {
                        differences.compare(
                                row, "value of " + item.get("header"), field.value(), type);
                    }
                });
    }

    private void eachRow(String table, BiConsumer<String, Map<String, Object>> check)
            throws IOException {
        differences = new Differences("mail-parser/headers/" + table);
        var rows =
                new ArrayList<>(
                        Json.array(
                                Json.parse(
                                        Files.readString(
                                                Corpus.folder(
                                                        "mime/mail-parser/headers/"
                                                                + table
                                                                + ".json")))));
        for (int i = 0; i < rows.size(); i++) {
            check.accept(Integer.toString(i), Json.object(rows.get(i)));
        }
        differences.assertOnlyListed();
    }

    private static Digest digest(String name, Map<String, Object> item) {
        return MessageParser.parse(
                (name + ":" + item.get("header")).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String spaced(@Nullable String text) {
        return text == null ? null : text.replaceAll("[ \t]+", " ").strip();
    }
}
