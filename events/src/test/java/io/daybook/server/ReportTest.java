package io.daybook.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code make it} and {@code make cluster} say in the end. */
class ReportTest {
    private static final String SUITE = "target/surefire-reports/TEST-a.SuiteTest.xml";

    @TempDir private Path folder;

    @BeforeEach
    void modules() throws IOException {
        Files.createDirectories(folder.resolve("one/src/test"));
        Files.createDirectories(folder.resolve("two/src/test"));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String report(String... words) throws IOException, InterruptedException {
        var command = new ProcessBuilder("sh", Path.of("../servers/report").toString());
        command.command().addAll(List.of(words));
        command.environment().put("DIR", folder.toString());
        var process = command.redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void names_the_servers_the_skipped_tests_with_their_reasons_and_where_no_test_was_run()
            throws Exception {
        write(
                "one/target/servers-used",
                "S3 in a container\nmongo-java-server\nS3 in a container\n");
        write(
                "one/" + SUITE,
                """
                <testsuite name="a.SuiteTest">
                  <testcase name="one" classname="a.SuiteTest" time="0.1"/>
                  <testcase name="two" classname="a.SuiteTest" time="0.1">
                    <skipped message="no &quot;S3&quot; here" type="x"/>
                  </testcase>
                  <testcase name="three" classname="a.SuiteTest" time="0.1">
                    <skipped type="org.opentest4j.TestAbortedException"><![CDATA[Aborted:\s
                assumption was not met due to: [whether it can be ended]\s
                Expecting value to be true but was false
                \tat a.SuiteTest.three(SuiteTest.java:1)
                ]]></skipped>
                  </testcase>
                  <testcase name="four" classname="a.SuiteTest" time="0.1"><skipped/></testcase>
                </testsuite>
                """);
        assertThat(report())
                .isEqualTo(
                        """
                        The servers were:
                          S3 in a container
                          mongo-java-server
                        Of 4 tests, these were skipped:
                          SuiteTest.two: no "S3" here
                          SuiteTest.three: not met: whether it can be ended
                          SuiteTest.four
                        No test was run in: two
                        """);
    }

    @Test
    void says_that_nothing_was_skipped_and_forgets_the_run_before() throws Exception {
        write("two/target/servers-used", "of yesterday\n");
        write("two/" + SUITE, "<testcase name=\"a\" classname=\"a.B\"><skipped/></testcase>\n");
        report("new");
        write("one/" + SUITE, "<testcase name=\"a\" classname=\"a.B\" time=\"0.1\"/>\n");
        assertThat(report())
                .isEqualTo(
                        """
                        The servers were:
                          none
                        Of 1 tests, none was skipped.
                        No test was run in: two
                        """);
    }
}
