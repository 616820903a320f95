package io.daybook.whole;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.StreamHeads;
import io.daybook.demo.DemoMail;
import io.daybook.email.ChangeEmails;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.SetChange;
import io.daybook.email.EmailCommand.UpdateEmail;
import io.daybook.gateway.WholeServer;
import io.daybook.mime.DigestCodec;
import io.daybook.mime.MessageParser;
import io.daybook.mime.ThreadingIds;
import io.daybook.rebuild.RebuildOrder;
import io.daybook.rebuild.RebuildOrder.Action;
import io.daybook.rebuild.RebuildProgress;
import io.daybook.rebuild.RebuildProgress.Stage;
import io.daybook.rebuild.Rebuilds;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How fast are views made anew, and what do others notice of it? Arguments: a folder, the number of
 * messages, the number of flag and move events, and which parts: {@code mail}, {@code text}, {@code
 * flags}, {@code load}; none for all. A folder that was filled before is used again.
 */
final class RebuildBenchmark {
    private static final String USER = "alice@example.test";
    private static final String PASSWORD = "correct horse";
    private static final int KEYWORDS = 20;
    private static final int BATCH = 200;
    private static final int REQUESTS_PER_SECOND = 200;
    private static final Cause CAUSE = new Cause("bench", "bench", "", "", "bench");

    private final Random random = new Random(1);
    private final WholeServer server;
    private final AccountId account;
    private final Rebuilds rebuilds;
    private double cpuBefore;
    private double foldBefore;

