package io.daybook.importer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {
    private static final String FROM = "From a@b Fri Jan  1 15:28:10 2021\n";

    @TempDir Path folder;
    private final CollectingSink sink = new CollectingSink(1_000_000);

    @Test
    void one_level_of_quoting_is_taken_from_lines_that_begin_with_from() throws Exception {
        assertThat(mbox(FROM + "A: b\n\n>From x\n>>From y\n>Fromage\n> From z\n"))
                .containsExactly("A: b\n\nFrom x\n>From y\n>Fromage\n> From z\n");
    }

    @Test
    void only_the_empty_line_before_a_separator_is_left_out() throws Exception {
        assertThat(
                        mbox(
                                FROM
                                        + "A: b\n\nbody\n\n\n"
                                        + FROM
                                        + "C: d\r\n\r\n\r\n\r\n"
                                        + FROM
                                        + "E: f\n"))
                .containsExactly("A: b\n\nbody\n\n", "C: d\r\n\r\n\r\n", "E: f\n");
    }

    @Test
    void a_line_that_only_begins_like_a_separator_is_text() throws Exception {
        assertThat(mbox(FROM + "A: b\n\nhello\n\nFrom what I see, it works.\n")).hasSize(1);
    }

    @Test
    void separators_without_dates_count_where_the_first_has_none() throws Exception {
        assertThat(mbox("From me\nA: b\n\nhello\nFrom here on\n\nFrom you\nC: d\n\n"))
                .containsExactly("A: b\n\nhello\nFrom here on\n", "C: d\n");
    }

    @Test
    void an_empty_mbox_holds_nothing() throws Exception {
        assertThat(mbox("")).isEmpty();
    }

    @Test
    void lines_longer_than_any_buffer_stay_whole() throws Exception {
        String body = "A: b\n\n" + "x".repeat(300_000) + "From a@b Fri Jan  1 15:28:10 2021\n";
        assertThat(mbox(FROM + body)).containsExactly(body);
    }

    @Test
    void a_message_over_the_limit_is_reported_and_the_next_is_read() throws Exception {
        var small = new CollectingSink(1000);
        var mbox = FROM + "A: b\n\n" + "x\n".repeat(5000) + "\n" + FROM + "C: d\n\n";
        new MboxSource(Path.of("x"), "", small)
                .read(new ByteArrayInputStream(mbox.getBytes(ISO_8859_1)));
        assertThat(small.found).hasSize(2);
        assertThat(small.found.getFirst()).isInstanceOf(Found.Unreadable.class);
        assertThat(small.messages()).hasSize(1);
    }

    @Test
    void an_archive_cut_off_gives_its_whole_messages_and_says_where_it_ended() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write((FROM + "A: b\n\n" + FROM + "C: d\n\n").getBytes(ISO_8859_1));
            gzip.flush();
            var random = new byte[50_000];
            new Random(1).nextBytes(random);
            gzip.write(random);
        }
        Path file = folder.resolve("x.mbox.gz");
        Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() - 10_000));
        new FileSource(file).read(sink);
        assertThat(sink.messages()).hasSize(1);
        assertThat(sink.found.getLast()).isInstanceOf(Found.Unreadable.class);
        assertThat(sink.found.getLast().origin().toString()).contains("message 2");
    }

    @Test
    void an_epoch_in_a_separator_is_no_date_and_the_header_tells() throws Exception {
        mbox("From x Thu Jan  1 00:00:00 1970\nDate: Tue, 2 Mar 2021 10:00:00 +0200\n\n");
        assertThat(sink.messages().getFirst().receivedAt()).hasToString("2021-03-02T08:00:00Z");
    }

    @Test
    void an_eml_is_untouched_even_when_it_begins_like_an_mbox() throws Exception {
        String message = FROM + "A: b\n\n>From x\n" + FROM;
        Files.writeString(folder.resolve("a.eml"), message, ISO_8859_1);
        new FileSource(folder.resolve("a.eml")).read(sink);
        assertThat(texts()).containsExactly(message);
    }

    @Test
    void a_zip_gives_messages_and_mboxes_and_leaves_the_rest() throws Exception {
        Path file = folder.resolve("mail.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : List.of("a/1.eml", "a/b.mbox", "__MACOSX/a/1.eml", "readme.txt")) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write((FROM + "A: b\n").getBytes(ISO_8859_1));
            }
        }
        new FileSource(file).read(sink);
        assertThat(texts()).containsExactly(FROM + "A: b\n", "A: b\n");
        assertThat(sink.ignored).hasSize(2);
    }

    @Test
    void a_folder_is_read_with_everything_below_it() throws Exception {
        Files.createDirectories(folder.resolve("x/y"));
        Files.writeString(folder.resolve("x/y/1.eml"), "A: 1\n");
        Files.writeString(folder.resolve("x/2.eml"), "A: 2\n");
        Files.writeString(folder.resolve("x/notes.txt"), "A: 3\n");
        new FolderSource(folder.resolve("x")).read(sink);
        assertThat(texts()).containsExactlyInAnyOrder("A: 1\n", "A: 2\n");
        assertThat(sink.ignored).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 1 Jan 2021 15:28:10 +0100 | 2021-01-01T14:28:10Z",
                "1 Jan 21 15:28 EST (comment) | 2021-01-01T20:28:00Z",
                "Thu, 31 Dec 102 23:59:60 GMT | 2002-12-31T23:59:59Z",
                "Sat, 12 Jul 1997 04:05:06 -0730 | 1997-07-12T11:35:06Z",
                "01-Feb-2003 01:02:03 +0000 | 2003-02-01T01:02:03Z",
            })
    void dates_of_headers_are_read_in_their_usual_shapes(String text, String instant) {
        assertThat(MailDates.ofHeader(text).orElseThrow()).hasToString(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "'Fri, 41 Jan 2021 15:28:10 +0100'",
        "'yesterday'",
        "'1 Jan 2021 25:00:00 +0000'",
        "'1 Jan 2021 10:00:00 +9999'"
    })
    void a_date_that_makes_no_sense_is_no_date(String text) {
        assertThat(MailDates.ofHeader(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "From a@b Fri Jan  1 15:28:10 2021 | 2021-01-01T15:28:10Z",
                "From - Fri Jan 01 15:28:10 2021 | 2021-01-01T15:28:10Z",
                "From 17@xxx Wed Jul 12 10:10:10 +0000 2023 | 2023-07-12T10:10:10Z",
                "From a@b Fri Jan  1 15:28 2021 +0100 | 2021-01-01T14:28:00Z",
                "From a@b Fri Jan  1 15:28:10 CET 2021 | 2021-01-01T14:28:10Z",
            })
    void dates_of_separators_are_read_in_their_usual_shapes(String line, String instant) {
        assertThat(MailDates.ofSeparator(line).orElseThrow()).hasToString(instant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "'' | it is empty",
                "'no header here\n' | it has no header block",
                "'A: b\nsome text\n' | its header block is broken off by text",
                "'Content-Type: multipart/mixed\n\n' | it is a multipart without boundary",
                "'Content-Type: multipart/mixed;\n boundary=x\n\n--x\n\n' | its multipart is not closed",
                "'Content-Type: multipart/mixed; boundary=\"x\"\n\n--x\n\n--x--\n' | -",
                "'A: b\n\nno colon in the body\n' | -",
                "'A: b' | -",
            })
    void what_is_plainly_wrong_with_a_message_is_told(String text, String defect) {
        byte[] octets = text.getBytes(ISO_8859_1);
        assertThat(MessageHead.of(octets).defect(octets).orElse(null)).isEqualTo(defect);
    }

    private List<String> mbox(String text) throws InterruptedException {
        new MboxSource(Path.of("x"), "", sink)
                .read(new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
        return texts();
    }

    private List<String> texts() {
        return sink.messages().stream().map(it -> new String(it.octets(), ISO_8859_1)).toList();
    }
}
