package io.daybook.server;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Tests that meet servers say so by a tag, "cluster" or, if the default run can carry them out with
 * stand-ins, "servers": by these {@code make it} finds what it runs in containers.
 */
class TagsTest {
    private static final List<String> MODULES =
            List.of("events", "command-side", "projections", "query-side", "gateway");
    private static final Predicate<String> MEETS =
            Pattern.compile(
                            "\\b(TestMongo|TestElasticsearch|TestS3|MongoFixture"
                                    + "|Cluster(Process|Servers|Twin))\\b")
                    .asPredicate();
    private static final Predicate<String> TAGGED =
            Pattern.compile("(?m)^@Tag\\(\"(cluster|servers)\"\\)").asPredicate();

    private static List<Path> tests(String module) {
        try (var files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
            return files.filter(it -> it.getFileName().toString().endsWith("Test.java"))
                    .filter(it -> !it.endsWith("TagsTest.java"))
                    .filter(it -> MEETS.test(text(it)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whoever_meets_a_server_has_a_tag() {
        var tests = MODULES.stream().flatMap(it -> tests(it).stream()).toList();
        assertThat(tests).hasSizeGreaterThan(20);
        assertThat(tests.stream().filter(it -> not(TAGGED).test(text(it)))).isEmpty();
    }
}
