package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("corpus")
class EveryMessageCorpusTest {
    static Stream<Path> folders() throws IOException {
        try (var folders = Files.list(Corpus.folder("mime"))) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void no_file_of_the_corpus_breaks_the_parser(Path folder) throws IOException {
        var files = Corpus.files(folder, _ -> true);
        assertThat(files).isNotEmpty();
        files.forEach(file -> ParserGuarantees.check(read(file)));
    }

    @Test
    void bounces_and_reports_do_not_break_it_either() throws IOException {
        for (String folder : new String[] {"bounces", "reports"}) {
            Corpus.files(Corpus.folder(folder), _ -> true)
                    .forEach(file -> ParserGuarantees.check(read(file)));
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
