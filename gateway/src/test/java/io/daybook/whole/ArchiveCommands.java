package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The commands that carry accounts as archives, as an operator runs them at any place. */
final class ArchiveCommands {
    static final String CAROL = "carol@example.test";
    static final String CAROLS = "carols password";

    private final Path folder;
    private final List<String> passphrase;

    /** Whose the account is from then on. */
    private final List<String> carol;

    /**
     * @param folder for files that the commands need
     */
    ArchiveCommands(Path folder) throws IOException {
        this.folder = folder;
        passphrase = passphrase("passphrase", "open sesame\n");
        Path password = Files.writeString(folder.resolve("password"), CAROLS + "\n");
        carol = List.of("--user", CAROL, "--password-file", password.toString());
    }

    private List<String> passphrase(String file, String text) throws IOException {
        Path written = Files.writeString(folder.resolve(file), text);
        return List.of("--passphrase-file", written.toString());
    }

    /** Under the passphrase, without its user. */
    Path export(Place from, String user, String file) throws Exception {
        return export(from, user, file, passphrase);
    }

    /** With its user, for everybody to read. */
    Path exportOpenly(Place from, String user, String file) throws Exception {
        return export(from, user, file, List.of("--unprotected", "--with-user"));
    }

    private Path export(Place from, String user, String file, List<String> how) throws Exception {
        Path archive = folder.resolve(file);
        var words = List.of(user, "--out", archive.toString());
        var ended = ok(run("export", from.words(), words, how));
        assertThat(ended.output()).contains("Exported account");
        assertThat(ended.output().contains("warning")).isEqualTo(!how.equals(passphrase));
        return archive;
    }

    CommandProcess.Ended verify(Path archive) throws Exception {
        return run("verify-archive", List.of(archive.toString()), passphrase);
    }

    /** An archive under the passphrase, for Carol. */
    CommandProcess.Ended bringToCarol(Path archive, Place to) throws Exception {
        return run("import-account", List.of(archive.toString()), to.words(), passphrase, carol);
    }

    /** An archive that has its user. */
    static List<String> bringing(Path archive, Place to) {
        return joined("import-account", List.of(archive.toString()), to.words());
    }

    static CommandProcess.Ended bring(Path archive, Place to) throws Exception {
        return run("import-account", List.of(archive.toString()), to.words());
    }

    @SafeVarargs
    static CommandProcess.Ended run(String command, List<String>... words) throws Exception {
        return CommandProcess.run(joined(command, words).toArray(String[]::new));
    }

    @SafeVarargs
    private static List<String> joined(String command, List<String>... words) {
        var all = new ArrayList<>(List.of(command));
        Arrays.stream(words).forEach(all::addAll);
        return all;
    }

    static CommandProcess.Ended ok(CommandProcess.Ended ended) {
        assertThat(ended.status()).as(ended.output()).isZero();
        return ended;
    }

    /** What went wrong is told in one line, beside the warning about what is not protected. */
    static void assertOneLine(CommandProcess.Ended ended, String... parts) {
        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        var lines = ended.output().lines().filter(line -> !line.contains("warning")).toList();
        assertThat(lines).as(ended.output()).hasSize(1);
        assertThat(lines.getFirst()).startsWith("daybook: ").contains(parts);
    }

    /**
     * Nothing that is wrong with an archive gets past a server that runs, and nothing of it stays.
     *
     * @param archive of an account that the place does not have
     */
    void assertNothingBadComesIn(Path archive, Place to) throws Exception {
        byte[] whole = Files.readAllBytes(archive);
        Path bad = folder.resolve("bad.daybook");
        Files.write(bad, Arrays.copyOf(whole, whole.length / 2));
        assertOneLine(bringToCarol(bad, to), "no archive of an account");
        byte[] tampered = whole.clone();
        tampered[whole.length / 2] ^= 1;
        Files.write(bad, tampered);
        assertOneLine(bringToCarol(bad, to), "was changed");
        var guess = passphrase("wrong", "guess");
        assertOneLine(
                run("import-account", List.of(archive.toString()), to.words(), guess, carol),
                "the passphrase does not open the archive");
    }

    /** An account that is not there is not exported, and leaves no file. */
    void assertNobodyGoesOut(Place from) throws Exception {
        Path none = folder.resolve("none.daybook");
        var words = List.of("nobody@example.test", "--out", none.toString(), "--unprotected");
        assertOneLine(
                run("export", from.words(), words), "there is no account nobody@example.test");
        assertThat(folder).isDirectoryNotContaining("glob:**none.daybook*");
    }
}
