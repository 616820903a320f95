package io.daybook.mime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** The mail corpus beside the project, found by the system property {@code daybook.corpus}. */
final class Corpus {
    private Corpus() {}

    static Path folder(String name) {
        return Path.of(System.getProperty("daybook.corpus", "../../shared/corpus")).resolve(name);
    }

    static List<Path> files(Path folder, Predicate<String> name) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> name.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
