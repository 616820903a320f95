package io.daybook.importer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.importer.FakeJmapServer.Email;
import io.daybook.importer.FakeJmapServer.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailImportTest {
    @TempDir Path folder;
    private FakeJmapServer server;
    private volatile StopSignal stop = new StopSignal();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws IOException {
        server = new FakeJmapServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_mbox_arrives_with_its_octets_dates_and_flags() throws Exception {
        Path mbox =
                write(
                        "a.mbox",
                        "From a@b Fri Jan  1 15:28:10 2021\nSubject: one\nStatus: RO\nX-Status: AF\n\n>From here\n\n"
                                + "From a@b Sat Jan  2 15:28:10 2021\nSubject: two\n\nbody\n");
        assertThat(run(mbox)).isZero();
        assertThat(server.emails())
                .extracting(Email::receivedAt)
                .containsExactly("2021-01-01T15:28:10Z", "2021-01-02T15:28:10Z");
        assertThat(server.emails().getFirst().keywords())
                .containsExactlyInAnyOrder("$seen", "$answered", "$flagged");
        assertThat(contents())
                .containsExactly(
                        "Subject: one\nStatus: RO\nX-Status: AF\n\nFrom here\n",
                        "Subject: two\n\nbody\n");
    }

    @Test
    void identical_messages_at_two_places_are_both_imported_and_never_again() throws Exception {
        Path mbox = write("a.mbox", mbox(List.of("same", "same", "other", "same")));
        run(mbox);
        run(mbox);
        assertThat(subjects()).containsExactlyInAnyOrder("same", "same", "other", "same");
        assertThat(said()).contains("4 were there already");
    }

    @Test
    void mail_added_to_a_source_is_imported_by_itself() throws Exception {
        Path mbox = write("a.mbox", mbox(List.of("one", "two")));
        run(mbox);
        write("a.mbox", mbox(List.of("zero", "one", "two", "three")));
        run(mbox);
        assertThat(subjects()).containsExactlyInAnyOrder("zero", "one", "two", "three");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void every_message_arrives_exactly_once_whatever_breaks(int seed) throws Exception {
        var random = new Random(seed);
        var subjects = IntStream.range(0, 120).mapToObj(i -> "s" + random.nextInt(90)).toList();
        Path mbox = write("a.mbox", mbox(subjects));
        Fault[] all = Fault.values();
        server.faults = () -> random.nextInt(3) > 0 ? Fault.NONE : all[random.nextInt(all.length)];
        server.beforeImport =
                () -> {
                    if (random.nextInt(5) == 0) {
                        server.touch();
                    }
                    if (random.nextInt(8) == 0) {
                        stop.set();
                    }
                };
        int runs = 0;
        while (!complete(mbox)) {
            loseTheLastAcknowledgements(random);
            assertThat(++runs).isLessThan(200);
        }
        server.settle();
        assertThat(count(subjects())).isEqualTo(count(subjects));
    }

    @Test
    void a_request_that_is_done_after_we_looked_for_it_doubles_nothing() throws Exception {
        Path mbox = write("a.mbox", mbox(List.of("one", "two")));
        var requests = new AtomicInteger();
        // After two uploads, the mailboxes and the state, the fifth request is the import.
        server.faults = () -> requests.incrementAndGet() == 5 ? Fault.LATE : Fault.NONE;
        server.doLate = () -> false;
        server.beforeImport = server::settle;
        assertThat(run(mbox)).isZero();
        assertThat(subjects()).containsExactlyInAnyOrder("one", "two");
        assertThat(server.imports()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_request_that_is_done_while_we_look_for_it_doubles_nothing(int methods) throws Exception {
        Path mbox = write("a.mbox", mbox(List.of("one", "two")));
        var requests = new AtomicInteger();
        server.faults = () -> requests.incrementAndGet() == 5 ? Fault.LATE : Fault.NONE;
        var seen = new AtomicInteger();
        server.doLate = () -> seen.incrementAndGet() == methods;
        assertThat(run(mbox)).isZero();
        server.settle();
        assertThat(subjects()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void what_was_imported_before_a_crash_is_not_imported_again() throws Exception {
        Path mbox = write("a.mbox", mbox(List.of("one", "two", "two", "three")));
        run(mbox);
        Path journal = journal();
        var kept =
                Files.readAllLines(journal).stream()
                        .filter(it -> !it.startsWith("=") && !it.startsWith("@"))
                        .toList();
        Files.writeString(journal, String.join("\n", kept) + "\n=half a li");
        int imports = server.imports();
        assertThat(run(mbox)).isZero();
        assertThat(subjects()).containsExactlyInAnyOrder("one", "two", "two", "three");
        assertThat(server.imports()).isEqualTo(imports);
    }

    @Test
    void an_account_that_was_made_anew_gets_everything_again() throws Exception {
        Path mbox = write("a.mbox", mbox(List.of("one", "two", "two")));
        run(mbox);
        server.startOver();
        run(mbox);
        assertThat(subjects()).containsExactlyInAnyOrder("one", "two", "two");
    }

    @Test
    void what_was_deleted_is_imported_again_only_when_asked() throws Exception {
        Path mbox = write("a.mbox", mbox(List.of("one")));
        run(mbox);
        run(mbox);
        assertThat(subjects()).hasSize(1);
        var options = options(null, List.of(mbox), FakeJmapServer.PASSWORD, true);
        new MailImport(options, new StopSignal(), impatient())
                .run(new PrintStream(said), new PrintStream(said), false);
        assertThat(subjects()).hasSize(2);
    }

    @Test
    void a_refused_message_is_listed_with_file_place_and_reason() throws Exception {
        Path mbox = write("a.mbox", mbox(List.of("one", "REFUSE ME", "three")));
        assertThat(run(mbox)).isEqualTo(1);
        assertThat(subjects()).containsExactlyInAnyOrder("one", "three");
        assertThat(said())
                .contains("1 message was NOT imported")
                .contains("a.mbox, message 2 at octet")
                .contains("not liked");
    }

    @Test
    void a_message_over_the_limit_is_listed_and_the_others_go_on() throws Exception {
        server.limit("maxSizeUpload", 2000);
        Path mbox = write("a.mbox", mbox(List.of("one", "x".repeat(5000), "three")));
        assertThat(run(mbox)).isEqualTo(1);
        assertThat(subjects()).containsExactlyInAnyOrder("one", "three");
        assertThat(said()).contains("the server takes at most 2000");
    }

    @Test
    void an_upload_that_the_server_refuses_is_listed() throws Exception {
        Path mbox = write("a.mbox", mbox(List.of("one", "x".repeat(95_000))));
        assertThat(run(mbox)).isEqualTo(1);
        assertThat(said()).contains("refuses the upload: HTTP 413");
    }

    @Test
    void a_full_account_ends_the_import_and_says_so() throws Exception {
        server.quota(10);
        Path mbox = write("a.mbox", mbox(IntStream.range(0, 60).mapToObj(i -> "s" + i).toList()));
        assertThatThrownBy(() -> run(mbox))
                .isInstanceOf(CannotImport.class)
                .hasMessageContaining("the account is full");
        server.quota(100);
        assertThat(run(mbox)).isZero();
        assertThat(subjects()).doesNotHaveDuplicates().hasSize(60);
    }

    @Test
    void malformed_messages_are_imported_as_they_are_and_listed() throws Exception {
        Path eml = write("bad.eml", "just some text\nwithout any header\n");
        assertThat(run(eml)).isZero();
        assertThat(contents()).containsExactly("just some text\nwithout any header\n");
        assertThat(said()).contains("1 malformed").contains("bad.eml: it has no header block");
    }

    @Test
    void a_maildir_keeps_its_mailboxes_flags_and_dates() throws Exception {
        Path maildir = folder.resolve("Maildir");
        for (String name :
                List.of(
                        "cur",
                        "new",
                        "tmp",
                        ".Sent/cur",
                        ".Sent/new",
                        ".Lists.B&APw-cher/cur",
                        ".Lists.B&APw-cher/new")) {
            Files.createDirectories(maildir.resolve(name));
        }
        Path file = write("Maildir/cur/1.x:2,FRS", "Subject: flagged\n\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-05-06T07:08:09.5Z")));
        write("Maildir/cur/2.x:2,ST", "Subject: deleted\n\n");
        write("Maildir/new/3.x", "Subject: fresh\n\n");
        write("Maildir/tmp/4.x", "Subject: unfinished\n\n");
        write("Maildir/.Sent/cur/5.x:2,DP", "Subject: sent\n\n");
        write("Maildir/.Lists.B&APw-cher/new/6.x", "Subject: books\n\n");
        assertThat(run(maildir)).isZero();
        assertThat(server.emails())
                .extracting(it ->
                        server.path(it.mailbox())
                                + " "
                                + subject(it)
                                + " "
                                + it.keywords().stream().sorted().toList())
                .containsExactlyInAnyOrder(
                        "Inbox flagged [$answered, $flagged, $seen]",
                        "Trash deleted [$seen]",
                        "Inbox fresh []",
                        "Sent sent [$draft, $forwarded]",
                        "Lists/Bücher books []");
        assertThat(server.emails()).extracting(Email::receivedAt).contains("2020-05-06T07:08:09Z");
    }

    @Test
    void a_chosen_mailbox_is_made_and_holds_the_folders_of_the_source() throws Exception {
        Path maildir = folder.resolve("Maildir");
        for (String name : List.of("cur", "new", ".Sent/cur", ".Sent/new")) {
            Files.createDirectories(maildir.resolve(name));
        }
        write("Maildir/cur/1.x:2,", "Subject: a\n\n");
        write("Maildir/.Sent/cur/2.x:2,", "Subject: b\n\n");
        var options = options("Old/2020", List.of(maildir), FakeJmapServer.PASSWORD, false);
        new MailImport(options, new StopSignal(), impatient())
                .run(new PrintStream(said), new PrintStream(said), false);
        assertThat(server.emails())
                .extracting(it -> server.path(it.mailbox()) + " " + subject(it))
                .containsExactlyInAnyOrder("Old/2020 a", "Old/2020/Sent b");
    }

    @Test
    void a_wrong_password_is_told_at_once() throws Exception {
        Path mbox = write("a.mbox", mbox(List.of("one")));
        var options = options(null, List.of(mbox), "wrong", false);
        assertThatThrownBy(() ->
                        new MailImport(options, new StopSignal(), impatient())
                                .run(new PrintStream(said), new PrintStream(said), false))
                .isInstanceOf(CannotImport.class)
                .hasMessageContaining("does not accept this password");
    }

    @Test
    void a_stopped_import_goes_on_where_it_stopped() throws Exception {
        Path mbox = write("a.mbox", mbox(IntStream.range(0, 100).mapToObj(i -> "s" + i).toList()));
        var stop = new StopSignal();
        var batches = new AtomicInteger();
        server.beforeImport =
                () -> {
                    if (batches.incrementAndGet() == 3) {
                        stop.set();
                    }
                };
        var options = options(null, List.of(mbox), FakeJmapServer.PASSWORD, false);
        var stopped = new MailImport(options, stop, impatient());
        assertThat(stopped.run(new PrintStream(said), new PrintStream(said), false)).isEqualTo(1);
        assertThat(server.emails()).hasSizeBetween(1, 99);
        assertThat(said()).contains("Run the same command again");
        assertThat(run(mbox)).isZero();
        assertThat(subjects()).doesNotHaveDuplicates().hasSize(100);
    }

    @Test
    void two_imports_of_the_same_source_at_a_time_are_refused() throws Exception {
        Path mbox = write("a.mbox", mbox(List.of("one")));
        run(mbox);
        try (var held = ImportJournal.open(journal())) {
            assertThat(held.isEmpty()).isFalse();
            assertThatThrownBy(() -> run(mbox))
                    .isInstanceOf(CannotImport.class)
                    .hasMessageContaining("another import");
        }
    }

    private boolean complete(Path mbox) throws IOException {
        try {
            return run(mbox) == 0;
        } catch (CannotImport e) {
            return false;
        }
    }

    private int run(Path path) throws IOException, CannotImport {
        var options = options(null, List.of(path), FakeJmapServer.PASSWORD, false);
        stop = new StopSignal();
        return new MailImport(options, stop, impatient())
                .run(new PrintStream(said), new PrintStream(said), false);
    }

    private ImportOptions options(
            String mailbox, List<Path> paths, String password, boolean again) {
        return new ImportOptions(
                server.url(),
                FakeJmapServer.USER,
                password,
                mailbox,
                3,
                again,
                null,
                folder.resolve("state"),
                paths);
    }

    private static Patience impatient() {
        return new Patience(_ -> {}, new Random(1));
    }

    /**
     * What a power failure does: the lines behind the last one that was forced to disk are gone.
     */
    private void loseTheLastAcknowledgements(Random random) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(journal()));
        while (random.nextBoolean() && !lines.getLast().startsWith("?") && lines.size() > 1) {
            lines.removeLast();
        }
        Files.writeString(journal(), String.join("\n", lines) + "\n");
    }

    private Path journal() throws IOException {
        try (var files = Files.list(folder.resolve("state"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(ISO_8859_1));
    }

    private static String mbox(List<String> subjects) {
        return subjects.stream()
                .map(it -> "From a@b Fri Jan  1 15:28:10 2021\nSubject: " + it + "\n\nbody\n\n")
                .collect(Collectors.joining());
    }

    private List<String> contents() {
        return server.emails().stream()
                .map(it -> new String(server.octets(it), ISO_8859_1))
                .toList();
    }

    private List<String> subjects() {
        return server.emails().stream().map(this::subject).toList();
    }

    private String subject(Email email) {
        return new String(server.octets(email), ISO_8859_1)
                .lines()
                .findFirst()
                .orElseThrow()
                .substring(9);
    }

    private static Map<String, Long> count(List<String> texts) {
        return texts.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private String said() {
        return said.toString(UTF_8);
    }
}
