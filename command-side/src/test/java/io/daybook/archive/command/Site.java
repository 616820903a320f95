package io.daybook.archive.command;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.archive.Archives;
import io.daybook.archive.Archives.Import;
import io.daybook.archive.Archives.Imported;
import io.daybook.archive.Archives.NewUser;
import io.daybook.archive.Archives.Protection;
import io.daybook.archive.Progress;
import io.daybook.blob.command.BlobLimits;
import io.daybook.blob.command.rocksdb.RocksBlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.Event;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.core.UserId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.JournalSerializer;
import io.daybook.journal.rocksdb.JournalFixture;
import io.daybook.stored.StoredForms;
import io.daybook.user.UserEvent.AppPasswordAdded;
import io.daybook.user.UserEvent.UserRegistered;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;

/** A journal with blobs and their archives, and one account of a few messages to put there. */
final class Site implements AutoCloseable {
    static final AccountId ACCOUNT = new AccountId("a1");
    static final UserId ALICE = UserId.of("alice@example.test");
    static final NewUser BOB = new NewUser("bob@example.test", "$argon2id$of-bob");
    static final int LARGE = 700_000;

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final JournalFixture fixture = new JournalFixture();
    RocksBlobStore blobs;
    Store store;
    JournalArchives archives;

    Site() {
        this(StoredForms.codecs());
    }

    Site(EventCodecs codecs) {
        open(codecs);
    }

    private void open(EventCodecs codecs) {
        var journal = fixture.journal();
        var clock = Clock.systemUTC();
        blobs =
                new RocksBlobStore(
                        journal, fixture.folder().resolve("blobs"), BlobLimits.DEFAULT, clock);
        store =
                new Store(
                        journal.stored(),
                        journal.keys(),
                        journal.seal(),
                        journal.sealer(),
                        codecs,
                        journal.arrivals(),
                        blobs,
                        blobs,
                        clock,
                        new SecureRandom(),
                        "test");
        archives = new JournalArchives(store);
    }

    /** As after the end of the process. */
    void restart() {
        fixture.reopen();
        open(store.codecs());
        archives.recover();
    }

    void append(String stream, long first, List<? extends Event> events) {
        var serializer = new JournalSerializer(StoredForms.codecs());
        var messages = new ArrayList<GenericDomainEventMessage<Event>>();
        for (Event event : events) {
            messages.add(
                    new GenericDomainEventMessage<>(
                            "Test",
                            stream,
                            first + messages.size(),
                            event,
                            Map.of("actor", ALICE.value())));
        }
        fixture.journal().engine(serializer).appendEvents(messages);
    }

    /** An account of so many messages, one of them large, and one whose blob is gone. */
    Site filled(int emails) {
        return filled(emails, ACCOUNT);
    }

    /** The same, but its owner has another account now. */
    Site orphaned(int emails) {
        return filled(emails, new AccountId("another"));
    }

    private Site filled(int emails, AccountId ofAlice) {
        append(
                ALICE.stream(),
                0,
                List.of(
                        new UserRegistered(ALICE.value(), ofAlice, "$argon2id$of-alice"),
                        new AppPasswordAdded("p1", "phone", "hash", NOON)));
        var events = new ArrayList<Event>();
        events.add(new AccountOpened("abc123", 42, ALICE.value(), 1_000_000));
        for (int i = 1; i <= emails; i++) {
            byte[] octets =
                    i == 2 ? new byte[LARGE] : ("Subject: " + i + "\r\n\r\n" + i).getBytes();
            events.add(added(i, blobs.store(ACCOUNT, octets), octets.length));
        }
        events.add(added(emails + 1, BlobId.of(new byte[] {1}), 1));
        events.add(new KeywordsChanged(Ids.of(new int[] {1, 2}), List.of("$seen"), List.of()));
        append(ACCOUNT.stream(), 0, events);
        return this;
    }

    static EmailsAdded added(int email, BlobId blob, int size) {
        return new EmailsAdded(
                List.of(
                        new AddedEmail(
                                new EmailId(email),
                                new ThreadId(email),
                                blob,
                                size,
                                NOON,
                                List.of(new Placement(new MailboxId(1), email)),
                                List.of(),
                                List.of((long) email))));
    }

    Archives.Exported export(Path file, Protection protection, boolean withUser)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return archives.export(
                    new Archives.Export(ACCOUNT.value(), withUser, protection),
                    out,
                    Progress.silent());
        }
    }

    Imported bring(Path file, @Nullable String passphrase, @Nullable NewUser user)
            throws IOException {
        return archives.bring(new Import(file, passphrase, user), Progress.silent());
    }

    /** All that there is of the account and its users: to see that nothing is left of a failure. */
    String traces() {
        var traces = new StringBuilder();
        for (String stream : List.of(ACCOUNT.stream(), ALICE.stream(), "user:" + BOB.address())) {
            traces.append(stream)
                    .append(store.events().head(stream) == null ? "" : " has a head")
                    .append(" has " + store.events().read(stream, 0).size() + " events")
                    .append(store.keys().find(stream) == null ? "" : " has a key")
                    .append('\n');
        }
        var links = new ArrayList<BlobId>();
        blobs.forEach(ACCOUNT, links::add);
        return traces.append(links.size()).append(" blobs").toString();
    }

    @Override
    public void close() {
        fixture.close();
    }
}
