package io.daybook.account.projection;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import io.daybook.identity.GetIdentities.IdentityView;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.IdentityEvent.IdentityChanged;
import io.daybook.identity.IdentityEvent.IdentityCreated;
import io.daybook.identity.IdentityEvent.IdentityDestroyed;
import io.daybook.identity.IdentitySetting;
import io.daybook.submission.Envelope;
import io.daybook.submission.Envelope.Address;
import io.daybook.submission.Fate;
import io.daybook.submission.GetDue.Kind;
import io.daybook.submission.GetDue.Step;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.SubmissionEvent.AttemptBegun;
import io.daybook.submission.SubmissionEvent.AttemptRecorded;
import io.daybook.submission.SubmissionEvent.HandoverBegun;
import io.daybook.submission.SubmissionEvent.Outcome;
import io.daybook.submission.SubmissionEvent.SenderTold;
import io.daybook.submission.SubmissionEvent.SubmissionCanceled;
import io.daybook.submission.SubmissionEvent.SubmissionDestroyed;
import io.daybook.submission.SubmissionEvent.SubmissionExpired;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import io.daybook.submission.SubmissionView.UndoStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes events of identities and submissions that an account could decide, and what they mean. */
final class ModelSending {
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    /** A submission in the plainest way. */
    static final class Sub {
        SubmissionMade made;
        Fate[] fates;
        String[] replies;
        boolean[] owed;
        boolean[] told;
        int attempts;
        Ids open = Ids.NONE;
        Ids handover = Ids.NONE;
        Instant due;
        Instant since;
        boolean isRecord = true;
        boolean isFinished;
        final List<BlobId> reports = new ArrayList<>();

        UndoStatus status() {
            List<Fate> all = Arrays.asList(fates);
            if (all.contains(Fate.CANCELED)) {
                return UndoStatus.CANCELED;
            }
            boolean out = all.contains(Fate.RELAYED) || all.contains(Fate.UNKNOWN);
            return !out && all.contains(Fate.QUEUED) ? UndoStatus.PENDING : UndoStatus.FINAL;
        }

        Ids with(Fate fate) {
            return Ids.of(IntStream.range(0, fates.length).filter(i -> fates[i] == fate).toArray());
        }

        Ids owed() {
            return Ids.of(IntStream.range(0, fates.length).filter(i -> owed[i]).toArray());
        }

        boolean isDone() {
            return open.isEmpty() && with(Fate.QUEUED).isEmpty() && owed().isEmpty();
        }

        @Nullable Step step(AccountId account) {
            var id = made.submission();
            if (isFinished) {
                return null;
            }
            if (!open.isEmpty()) {
                return new Step(account, id, since, Kind.RECOVER);
            }
            if (!owed().isEmpty()) {
                return new Step(account, id, since, Kind.TELL);
            }
            return new Step(account, id, due, Kind.ATTEMPT);
        }

        /** What a client sees. */
        @Override
        public String toString() {
            return made + Arrays.toString(fates) + Arrays.toString(replies) + status() + reports;
        }
    }

    final TreeMap<Integer, Sub> subs = new TreeMap<>();
    final TreeMap<Integer, IdentityView> identities = new TreeMap<>();
    private final Random random;
    private Instant now = START;
    private int nextIdentity = 2;
    private int serial;

    ModelSending(long seed, String owner) {
        random = new Random(seed);
        identities.put(1, new IdentityView(new IdentityId(1), owner, IdentitySetting.NONE, false));
    }

    /** What clients see of the submissions, as values that do not change any more. */
    Map<Integer, String> seen() {
        var seen = new TreeMap<Integer, String>();
        subs.forEach((id, sub) -> {
            if (sub.isRecord) {
                seen.put(id, sub.toString());
            }
        });
        return seen;
    }

    IdentityEvent nextIdentity() {
        var setting = new IdentitySetting("name " + serial++, null, List.of(), "", "");
        int pick = 1 + random.nextInt(nextIdentity);
        var id = new IdentityId(pick);
        IdentityView known = identities.get(pick);
        if (known == null) {
            id = new IdentityId(nextIdentity++);
            identities.put(id.value(), new IdentityView(id, "x@example.test", setting, true));
            return new IdentityCreated(id, "x@example.test", setting);
        }
        if (pick > 1 && random.nextInt(3) == 0) {
            identities.remove(pick);
            return new IdentityDestroyed(id);
        }
        identities.put(pick, new IdentityView(id, known.email(), setting, known.mayDelete()));
        return new IdentityChanged(id, setting);
    }

    /** One event, or two when a submission is finished by the first. */
    List<SubmissionEvent> next() {
        now = now.plusSeconds(random.nextInt(100));
        Sub sub = subs.isEmpty() ? null : subs.get(1 + random.nextInt(subs.size()));
        SubmissionEvent event = sub == null || random.nextInt(5) == 0 ? make() : change(sub);
        Sub changed = subs.get(event.submission().value());
        if (changed.isDone() && !changed.isFinished) {
            changed.isFinished = true;
            return List.of(event, new SubmissionFinished(event.submission(), now));
        }
        return List.of(event);
    }

