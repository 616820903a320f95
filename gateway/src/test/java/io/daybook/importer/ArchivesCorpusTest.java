package io.daybook.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The archives of real mail below {@code -Ddaybook.corpus} are read completely. */
@Tag("corpus")
class ArchivesCorpusTest {
    private static final Path THREADS =
            Path.of(System.getProperty("daybook.corpus", "../../shared/corpus"), "threads");

    @ParameterizedTest
    @CsvSource({"linux-raid.mbox.gz, 5261", "usrp-users.mbox.gz, 1236", "spamassassin.zip, 3243"})
    void every_message_of_an_archive_is_found(String name, int messages) throws Exception {
        var sink = new CollectingSink(50_000_000);
        assertThat(new FileSource(THREADS.resolve(name)).read(sink)).isTrue();
        assertThat(sink.found).hasSize(messages).allMatch(Found.Message.class::isInstance);
        assertThat(sink.messages()).allMatch(it -> it.octets().length > 300);
        assertThat(sink.ignored).isEmpty();
        assertThat(sink.consumed).isGreaterThan(Files.size(THREADS.resolve(name)) * 9 / 10);
    }

    @Test
    void messages_of_mboxes_have_the_date_of_their_separator() throws Exception {
        var sink = new CollectingSink(50_000_000);
        new FileSource(THREADS.resolve("linux-raid.mbox.gz")).read(sink);
        assertThat(sink.messages()).allMatch(it -> it.receivedAt() != null);
        assertThat(sink.messages().getFirst().receivedAt()).hasToString("2021-01-01T15:28:10Z");
    }

    @Test
    void octets_of_a_zip_are_untouched_even_when_they_begin_like_an_mbox() throws Exception {
        var sink = new CollectingSink(50_000_000);
        new FileSource(THREADS.resolve("spamassassin.zip")).read(sink);
        assertThat(sink.messages().stream().mapToLong(it -> it.octets().length).sum())
                .isEqualTo(17_820_862);
        assertThat(
                        sink.messages().stream()
                                .filter(it -> it.receivedAt() == null)
                                .map(it -> it.origin().place())
                                .collect(Collectors.toSet()))
                .hasSizeLessThan(30);
    }
}
