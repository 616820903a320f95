package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The history page in Chromium: {@code make browser}. With {@code -Dpictures=FOLDER} it takes the
 * pictures of docs/history.md too.
 */
@Tag("browser")
class HistoryPageBrowserTest {
    private static final Path SCRIPTS = Path.of("src/test/browser").toAbsolutePath();
    private static final String CHROMIUM =
            System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
    private static final long PATIENCE_SECONDS = 240;

    @Test
    void a_person_sees_the_past_and_brings_it_back(@TempDir Path folder) throws Exception {
        assumeTrue(hasNode(), "there is no node on the PATH");
        assumeTrue(
                Files.isExecutable(Path.of(CHROMIUM)),
                "there is no Chromium at " + CHROMIUM + "; CHROMIUM names another place");
        assumeTrue(
                Files.isDirectory(SCRIPTS.resolve("node_modules")),
                "the packages are missing: run npm install in " + SCRIPTS);
        try (var scene = new HistoryScene(folder.resolve("data"))) {
            String token = scene.adminToken();
            scene.rebuild(token);
            String pictures = System.getProperty("pictures");
            if (pictures != null) {
                run(scene, token, folder, "pictures", pictures);
            }
            run(scene, token, folder, "history-page");
        }
    }

    private static void run(
            HistoryScene scene, String token, Path folder, String script, String... arguments)
            throws Exception {
        File log = folder.resolve(script + ".output").toFile();
        var command = new ArrayList<>(List.of("node", script + ".mjs"));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command)
                        .directory(SCRIPTS.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log);
        builder.environment().put("PAGE_URL", scene.url());
        builder.environment().put("PAGE_USER", HistoryScene.ALICE);
        builder.environment().put("PAGE_PASSWORD", HistoryScene.PASSWORD);
        builder.environment().put("PAGE_TOKEN", token);
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        String output = Files.readString(log.toPath());
        assertThat(ended).as("in time: %s", output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).containsPattern(script + ": all (steps passed|taken)");
    }

    private static boolean hasNode() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }
}
