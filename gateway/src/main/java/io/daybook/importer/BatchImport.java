package io.daybook.importer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Brings a batch into the account, each message exactly once. What is about to be sent is in the
 * journal first. When nobody can tell whether a request was done, the server is asked how many
 * copies it has: more than the journal knows of means that it was. Every import names the Email
 * state it builds on, so a request that is still under way somewhere can no longer be done once a
 * later one was.
 */
final class BatchImport {
    private static final int MOST_MISMATCHES = 200;
    private static final int MOST_MESSAGES = 200;
    private static final int OCTETS_EACH = 600;

    private final JmapAccount account;
    private final ImportJournal journal;
    private final ImportTally tally;
    private final Patience patience;
    private final EmailImport emailImport;
    private final ServerCopies copies;
    private final Set<MessageKey> uploadedTwice = new HashSet<>();
    private Optional<String> state = Optional.empty();
    private int size;
    private int failures;
    private int mismatches;

    BatchImport(JmapAccount account, ImportJournal journal, ImportTally tally, Patience patience) {
        this.account = account;
        this.journal = journal;
        this.tally = tally;
        this.patience = patience;
        this.emailImport = new EmailImport(account);
        this.copies = new ServerCopies(account);
        this.size = batchSize(account.limits());
    }

    /** How many messages go into one call within the limits of the session. */
    static int batchSize(Limits limits) {
        long bySize = Math.max(1, (limits.maxSizeRequest() - 1000) / OCTETS_EACH);
        return (int) Math.min(Math.min(MOST_MESSAGES, limits.maxObjectsInSet()), bySize);
    }

    /**
     * @throws CannotImport when the server kept failing; the journal then knows what is unsure
     */
    void send(List<EmailImport.Ready> batch)
            throws IOException, InterruptedException, CannotImport {
        boolean doubtful = batch.stream().anyMatch(it -> journal.isUnsure(it.key()));
        journal.intend(batch.stream().map(EmailImport.Ready::key).toList());
        var open = new ArrayList<>(batch);
        boolean look = doubtful;
        failures = 0;
        mismatches = 0;
        while (!open.isEmpty()) {
            if (look) {
                claim(open);
                look = false;
                continue;
            }
            var part = List.copyOf(open.subList(0, Math.min(size, open.size())));
            String base = state();
            switch (emailImport.send(base, part)) {
                case EmailImport.Result.Done(var newState, var refused) ->
                        open = stillOpen(open, part, settle(part, refused, base, newState));
                case EmailImport.Result.OtherState() -> {
                    state = Optional.empty();
                    copies.forget();
                    look = doubtful;
                    countMismatch();
                }
                case EmailImport.Result.Unsure(var reason) -> {
                    state = Optional.empty();
                    copies.forget();
                    doubtful = true;
                    look = true;
                    waitOrGiveUp(reason, Optional.empty());
                }
                case EmailImport.Result.NotDone(var reason, var retryAfter) ->
                        waitOrGiveUp(reason, retryAfter);
                case EmailImport.Result.TooLarge() -> open = smaller(open, part);
            }
        }
    }

    private String state() throws InterruptedException, CannotImport {
        if (state.isEmpty()) {
            var arguments = account.arguments();
            arguments.putArray("ids");
            JsonNode answer =
                    account.repeatable(List.of(new JmapCall.Method("Email/get", arguments)))
                            .getFirst();
            state = Optional.of(answer.path("state").asString(""));
        }
        return state.get();
    }

