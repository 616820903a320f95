package io.daybook.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"serve", "import", "test", "version"})
    void every_command_explains_itself(String command) throws Exception {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("Usage: ./daybook " + command);
    }

    @Test
    void no_command_prints_the_list_of_commands() throws Exception {
        assertThat(run()).isZero();
        assertThat(out.toString(UTF_8))
                .contains("serve")
                .contains("import")
                .contains("test")
                .contains("version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sreve", "help sreve", "serve --nonsense", "import --nonsense"})
    void an_unknown_word_is_one_line_and_status_2(String words) throws Exception {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .startsWith("daybook: unknown")
                .hasLineCount(1)
                .contains("see ./daybook");
    }

    @Test
    void the_version_names_java_too() throws Exception {
        assertThat(run("version")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("Daybook ").contains("Java 2");
    }

    private int run(String... words) throws Exception {
        return new Main(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
                .run(List.of(words));
    }
}
