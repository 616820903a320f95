package io.daybook.gateway;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Cause;
import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Bus;
import io.daybook.demo.DemoMail;
import io.daybook.demo.DemoMessage;
import io.daybook.email.ChangeEmails;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.mailbox.GetMailboxes;
import io.daybook.mailbox.GetMailboxes.Mailboxes;
import io.daybook.mailbox.MailboxView;
import io.daybook.mime.Digest;
import io.daybook.mime.DigestCodec;
import io.daybook.mime.MessageParser;
import io.daybook.mime.ThreadingIds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the sample mail into empty accounts, on the way that an import takes. */
final class DemoLoader {
    private static final int BATCH = 100;

    private final Bus bus;
    private final BlobStore blobs;
    private final Clock clock;

    DemoLoader(Bus bus, BlobStore blobs, Clock clock) {
        this.bus = bus;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** Loads the mail of the user; does nothing when the account has mail already. */
    void load(String address, AccountId account) {
        var mailboxes = bus.query(new GetMailboxes(account), Mailboxes.class).mailboxes();
        if (mailboxes.stream().anyMatch(one -> one.totalEmails() > 0)) {
            return;
        }
        Map<String, MailboxId> byRole = byRole(mailboxes);
        var batch = new ArrayList<AddEmail>();
        for (DemoMessage message : DemoMail.messages(clock.instant())) {
            if (message.user().equals(address)) {
                batch.add(store(account, message, byRole, batch.size()));
            }
            if (batch.size() == BATCH) {
                add(account, batch);
            }
        }
        add(account, batch);
    }

    private static Map<String, MailboxId> byRole(List<MailboxView> mailboxes) {
        var byRole = new HashMap<String, MailboxId>();
        for (MailboxView mailbox : mailboxes) {
            if (mailbox.role() != null) {
                byRole.put(mailbox.role(), mailbox.id());
            }
        }
        return byRole;
    }

    private AddEmail store(
            AccountId account, DemoMessage message, Map<String, MailboxId> byRole, int number) {
        MailboxId mailbox = byRole.get(message.mailboxRole());
        if (mailbox == null) {
            throw new IllegalStateException("no mailbox with the role " + message.mailboxRole());
        }
        BlobId blob = blobs.store(account, message.octets());
        Digest digest = MessageParser.parse(message.octets());
        String name = "digest-" + digest.parserVersion();
        blobs.putBeside(account, blob, name, DigestCodec.encode(digest));
        var threading = ThreadingIds.of(digest);
        return new AddEmail(
                "demo" + number,
                blob,
                digest.size(),
                message.receivedAt(),
                Set.of(mailbox),
                message.keywords(),
                threading.ids(),
                threading.baseSubject());
    }

    private void add(AccountId account, List<AddEmail> batch) {
        if (batch.isEmpty()) {
            return;
        }
        var change = new ChangeEmails(account, null, batch, List.of(), List.of());
        var cause = new Cause("system", "serve", "", "", "demo-" + account);
        switch (bus.command(change, cause, ChangeEmails.Answer.class)) {
            case ChangeEmails.EmailsChanged changed -> {
                if (!changed.notCreated().isEmpty()) {
                    throw new IllegalStateException("sample mail: " + changed.notCreated());
                }
            }
            case ChangeEmails.StateMismatch mismatch ->
                    throw new IllegalStateException("no state was demanded: " + mismatch);
        }
        batch.clear();
    }
}