    /**
     * Takes from {@code open} what the server already has beyond the copies that the journal knows
     * of.
     */
    private void claim(List<EmailImport.Ready> open)
            throws IOException, InterruptedException, CannotImport {
        var mailboxes = new LinkedHashSet<>(open.stream().map(EmailImport.Ready::mailbox).toList());
        state = Optional.of(copies.read(mailboxes));
        var claimed = new ArrayList<EmailImport.Ready>();
        Map<MessageKey.Content, Integer> taken = new HashMap<>();
        for (var ready : open) {
            var content = ready.key().content();
            int known = journal.doneCount(content) + taken.getOrDefault(content, 0);
            if (copies.count(ready.mailbox(), ready.blob()) > known) {
                taken.merge(content, 1, Integer::sum);
                claimed.add(ready);
            }
        }
        journal.acknowledge(claimed.stream().map(EmailImport.Ready::key).toList(), state.get());
        claimed.forEach(it -> tally.there());
        open.removeAll(claimed);
    }

    /** Notes what was done; the answer is what must be tried once more. */
    private List<EmailImport.Ready> settle(
            List<EmailImport.Ready> part,
            Map<Integer, JsonNode> refused,
            String oldState,
            String newState)
            throws IOException, InterruptedException, CannotImport {
        var done = new ArrayList<MessageKey>();
        var again = new ArrayList<EmailImport.Ready>();
        Map<String, List<String>> blobs = new HashMap<>();
        for (int i = 0; i < part.size(); i++) {
            var ready = part.get(i);
            JsonNode error = refused.get(i);
            if (error == null) {
                done.add(ready.key());
                blobs.computeIfAbsent(ready.mailbox(), _ -> new ArrayList<>()).add(ready.blob());
                tally.imported(ready.message());
            } else if (error.path("type").asString("").equals("alreadyExists")) {
                done.add(ready.key());
                tally.there();
            } else {
                refusal(ready, error).ifPresent(again::add);
            }
        }
        state = Optional.of(newState);
        journal.acknowledge(done, newState);
        copies.imported(oldState, newState, blobs);
        if (again.isEmpty()) {
            failures = 0;
        } else {
            waitOrGiveUp("messages were refused for now", Optional.empty());
        }
        return again;
    }

    private Optional<EmailImport.Ready> refusal(EmailImport.Ready ready, JsonNode error)
            throws InterruptedException, CannotImport {
        String type = error.path("type").asString("");
        boolean passing =
                type.equals("rateLimit")
                        || type.equals("serverFail")
                        || type.equals("serverUnavailable");
        if (passing) {
            return Optional.of(ready);
        }
        boolean blobGone =
                type.equals("blobNotFound")
                        || error.path("properties").toString().contains("\"blobId\"");
        if (blobGone && uploadedTwice.add(ready.key())) {
            if (account.upload(ready.message().octets())
                    instanceof JmapAccount.Upload.Stored(var blob)) {
                return Optional.of(
                        new EmailImport.Ready(ready.key(), ready.message(), ready.mailbox(), blob));
            }
        }
        if (type.equals("overQuota")) {
            tally.accountIsFull();
        }
        tally.refused(ready.message().origin(), JmapAccount.describe(error));
        return Optional.empty();
    }

    private static ArrayList<EmailImport.Ready> stillOpen(
            List<EmailImport.Ready> open,
            List<EmailImport.Ready> part,
            List<EmailImport.Ready> again) {
        var still = new ArrayList<>(again);
        still.addAll(open.subList(part.size(), open.size()));
        return still;
    }

    private ArrayList<EmailImport.Ready> smaller(
            ArrayList<EmailImport.Ready> open, List<EmailImport.Ready> part) {
        if (part.size() > 1) {
            size = part.size() / 2;
            return open;
        }
        tally.refused(
                part.getFirst().message().origin(),
                "the server refuses even a call with this message alone");
        return stillOpen(open, part, List.of());
    }

    private void countMismatch() throws CannotImport {
        if (++mismatches > MOST_MISMATCHES) {
            throw new CannotImport(
                    "the account changes all the time; run the same command again when it is quieter");
        }
    }

    private void waitOrGiveUp(String reason, Optional<Duration> asked)
            throws InterruptedException, CannotImport {
        if (!patience.waitAfter(++failures, asked)) {
            throw JmapAccount.gaveUp(reason);
        }
    }
}
