package io.daybook.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.importer.ImportOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportParserTest {
    private static final List<String> ENOUGH =
            List.of("--server", "http://127.0.0.1:8080", "--user", "a@b");

    @TempDir Path folder;
    private Map<String, String> variables = Map.of("XDG_STATE_HOME", "/state");
    private Optional<String> typed = Optional.of("typed");

    @Test
    void the_password_is_asked_for_when_nothing_gives_it() {
        ImportOptions options = accepted(folder.toString());
        assertThat(options.password()).isEqualTo("typed");
        assertThat(options.concurrency()).isEqualTo(4);
        assertThat(options.state()).isEqualTo(Path.of("/state/daybook/import"));
        assertThat(options.paths()).containsExactly(folder);
    }

    @Test
    void the_variable_comes_before_the_terminal_and_the_file_before_both() throws Exception {
        variables = Map.of("DAYBOOK_PASSWORD", "variable");
        assertThat(accepted(folder.toString()).password()).isEqualTo("variable");
        Path file = Files.writeString(folder.resolve("secret"), "from file\nmore\n");
        ImportOptions options = accepted("--password-file", file.toString(), folder.toString());
        assertThat(options.password()).isEqualTo("from file");
        assertThat(options.toString()).doesNotContain("from file");
    }

    @Test
    void without_any_password_the_ways_to_give_one_are_told() {
        typed = Optional.empty();
        assertThat(refused(with(folder.toString())))
                .contains("--password-file")
                .contains("DAYBOOK_PASSWORD");
    }

    @Test
    void what_is_missing_is_named() {
        assertThat(refused(List.of("x"))).contains("--server URL is missing");
        assertThat(refused(List.of("--server", "http://x", "x")))
                .contains("--user ADDRESS is missing");
        assertThat(refused(ENOUGH)).contains("nothing to import");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--concurrency 0 . | from 1 to 64",
                "--concurrency 65 . | from 1 to 64",
                "--mailbx X . | did you mean --mailbox?",
                "--trust /no/such . | --trust /no/such",
                "--password-file /no/such . | cannot be read",
                "/no/such/path | no such file or folder",
            })
    void every_mistake_is_one_line_with_the_way_out(String words, String message) {
        assertThat(refused(with(words.split(" ")))).contains(message).doesNotContain("\n");
    }

    private ImportOptions accepted(String... words) {
        return switch (parser().parse(with(words))) {
            case Parsed.Ok<ImportOptions>(var options) -> options;
            case Parsed.Wrong<ImportOptions>(var message) -> throw new AssertionError(message);
        };
    }

    private String refused(List<String> words) {
        return switch (parser().parse(words)) {
            case Parsed.Ok<ImportOptions>(var options) ->
                    throw new AssertionError("accepted: " + options);
            case Parsed.Wrong<ImportOptions>(var message) -> message;
        };
    }

    private ImportParser parser() {
        return new ImportParser(
                new ImportParser.Surroundings(
                        name -> Optional.ofNullable(variables.get(name)), () -> typed));
    }

    private static List<String> with(String... words) {
        var all = new ArrayList<>(ENOUGH);
        all.addAll(List.of(words));
        return all;
    }
}
