package io.daybook.archive.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Passphrase;
import io.daybook.archive.Archives.Protection;
import io.daybook.archive.Archives.Refused;
import io.daybook.archive.Archives.Unprotected;
import io.daybook.archive.Flaw;
import io.daybook.core.Seeds;
import io.daybook.journal.EventCodecs;
import io.daybook.stored.StoredForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are not what was written: one clear line, and nothing is half done. */
class ArchiveDamageTest {
    private static final Protection SECRET = new Passphrase("open sesame");

    /** Octets of the end record of a zip without a comment. */
    private static final int END_OF_ZIP = 22;

    private static final int POSITIONS = 200;

    @TempDir private Path temp;
    private final Site here = new Site().filled(20);
    private Site there = new Site();
    private Path file;
    private String nothing;

    @BeforeEach
    void prepare() {
        file = temp.resolve("alice.daybook");
        nothing = there.traces();
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private void assertRefused(Path archive, String passphrase, Class<? extends Flaw> flaw)
            throws IOException {
        assertThat(there.bring(archive, passphrase, Site.BOB))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.flaw()).isInstanceOf(flaw);
                            assertThat(refused.flaw().message()).isNotBlank().doesNotContain("\n");
                        });
        assertThat(there.traces()).isEqualTo(nothing);
    }

    @Test
    void an_archive_that_ends_anywhere_is_refused() throws IOException {
        here.export(file, SECRET, false);
        byte[] whole = Files.readAllBytes(file);
        Random random = Seeds.random("ArchiveDamageTest");
        Path cut = temp.resolve("cut");
        for (int i = 0; i < POSITIONS; i++) {
            Files.write(cut, Arrays.copyOf(whole, random.nextInt(whole.length)));
            assertRefused(cut, "open sesame", Flaw.NotAnArchive.class);
        }
        Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
        assertRefused(cut, "open sesame", Flaw.NotAnArchive.class);
    }

    @Test
    void an_octet_changed_anywhere_never_makes_another_account() throws IOException {
        here.export(file, new Unprotected(), false);
        byte[] whole = Files.readAllBytes(file);
        Random random = Seeds.random("ArchiveDamageTest");
        int refused = 0;
        for (int i = 0; i < POSITIONS; i++) {
            refused += isRefused(whole, random.nextInt(whole.length), random.nextInt(8)) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(POSITIONS / 2);
    }

    @Test
    void a_bit_changed_in_the_end_of_the_zip_never_makes_another_account() throws IOException {
        here.export(file, new Unprotected(), false);
        byte[] whole = Files.readAllBytes(file);
        int refused = 0;
        for (int at = whole.length - END_OF_ZIP; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                refused += isRefused(whole, at, bit) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(END_OF_ZIP);
    }

    private boolean isRefused(byte[] whole, int at, int bit) throws IOException {
        Path changed = temp.resolve("changed");
        byte[] octets = whole.clone();
        octets[at] ^= (byte) (1 << bit);
        Files.write(changed, octets);
        switch (there.bring(changed, null, Site.BOB)) {
            // A name of the zip itself, or a date: nothing that counts.
            case Done _ -> {
                assertSameEvents();
                there.close();
                there = new Site();
                return false;
            }
            case Refused(var flaw) -> {
                assertThat(flaw.message()).as("at " + at).isNotBlank().doesNotContain("\n");
                assertThat(there.traces()).as("at " + at).isEqualTo(nothing);
                return true;
            }
            case Object other -> throw new AssertionError(at + ": " + other);
        }
    }

    private void assertSameEvents() {
        var expected = here.store.events().read(Site.ACCOUNT.stream(), 0);
        assertThat(there.store.events().read(Site.ACCOUNT.stream(), 0))
                .usingRecursiveComparison()
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"keys", "blobs/000001", "events/000001", "manifest.json", "manifest.mac"})
    void a_changed_octet_in_any_part_is_refused(String part) throws IOException {
        here.export(file, SECRET, false);
        ArchiveParts.rewrite(file, parts -> parts.get(part)[parts.get(part).length / 2] ^= 1);
        assertRefused(file, "open sesame", Flaw.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blobs/000001", "events/000001", "keys"})
    void a_missing_part_is_refused(String part) throws IOException {
        here.export(file, SECRET, false);
        ArchiveParts.rewrite(file, parts -> parts.remove(part));
        assertRefused(file, "open sesame", Flaw.Broken.class);
    }

    @Test
    void a_changed_beginning_is_refused() throws IOException {
        here.export(file, SECRET, false);
        ArchiveParts.rewrite(
                file,
                parts -> {
                    String json = new String(parts.get("archive.json"));
                    parts.put("archive.json", json.replace("abc123", "abc124").getBytes());
                });
        assertRefused(file, "open sesame", Flaw.Broken.class);
    }

    @Test
    void a_newer_archive_is_refused() throws IOException {
        here.export(file, SECRET, false);
        ArchiveParts.rewrite(
                file,
                parts -> {
                    String json = new String(parts.get("archive.json"));
                    parts.put(
                            "archive.json",
                            json.replaceFirst("\"format\" : 1", "\"format\" : 2").getBytes());
                });
        assertRefused(file, "open sesame", Flaw.Newer.class);
    }

    @Test
    void events_that_nobody_knows_here_are_refused() throws IOException {
        here.export(file, SECRET, false);
        var fewer =
                StoredForms.codecs().all().stream()
                        .filter(codec -> codec.event() != AccountOpened.class)
                        .toList();
        try (var older = new Site(new EventCodecs(fewer))) {
            assertThat(older.bring(file, "open sesame", Site.BOB))
                    .isEqualTo(
                            new Refused(new Flaw.Newer("Daybook test", "account.AccountOpened 1")));
            assertThat(older.traces()).isEqualTo(nothing);
        }
    }
}
