package io.daybook.email.query;

import io.daybook.email.projection.EmailHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/** Emails that change, and what is told of it. */
final class MailHistory {
    private final TreeMap<Integer, Mail> mails = new TreeMap<>();
    private final RandomMail source;
    private final Random random;
    private final RoaringBitmap created = new RoaringBitmap();
    private final RoaringBitmap moved = new RoaringBitmap();
    private final RoaringBitmap flagged = new RoaringBitmap();
    private final RoaringBitmap destroyed = new RoaringBitmap();
    private final RoaringBitmap threads = new RoaringBitmap();
    private int next;

    MailHistory(List<Mail> before, RandomMail source, Random random) {
        before.forEach(mail -> mails.put(mail.id(), mail));
        this.source = source;
        this.random = random;
        this.next = mails.lastKey() + 1;
    }

    List<Mail> list() {
        return List.copyOf(mails.values());
    }

    /** Tells no thread that has no email. */
    EmailHistory history() {
        var there = new RoaringBitmap();
        mails.values().forEach(mail -> there.add(mail.thread()));
        return new EmailHistory(
                2, created, moved, flagged, destroyed, RoaringBitmap.and(threads, there));
    }

    void step() {
        int email =
                mails.isEmpty()
                        ? 0
                        : new ArrayList<>(mails.keySet()).get(random.nextInt(mails.size()));
        switch (email == 0 ? 0 : random.nextInt(5)) {
            case 0 -> add(source.mail(next));
            case 1 -> destroy(email);
            case 2 -> move(email, source.mailboxes());
            default -> flag(email, source.keywords());
        }
    }

    void add(Mail mail) {
        mails.put(mail.id(), mail);
        created.add(mail.id());
        threads.add(mail.thread());
        next = mail.id() + 1 + random.nextInt(2);
    }

    void destroy(int email) {
        threads.add(mails.remove(email).thread());
        moved.remove(email);
        flagged.remove(email);
        if (created.contains(email)) {
            created.remove(email);
        } else {
            destroyed.add(email);
        }
    }

    void move(int email, Set<Integer> mailboxes) {
        var mail = mails.get(email);
        mails.put(email, with(mail, mailboxes, mail.keywords()));
        note(email, moved);
    }

    void flag(int email, Set<String> keywords) {
        var mail = mails.get(email);
        mails.put(email, with(mail, mail.mailboxes(), keywords));
        note(email, flagged);
    }

    private void note(int email, RoaringBitmap set) {
        if (!created.contains(email)) {
            set.add(email);
        }
    }

    private static Mail with(Mail mail, Set<Integer> mailboxes, Set<String> keywords) {
        return new Mail(
                mail.id(),
                mail.thread(),
                mail.receivedAt(),
                mail.sentAt(),
                mail.size(),
                mailboxes,
                keywords,
                mail.hasAttachment(),
                mail.subject(),
                mail.from(),
                mail.to(),
                mail.words());
    }
}