    private RebuildBenchmark(WholeServer server) {
        this.server = server;
        this.account = server.user(USER, PASSWORD);
        this.rebuilds = server.bean(Rebuilds.class);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        try (var server = WholeServer.start(folder, Clock.systemUTC(), null)) {
            var benchmark = new RebuildBenchmark(server);
            benchmark.fill(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            benchmark.measure(List.of(arguments).subList(3, arguments.length));
        }
    }

    private void fill(int messages, int changes) throws Exception {
        var heads = server.bean(StreamHeads.class);
        if (heads.head(account.stream()) > messages / BATCH) {
            return;
        }
        System.out.printf("Filling: %,d messages, %,d changes%n", messages, changes);
        var octets = DemoMail.messages(Instant.parse("2026-11-01T00:00:00Z"));
        var blobs = server.bean(BlobStore.class);
        var ids = new ArrayList<EmailId>();
        long size = 0;
        for (int from = 0; from < messages; from += BATCH) {
            var adds = new ArrayList<AddEmail>();
            for (int i = from; i < Math.min(messages, from + BATCH); i++) {
                byte[] message = message(octets.get(i % octets.size()).octets(), i);
                size += message.length;
                var blob = blobs.store(account, message);
                var digest = MessageParser.parse(message);
                blobs.putBeside(
                        account,
                        blob,
                        "digest-" + digest.parserVersion(),
                        DigestCodec.encode(digest));
                var threading = ThreadingIds.of(digest);
                adds.add(
                        new AddEmail(
                                "k" + i,
                                blob,
                                message.length,
                                Instant.ofEpochSecond(1_700_000_000L + i * 60L),
                                Set.of(new MailboxId(1 + i % 4)),
                                i % 3 == 0 ? Set.of() : Set.of("$seen"),
                                List.of("bench" + i / 2 + "@example.test"),
                                threading.baseSubject()));
            }
            var changed =
                    (ChangeEmails.EmailsChanged)
                            server.bus()
                                    .command(
                                            new ChangeEmails(
                                                    account, null, adds, List.of(), List.of()),
                                            CAUSE,
                                            ChangeEmails.Answer.class);
            changed.created().values().forEach(created -> ids.add(created.email()));
        }
        System.out.printf("Messages of %,d octets on average%n", size / messages);
        change(ids, changes);
    }

    private static byte[] message(byte[] text, int number) {
        byte[] more =
                ("\r\nNumber " + number + " has token" + number * 7919L + "\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] message = Arrays.copyOf(text, text.length + more.length);
        System.arraycopy(more, 0, message, text.length, more.length);
        return message;
    }

    /** Each changes something: a keyword is put on or taken off, or a mailbox left for the next. */
    private void change(List<EmailId> ids, int changes) throws Exception {
        var mailboxes = new int[ids.size()];
        Arrays.setAll(mailboxes, i -> 1 + i % 4);
        var flagged = new BitSet();
        try (var writers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < changes; i++) {
                int at = random.nextInt(ids.size());
                boolean moves = random.nextInt(5) == 0;
                if (moves) {
                    mailboxes[at] = 1 + mailboxes[at] % 6;
                }
                int keyword = random.nextInt(KEYWORDS);
                var word = Set.of("k" + keyword);
                boolean has = flagged.get(at * KEYWORDS + keyword);
                flagged.set(at * KEYWORDS + keyword, moves ? has : !has);
                var update =
                        new UpdateEmail(
                                ids.get(at),
                                moves
                                        ? SetChange.replace(Set.of(new MailboxId(mailboxes[at])))
                                        : SetChange.none(),
                                moves
                                        ? SetChange.none()
                                        : has
                                                ? SetChange.patch(Set.of(), word)
                                                : SetChange.patch(word, Set.of()));
                writers.submit(() ->
                        server.bus()
                                .command(
                                        new ChangeEmails(
                                                account,
                                                null,
                                                List.of(),
                                                List.of(update),
                                                List.of()),
                                        CAUSE,
                                        ChangeEmails.Answer.class));
            }
        }
    }

    private void measure(List<String> parts) throws Exception {
        awaitViews(JmapSession.open(server.url(), USER, PASSWORD));
        awaitRenewal();
        if (parts.isEmpty() || parts.contains("mail")) {
            for (int round = 0; round < 3; round++) {
                told(rebuild(List.of("mail"), false, false), "mail");
            }
            told(rebuild(List.of("mail"), false, true), "mail, from messages");
            told(rebuild(List.of("mail"), true, false), "mail, compared");
        }
        if (parts.isEmpty() || parts.contains("flags")) {
            for (int round = 0; round < 3; round++) {
                flags();
            }
        }
        if (parts.isEmpty() || parts.contains("text")) {
            for (int round = 0; round < 2; round++) {
                told(rebuild(List.of("text"), false, false), "text");
            }
        }
        if (parts.isEmpty() || parts.contains("load")) {
            underLoad();
        }
    }

    /** The messages were appended first: what comes after the last of them is flags and moves. */
    private void flags() throws InterruptedException {
        cpuBefore = cpuSeconds();
        foldBefore = foldSeconds();
        String id = begin(List.of("mail"), false, false);
        RebuildProgress arrived = null;
        while (progress(id).stage() == Stage.RUNNING) {
            var now = progress(id);
            if (arrived == null || arrived.messages() < now.messages()) {
                arrived = now;
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        var done = progress(id);
        told(done, "mail");
        if (arrived != null) {
            long events = done.events() - arrived.events();
            double seconds = done.seconds() - arrived.seconds();
            System.out.printf(
                    "flags and moves of it, with the writing of the rows: %,d in %.2f s,"
                            + " %,.0f events/s%n",
                    events, seconds, events / seconds);
        }
    }

    /** The views of a folder that an earlier version filled may have to be posted first. */
    private static void awaitViews(JmapSession session) throws InterruptedException {
        var all = JmapSession.JSON.createObjectNode().putNull("ids");
        while (session.callOrError("Mailbox/get", all).get(0).asString().equals("error")) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** What an earlier version has posted is made anew by the start, one view after the other. */
    private void awaitRenewal() throws InterruptedException {
        for (int idle = 0; idle < 10; idle++) {
            TimeUnit.MILLISECONDS.sleep(100);
            while (rebuilds.all().stream().anyMatch(it -> it.stage() == Stage.RUNNING)) {
                idle = 0;
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private RebuildProgress rebuild(List<String> views, boolean compare, boolean fromMessages)
            throws InterruptedException {
        cpuBefore = cpuSeconds();
        foldBefore = foldSeconds();
        String id = begin(views, compare, fromMessages);
        while (progress(id).stage() == Stage.RUNNING) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return progress(id);
    }

    /** Of the whole process: what a rebuild costs on a machine that others use too. */
    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }

    /** Of the threads that fold: on a busy machine it says more than the time does. */
    private static double foldSeconds() {
        var threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long thread : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(thread);
            if (info != null && info.getThreadName().startsWith("daybook-rebuild-")) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread));
            }
        }
        return nanos / 1e9;
    }

    private String begin(List<String> views, boolean compare, boolean fromMessages) {
        var order =
                new RebuildOrder(Action.REBUILD, views, List.of(), compare, false, fromMessages);
        return ((Rebuilds.Begun.Started) rebuilds.begin(order)).id();
    }

    private RebuildProgress progress(String id) {
        var progress = rebuilds.find(id);
        if (progress == null) {
            throw new IllegalStateException("no rebuild " + id);
        }
        return progress;
    }

    private void told(RebuildProgress done, String what) {
        System.out.printf(
                "%s: %.2f s, processors %.2f s, folding %.2f s, %,.0f events/s, %,.0f messages/s, %s, %d differences%n",
                what,
                done.seconds(),
                cpuSeconds() - cpuBefore,
                foldSeconds() - foldBefore,
                done.eventsPerSecond(),
                done.messagesPerSecond(),
                done.stage(),
                done.differences().size());
    }

    /** A steady number of requests a second: first alone, then while all views are rebuilt. */
    private void underLoad() throws Exception {
        var warm = load(Duration.ofSeconds(10), () -> true);
        System.out.println("warming up: " + warm);
        System.out.println("alone: " + load(Duration.ofSeconds(15), () -> true));
        cpuBefore = cpuSeconds();
        foldBefore = foldSeconds();
        String id = begin(List.of(), true, false);
        System.out.println(
                "while all views are rebuilt: "
                        + load(
                                Duration.ofMinutes(10),
                                () -> progress(id).stage() == Stage.RUNNING));
        told(progress(id), "all views under load");
    }

    private interface Going {
        boolean on();
    }

    private String load(Duration most, Going going) throws Exception {
        var session = JmapSession.open(server.url(), USER, PASSWORD);
        var nanos = new ConcurrentLinkedQueue<Long>();
        var errors = new AtomicInteger();
        var first = new AtomicReference<Throwable>();
        long begin = System.nanoTime();
        int sent = 0;
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            while (System.nanoTime() - begin < most.toNanos() && going.on()) {
                long due = begin + sent * (1_000_000_000L / REQUESTS_PER_SECOND);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                int number = sent++;
                clients.submit(() -> {
                    try {
                        ask(session, number);
                        // From when it was due: a server that stalls is not spared.
                        nanos.add(System.nanoTime() - due);
                    } catch (RuntimeException | AssertionError e) {
                        errors.incrementAndGet();
                        first.compareAndSet(null, e);
                    }
                });
            }
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return "%,d requests, %d errors%s, p50 %.2f ms, p99 %.2f ms, longest %.1f ms"
                .formatted(
                        sorted.length,
                        errors.get(),
                        first.get() == null ? "" : " (the first: " + first.get().getMessage() + ")",
                        sorted[sorted.length / 2] / 1e6,
                        sorted[(int) (sorted.length * 0.99)] / 1e6,
                        sorted[sorted.length - 1] / 1e6);
    }

    private void ask(JmapSession session, int number) {
        switch (number % 4) {
            case 0 -> session.call("Mailbox/get", "{\"ids\":null}");
            case 1 ->
                    session.call(
                            "Email/query",
                            "{\"filter\":{\"inMailbox\":\"m1\"},\"sort\":[{\"property\":"
                                    + "\"receivedAt\",\"isAscending\":false}],\"limit\":30}");
            case 2 ->
                    session.call(
                            "Email/get",
                            "{\"ids\":[\"e"
                                    + (1 + number % 500)
                                    + "\"],\"properties\":"
                                    + "[\"subject\",\"from\",\"keywords\",\"preview\"]}");
            default -> {
                String flag = number % 8 == 3 ? "true" : "null";
                session.call(
                        "Email/set",
                        "{\"update\":{\"e"
                                + (1 + number % 400)
                                + "\":{\"keywords/$flagged\":"
                                + flag
                                + "}}}");
            }
        }
    }
}
