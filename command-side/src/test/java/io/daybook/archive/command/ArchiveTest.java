package io.daybook.archive.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.archive.ArchiveCheck.Flawed;
import io.daybook.archive.ArchiveCheck.Sound;
import io.daybook.archive.Archives.AccountExists;
import io.daybook.archive.Archives.BlobBroken;
import io.daybook.archive.Archives.Done;
import io.daybook.archive.Archives.Erased;
import io.daybook.archive.Archives.NoSuchAccount;
import io.daybook.archive.Archives.NoUser;
import io.daybook.archive.Archives.Passphrase;
import io.daybook.archive.Archives.Protection;
import io.daybook.archive.Archives.Refused;
import io.daybook.archive.Archives.Unprotected;
import io.daybook.archive.Archives.UserExists;
import io.daybook.archive.Archives.UserNeeded;
import io.daybook.archive.Contents;
import io.daybook.archive.Flaw;
import io.daybook.archive.Progress;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.UserId;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.StoredEvent;
import io.daybook.user.UserEvent.UserRegistered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final Protection SECRET = new Passphrase("open sesame");
    private static final String STREAM = Site.ACCOUNT.stream();

    @TempDir private Path temp;
    private final Site here = new Site().filled(20);
    private final Site there = new Site();
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

    private static List<StoredEvent> events(Site site, String stream) {
        return site.store.events().read(stream, 0);
    }

    private static void assertSame(Site a, Site b) {
        var expected = events(a, STREAM);
        var found = events(b, STREAM);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).usingRecursiveComparison().isEqualTo(expected.get(i));
        }
        assertThat(b.fixture.journal().check().verify(STREAM))
                .isEqualTo(new JournalCheck.Sound(found.size(), true));
        var blobs = new ArrayList<BlobId>();
        a.blobs.forEach(Site.ACCOUNT, blobs::add);
        assertThat(blobs).hasSize(20);
        for (BlobId blob : blobs) {
            assertThat(b.blobs.open(Site.ACCOUNT, blob).readAll())
                    .isEqualTo(a.blobs.open(Site.ACCOUNT, blob).readAll());
        }
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
    void an_archive_makes_the_very_same_account_elsewhere() throws IOException {
        var exported = here.export(file, SECRET, false);
        var head = here.store.events().head(STREAM);
        assertThat(exported)
                .isInstanceOfSatisfying(
                        Done.class,
                        done -> {
                            assertThat(done.contents().events()).isEqualTo(head.seq() + 1);
                            assertThat(done.contents().blobs()).isEqualTo(20);
                            assertThat(done.contents().gone()).isEqualTo(1);
                            assertThat(done.contents().epoch()).isEqualTo("abc123");
                        });
        assertThat(there.bring(file, "open sesame", Site.BOB)).isEqualTo(exported);
        assertSame(here, there);
        var bob = new Streams(there.store.events(), there.store.sealer(), there.store.codecs());
        assertThat(bob.event("user:bob@example.test", 0))
                .isEqualTo(
                        new UserRegistered(
                                Site.BOB.address(), Site.ACCOUNT, Site.BOB.passwordHash()));
        assertThat(there.store.events().head(Site.ALICE.stream())).isNull();
    }

    @Test
    void the_account_takes_events_and_is_there_after_a_restart() throws IOException {
        here.export(file, SECRET, false);
        there.bring(file, "open sesame", Site.BOB);
        long next = there.store.events().head(STREAM).seq() + 1;
        var octets = "later".getBytes();
        there.append(
                STREAM,
                next,
                List.of(Site.added(99, there.blobs.store(Site.ACCOUNT, octets), octets.length)));
        there.restart();
        assertThat(there.store.events().head(STREAM).seq()).isEqualTo(next);
        assertThat(there.fixture.journal().check().verify(STREAM))
                .isEqualTo(new JournalCheck.Sound(next + 1, true));
        assertThat(there.blobs.open(Site.ACCOUNT, BlobId.of(new byte[Site.LARGE])).size())
                .isEqualTo(Site.LARGE);
    }

    @Test
    void the_user_comes_along_if_that_is_asked_for() throws IOException {
        here.export(file, SECRET, true);
        assertThat(there.bring(file, "open sesame", null)).isInstanceOf(Done.class);
        assertSame(here, there);
        assertThat(events(there, Site.ALICE.stream())).hasSize(2);
        assertThat(there.fixture.journal().check().verify(Site.ALICE.stream()))
                .isEqualTo(new JournalCheck.Sound(2, true));
    }

    @Test
    void the_user_for_whom_an_account_was_imported_comes_along() throws IOException {
        here.export(file, SECRET, false);
        assertThat(there.bring(file, "open sesame", Site.BOB)).isInstanceOf(Done.class);
        Path again = temp.resolve("again.daybook");
        assertThat(there.export(again, SECRET, true))
                .isInstanceOfSatisfying(
                        Done.class,
                        done -> {
                            assertThat(done.contents().user()).isEqualTo(Site.BOB.address());
                            assertThat(done.contents().userEvents()).isEqualTo(1);
                        });
        try (var third = new Site()) {
            assertThat(third.bring(again, "open sesame", null)).isInstanceOf(Done.class);
            assertSame(here, third);
            var bob = UserId.of(Site.BOB.address()).stream();
            assertThat(events(third, bob)).usingRecursiveComparison().isEqualTo(events(there, bob));
            assertThat(events(third, Site.ALICE.stream())).isEmpty();
        }
    }

    @Test
    void an_account_without_a_user_is_not_exported_with_one() throws IOException {
        try (var orphan = new Site().orphaned(3)) {
            assertThat(orphan.export(file, SECRET, true))
                    .isEqualTo(new NoUser(Site.ACCOUNT.value()));
            assertThat(orphan.export(file, SECRET, false)).isInstanceOf(Done.class);
        }
    }

    @Test
    void an_archive_without_a_user_needs_one() throws IOException {
        here.export(file, SECRET, false);
        assertThat(there.bring(file, "open sesame", null)).isEqualTo(new UserNeeded());
        assertThat(there.traces()).isEqualTo(nothing);
    }

    @Test
    void an_unprotected_archive_needs_no_passphrase() throws IOException {
        here.export(file, new Unprotected(), false);
        assertThat(there.bring(file, null, Site.BOB)).isInstanceOf(Done.class);
        assertSame(here, there);
    }

    @Test
    void a_wrong_passphrase_or_none_is_told_and_nothing_is_done() throws IOException {
        here.export(file, SECRET, false);
        assertRefused(file, "open barley", Flaw.WrongPassphrase.class);
        assertRefused(file, null, Flaw.PassphraseNeeded.class);
    }

    @Test
    void no_message_can_be_read_without_the_passphrase() throws IOException {
        here.export(file, SECRET, true);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain("Subject: ", "of-alice");
    }

    @Test
    void an_account_or_user_that_is_there_is_left_alone() throws IOException {
        here.export(file, SECRET, true);
        String before = here.traces();
        assertThat(here.bring(file, "open sesame", Site.BOB))
                .isEqualTo(new AccountExists(Site.ACCOUNT.value()));
        assertThat(here.traces()).isEqualTo(before);
        there.append(
                Site.ALICE.stream(),
                0,
                List.of(new UserRegistered(Site.ALICE.value(), new AccountId("x"), "h")));
        String others = there.traces();
        assertThat(there.bring(file, "open sesame", null))
                .isEqualTo(new UserExists(Site.ALICE.value()));
        assertThat(there.traces()).isEqualTo(others);
        assertThat(there.bring(file, "open sesame", Site.BOB)).isInstanceOf(Done.class);
    }

    @Test
    void an_account_that_was_erased_here_does_not_come_back() throws IOException {
        here.export(file, SECRET, false);
        here.store.keys().destroy(STREAM);
        assertThat(here.export(temp.resolve("erased"), SECRET, false))
                .isEqualTo(new Erased(Site.ACCOUNT.value()));
        assertThat(here.bring(file, "open sesame", Site.BOB))
                .isEqualTo(new AccountExists(Site.ACCOUNT.value()));
    }

    @Test
    void an_account_that_nobody_has_is_told() throws IOException {
        assertThat(there.export(file, SECRET, false))
                .isEqualTo(new NoSuchAccount(Site.ACCOUNT.value()));
    }

    @Test
    void a_check_proves_the_chain_without_the_passphrase_and_all_with_it() throws IOException {
        here.export(file, SECRET, true);
        var check = new FileCheck();
        assertThat(check.check(file, null, Progress.silent()))
                .isInstanceOfSatisfying(Sound.class, sound -> assertThat(sound.opened()).isFalse());
        assertThat(check.check(file, "open sesame", Progress.silent()))
                .isInstanceOfSatisfying(
                        Sound.class,
                        sound -> {
                            assertThat(sound.opened()).isTrue();
                            Contents contents = sound.contents();
                            assertThat(contents.user()).isEqualTo(Site.ALICE.value());
                            assertThat(contents.userEvents()).isEqualTo(2);
                        });
        ArchiveParts.rewrite(file, parts -> parts.get("events/000001")[100] ^= 1);
        assertThat(check.check(file, null, Progress.silent())).isInstanceOf(Flawed.class);
    }

    @Test
    void a_damaged_blob_ends_the_export() throws IOException {
        Path blobs = here.fixture.folder().resolve("blobs");
        try (var files = Files.walk(blobs)) {
            Path large =
                    files.filter(each -> each.getFileName().toString().length() == 64)
                            .findFirst()
                            .orElseThrow();
            byte[] octets = Files.readAllBytes(large);
            octets[1000] ^= 1;
            Files.write(large, octets);
        }
        assertThat(here.export(file, SECRET, false)).isInstanceOf(BlobBroken.class);
    }

    @Test
    void what_a_crash_left_of_an_import_is_gone_after_the_restart() throws IOException {
        here.export(file, SECRET, false);
        var keys = Map.of(STREAM, here.store.keys().find(STREAM));
        var arrival = there.store.arrivals().begin(STREAM, keys.get(STREAM));
        arrival.add(events(here, STREAM));
        here.blobs.forEach(
                Site.ACCOUNT,
                blob -> {
                    try (var upload = there.blobs.carry(Site.ACCOUNT)) {
                        byte[] octets = here.blobs.open(Site.ACCOUNT, blob).readAll();
                        upload.write(octets, 0, octets.length);
                        upload.finish(Instant.now());
                    }
                });
        assertThat(there.store.events().head(STREAM)).isNull();
        there.restart();
        assertThat(there.traces()).isEqualTo(nothing);
        assertThat(there.bring(file, "open sesame", Site.BOB)).isInstanceOf(Done.class);
        assertSame(here, there);
    }
}