    private SubmissionMade make() {
        var sub = new Sub();
        int recipients = 1 + random.nextInt(4);
        var id = new SubmissionId(subs.size() + 1);
        var envelope =
                new Envelope(
                        Address.of("me@example.test"),
                        IntStream.range(0, recipients)
                                .mapToObj(i -> Address.of("r" + i + "@example.test"))
                                .toList());
        sub.made =
                new SubmissionMade(
                        id,
                        new IdentityId(1),
                        new EmailId(1 + random.nextInt(9)),
                        new ThreadId(1 + random.nextInt(9)),
                        blob(),
                        100,
                        envelope,
                        now.plusSeconds(random.nextInt(1_000)));
        sub.fates = new Fate[recipients];
        Arrays.fill(sub.fates, Fate.QUEUED);
        sub.replies = new String[recipients];
        Arrays.fill(sub.replies, "");
        sub.owed = new boolean[recipients];
        sub.told = new boolean[recipients];
        sub.due = sub.made.sendAt();
        sub.since = sub.due;
        subs.put(id.value(), sub);
        return sub.made;
    }

    private SubmissionEvent change(Sub sub) {
        var id = sub.made.submission();
        if (sub.isRecord && (sub.isFinished || random.nextInt(8) == 0)) {
            sub.isRecord = false;
            return new SubmissionDestroyed(id);
        }
        if (sub.isFinished) {
            return make();
        }
        if (!sub.open.isEmpty()) {
            return sub.handover.isEmpty() && random.nextBoolean() ? handOver(sub) : record(sub);
        }
        if (!sub.owed().isEmpty()) {
            return tell(sub, sub.owed());
        }
        return switch (random.nextInt(6)) {
            case 0 -> expire(sub);
            case 1 -> sub.status() == UndoStatus.PENDING && sub.isRecord ? cancel(sub) : begin(sub);
            case 2 -> tell(sub, sub.with(Fate.QUEUED));
            default -> begin(sub);
        };
    }

    private SubmissionEvent begin(Sub sub) {
        sub.attempts++;
        sub.open = sub.with(Fate.QUEUED);
        sub.since = now;
        return new AttemptBegun(sub.made.submission(), sub.attempts, sub.open, now);
    }

    private SubmissionEvent handOver(Sub sub) {
        sub.handover = Ids.of(sub.open.get(0));
        return new HandoverBegun(sub.made.submission(), sub.attempts, sub.handover, now);
    }

    private SubmissionEvent record(Sub sub) {
        var outcomes = new ArrayList<Outcome>();
        var all = List.of(Fate.QUEUED, Fate.RELAYED, Fate.FAILED, Fate.UNKNOWN);
        sub.open.forEach(i -> {
            sub.fates[i] = all.get(random.nextInt(all.size()));
            sub.replies[i] = "reply " + serial++;
            sub.owed[i] = sub.fates[i] != Fate.QUEUED && random.nextInt(3) == 0;
            outcomes.add(new Outcome(i, sub.fates[i], sub.replies[i], sub.owed[i]));
        });
        boolean goesOn = !sub.with(Fate.QUEUED).isEmpty();
        sub.open = Ids.NONE;
        sub.handover = Ids.NONE;
        sub.since = now;
        sub.due = goesOn ? now.plusSeconds(60) : now;
        return new AttemptRecorded(
                sub.made.submission(), sub.attempts, outcomes, goesOn ? sub.due : null, now);
    }

    private SubmissionEvent expire(Sub sub) {
        Ids queued = sub.with(Fate.QUEUED);
        Ids owed = random.nextBoolean() ? queued : Ids.NONE;
        queued.forEach(i -> {
            sub.fates[i] = Fate.FAILED;
            sub.owed[i] = owed.contains(i);
        });
        sub.since = now;
        return new SubmissionExpired(sub.made.submission(), queued, owed, now);
    }

    private SubmissionEvent cancel(Sub sub) {
        sub.with(Fate.QUEUED).forEach(i -> sub.fates[i] = Fate.CANCELED);
        sub.since = now;
        return new SubmissionCanceled(sub.made.submission(), now);
    }

    private SubmissionEvent tell(Sub sub, Ids recipients) {
        recipients.forEach(i -> {
            sub.owed[i] = false;
            sub.told[i] = true;
        });
        BlobId report = blob();
        sub.reports.add(report);
        return new SenderTold(
                sub.made.submission(), recipients, new EmailId(900 + serial), report, now);
    }

    private BlobId blob() {
        return BlobId.of(("blob " + serial++).getBytes(StandardCharsets.US_ASCII));
    }
}
