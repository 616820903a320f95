package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.BlobId;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.demo.DemoMail;
import io.daybook.email.ChangeEmails;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.mailbox.GetMailboxes;
import io.daybook.mailbox.GetMailboxes.Mailboxes;
import io.daybook.mailbox.MailboxView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final List<String> ROLES =
            List.of("inbox", "drafts", "sent", "archive", "junk", "trash");

    private final FakeSides sides = new FakeSides();
    private final FakeBlobs blobs = new FakeBlobs();
    private final List<AddEmail> added = new ArrayList<>();

    private void load(int mailInInbox) {
        var mailboxes = new ArrayList<MailboxView>();
        for (String role : ROLES) {
            var id = new MailboxId(mailboxes.size() + 1);
            int total = role.equals("inbox") ? mailInInbox : 0;
            mailboxes.add(new MailboxView(id, role, null, role, 0, true, total, 0, 0, 0));
        }
        var state = new State("ep", 1);
        sides.answer(
                GetMailboxes.class, Mailboxes.class, _ -> new Mailboxes(state, 1, mailboxes));
        sides.carryOut(
                ChangeEmails.class,
                message -> {
                    added.addAll(((ChangeEmails) message.getPayload()).create());
                    return new ChangeEmails.EmailsChanged(
                            state, state, Map.of(), Map.of(), List.of(), Map.of(), List.of(),
                            Map.of());
                });
        new DemoLoader(sides.bus(), blobs, CLOCK)
                .load(DemoMail.USERS.getFirst(), TestServer.ACCOUNT);
    }

    @Test
    void every_message_of_the_user_is_stored_digested_and_added() {
        load(0);
        long expected =
                DemoMail.messages(CLOCK.instant()).stream()
                        .filter(one -> one.user().equals(DemoMail.USERS.getFirst()))
                        .count();
        assertThat(added).hasSize((int) expected);
        for (AddEmail email : added) {
            BlobId blob = email.blob();
            assertThat(blobs.open(TestServer.ACCOUNT, blob)).isNotNull();
            assertThat(blobs.beside(TestServer.ACCOUNT, blob, "digest-1")).isNotNull();
        }
    }

    @Test
    void an_account_with_mail_is_left_alone() {
        load(3);
        assertThat(added).isEmpty();
    }

    @Test
    void the_logins_stay_the_same_and_only_their_owner_reads_them(@TempDir Path folder)
            throws Exception {
        var random = new SecureRandom();
        var logins = DemoLogins.of(folder, DemoMail.USERS, random);
        assertThat(logins).hasSameSizeAs(DemoMail.USERS);
        assertThat(DemoLogins.of(folder, DemoMail.USERS, random)).isEqualTo(logins);
        var permissions = Files.getPosixFilePermissions(folder.resolve("demo-logins"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }
}
