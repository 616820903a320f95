package io.daybook.core.jmap.fake;

import io.daybook.core.BlobId;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.GetStates;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.core.ThreadId;
import io.daybook.email.ChangeEmails;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.SetChange;
import io.daybook.email.EmailCommand.UpdateEmail;
import io.daybook.email.EmailRefusal;
import io.daybook.email.EmailView;
import io.daybook.email.GetEmails;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.GetMailboxes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The mail of one account in memory: mailboxes m1 (inbox) and m2 (trash), and what a test adds. */
public final class MailWorld {
    private final TreeMap<EmailId, EmailView> emails = new TreeMap<>();
    private final MailboxShelf mailboxes = new MailboxShelf();
    private long head = 10;
    private long emailSeq = 10;
    private int lastEmail;
    public final FakeBlobs blobs = new FakeBlobs();
    public final FakeCall call = new FakeCall();

    public MailWorld() {
        call.on(GetEmails.class, this::get);
        call.on(ChangeEmails.class, this::change);
        call.on(
                GetMailboxes.class,
                _ -> new GetMailboxes.Mailboxes(mailboxState(), head, mailboxes.views()));
        call.on(ChangeMailboxes.class, this::change);
        call.on(GetStates.class, this::states);
    }

    /** An email with this message in the inbox. */
    public EmailId add(String message) {
        return add(message, Set.of(new MailboxId(1)), Set.of());
    }

    public EmailId add(String message, Set<MailboxId> boxes, Set<String> keywords) {
        byte[] octets = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        BlobId blob = blobs.store(FakeCall.ACCOUNT, octets);
        var received = Instant.parse("2026-01-02T03:04:05Z");
        return put(blob, octets.length, received, boxes, keywords);
    }

    /** Another email in the inbox with a message that is stored already. */
    public EmailId addAgain(BlobId blob) {
        var received = Instant.parse("2026-01-02T03:04:05Z");
        return put(blob, 1, received, Set.of(new MailboxId(1)), Set.of());
    }

    public EmailView email(EmailId id) {
        return emails.get(id);
    }

    public State emailState() {
        return new State("t", emailSeq);
    }

    public State mailboxState() {
        return new State("t", mailboxes.seq());
    }

    public MailboxShelf mailboxes() {
        return mailboxes;
    }

    /** Another client changes something that no state of these types shows. */
    public void moveOn() {
        head++;
    }

    private EmailId put(BlobId blob, long size, Instant at, Set<MailboxId> in, Set<String> words) {
        var id = new EmailId(++lastEmail);
        var thread = new ThreadId(lastEmail);
        emails.put(id, view(id, thread, blob, size, at, in, words));
        return id;
    }

    private static EmailView view(
            EmailId id,
            ThreadId thread,
            BlobId blob,
            long size,
            Instant at,
            Set<MailboxId> in,
            Set<String> words) {
        var boxes = List.copyOf(new TreeSet<>(in));
        return new EmailView(id, thread, blob, size, at, boxes, List.copyOf(new TreeSet<>(words)));
    }

    private GetEmails.Emails get(GetEmails query) {
        var found = new ArrayList<EmailView>();
        var notFound = new ArrayList<EmailId>();
        var ids = query.ids();
        if (ids == null) {
            emails.values().stream().limit(query.limit()).forEach(found::add);
            return new GetEmails.Emails(
                    emailState(), found, List.of(), emails.size() > query.limit());
        }
        for (EmailId id : ids) {
            EmailView view = emails.get(id);
            if (view == null) {
                notFound.add(id);
            } else {
                found.add(view);
            }
        }
        return new GetEmails.Emails(emailState(), found, notFound, false);
    }

    private GetStates.States states(GetStates query) {
        return new GetStates.States(
                Map.of(
                        DataType.MAILBOX,
                        new State("t", mailboxes.seqAt(query.atMost())),
                        DataType.EMAIL,
                        emailState()));
    }

    private ChangeMailboxes.Answer change(ChangeMailboxes command) {
        Long ifVersion = command.ifVersion();
        if (ifVersion != null && ifVersion != head) {
            return new ChangeMailboxes.VersionMoved(head);
        }
        long before = head;
        Set<MailboxId> full = new TreeSet<>();
        emails.values().forEach(email -> full.addAll(email.mailboxes()));
        var answer = mailboxes.change(command, before, full);
        head = answer.after();
        return answer;
    }

    private ChangeEmails.Answer change(ChangeEmails command) {
        State ifInState = command.ifInState();
        if (ifInState != null && !ifInState.equals(emailState())) {
            return new ChangeEmails.StateMismatch(emailState());
        }
        State before = emailState();
        var created = new LinkedHashMap<String, ChangeEmails.Created>();
        var notCreated = new LinkedHashMap<String, EmailRefusal>();
        for (AddEmail add : command.create()) {
            var missing = mailboxes.missing(add.mailboxes());
            if (missing.isEmpty()) {
                var id =
                        put(
                                add.blob(),
                                add.size(),
                                add.receivedAt(),
                                add.mailboxes(),
                                add.keywords());
                created.put(add.creationId(), new ChangeEmails.Created(id, email(id).thread()));
            } else {
                notCreated.put(add.creationId(), new EmailRefusal.NoSuchMailboxes(missing));
            }
        }
        var updated = new ArrayList<EmailId>();
        var notUpdated = new LinkedHashMap<EmailId, EmailRefusal>();
        command.update().forEach(update -> update(update, updated, notUpdated));
        var destroyed = new ArrayList<EmailId>();
        var notDestroyed = new LinkedHashMap<EmailId, EmailRefusal>();
        for (var destroy : command.destroy()) {
            if (emails.remove(destroy.email()) == null) {
                notDestroyed.put(destroy.email(), new EmailRefusal.NoSuchEmail());
            } else {
                destroyed.add(destroy.email());
            }
        }
        if (!created.isEmpty() || !updated.isEmpty() || !destroyed.isEmpty()) {
            head++;
            emailSeq = head;
        }
        return new ChangeEmails.EmailsChanged(
                before,
                emailState(),
                created,
                notCreated,
                updated,
                notUpdated,
                destroyed,
                notDestroyed);
    }

    private void update(
            UpdateEmail update, List<EmailId> updated, Map<EmailId, EmailRefusal> notUpdated) {
        EmailView old = emails.get(update.email());
        if (old == null) {
            notUpdated.put(update.email(), new EmailRefusal.NoSuchEmail());
            return;
        }
        var boxes = apply(update.mailboxes(), old.mailboxes());
        var words = apply(update.keywords(), old.keywords());
        var missing = mailboxes.missing(boxes);
        if (!missing.isEmpty()) {
            notUpdated.put(update.email(), new EmailRefusal.NoSuchMailboxes(missing));
        } else if (boxes.isEmpty()) {
            notUpdated.put(update.email(), new EmailRefusal.NoMailbox());
        } else {
            var view =
                    view(
                            old.id(),
                            old.thread(),
                            old.blob(),
                            old.size(),
                            old.receivedAt(),
                            boxes,
                            words);
            emails.put(old.id(), view);
            updated.add(old.id());
        }
    }

    private static <T extends Comparable<T>> Set<T> apply(SetChange<T> change, List<T> old) {
        var replacement = change.replacement();
        var values = new TreeSet<T>(replacement == null ? old : replacement);
        values.addAll(change.add());
        values.removeAll(change.remove());
        return values;
    }
}
