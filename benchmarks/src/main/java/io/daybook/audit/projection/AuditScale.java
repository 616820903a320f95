package io.daybook.audit.projection;

import io.daybook.audit.AuditEntity;
import io.daybook.audit.AuditEntry.ActorType;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.audit.AuditFilter;
import io.daybook.audit.AuditPlace;
import io.daybook.audit.CountAudit.Column;
import io.daybook.audit.projection.lucene.LuceneAuditStore;
import io.daybook.core.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast does the audit take events, how much disk does it need, and how long does each filter
 * take? benchmarks/2026-11-22-audit.md has the answer.
 */
public final class AuditScale {
    private static final String HELP =
            """
            Usage: AuditScale [--entries N] [--accounts N] [--queries N] [--folder DIR]

            Posts N events (default 10000000) of some accounts (default 1000) through the projection
            into an audit in DIR (default a folder in /tmp that is deleted at the end), then asks
            each kind of question --queries times (default 300) and prints p50, p99 and the most in
            milliseconds. A folder that has an audit already is only asked.
            """;

    private static final int PAGE = 50;
    private static final int WARM_UP = 30;

    private final AuditStore store;
    private final AuditEvents events;
    private final Random random = new Random(2);
    private final int queries;

    private AuditScale(AuditStore store, AuditEvents events, int queries) {
        this.store = store;
        this.events = events;
        this.queries = queries;
    }

    public static void main(String[] words) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            options.put(words[i], words[i + 1]);
        }
        if (words.length % 2 == 1 || !options.keySet().stream().allMatch(HELP::contains)) {
            System.out.print(HELP);
            return;
        }
        long entries = Long.parseLong(options.getOrDefault("--entries", "10000000"));
        int accounts = Integer.parseInt(options.getOrDefault("--accounts", "1000"));
        int queries = Integer.parseInt(options.getOrDefault("--queries", "300"));
        String named = options.get("--folder");
        Path folder = named == null ? Files.createTempDirectory("audit") : Path.of(named);
        var events = new AuditEvents(accounts, entries);
        try (var store = new LuceneAuditStore(folder, Duration.ofSeconds(10))) {
            var scale = new AuditScale(store, events, queries);
            if (store.find(AuditFilter.ALL, null, 1).entries().isEmpty()) {
                scale.post(entries);
            }
            store.refresh();
            scale.ask();
            System.out.printf("disk: %,d MB%n", size(folder) >> 20);
        } finally {
            if (named == null) {
                delete(folder);
            }
        }
        System.out.printf("disk after closing: %,d MB%n", named == null ? 0 : size(folder) >> 20);
    }

    private void post(long entries) {
        var projection = new AuditProjection(store);
        long begin = System.nanoTime();
        long told = begin;
        while (events.made() < entries) {
            var batch = events.next();
            projection.apply(batch.stream(), batch.from() - 1, batch.events());
            if (System.nanoTime() - told > 10_000_000_000L) {
                told = System.nanoTime();
                rate(begin);
            }
        }
        rate(begin);
    }

    private void rate(long begin) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                "%,d events in %.0f s: %,.0f/s, heap %d MB%n",
                events.made(), seconds, events.made() / seconds, heap >> 20);
    }

    private void ask() {
        System.out.printf("%-44s %9s %9s %9s%n", "a page of " + PAGE, "p50 ms", "p99 ms", "most");
        measure("first page", () -> AuditFilter.ALL);
        measure("account", () -> new Filter().account().get());
        measure("actor", () -> new Filter().actor().get());
        measure("actorType", () -> new Filter().actorType().get());
        measure("operation", () -> new Filter().operation().get());
        measure("source", () -> new Filter().source().get());
        measure("result (done)", () -> new Filter().result(Result.DONE).get());
        measure("result (refused: none)", () -> new Filter().result(Result.REFUSED).get());
        measure("entityType", () -> new Filter().entityType().get());
        measure("entity", () -> new Filter().entity().get());
        measure("after and before: an hour", () -> new Filter().hours(1).get());
        measure("before", () -> new Filter().before().get());
        measure("account, entity", () -> new Filter().account().entity().get());
        measure("account, operation", () -> new Filter().account().operation().get());
        measure("actor, entity", () -> new Filter().actor().entity().get());
        measure("operation, entityType, source", () -> new Filter().operation().entityType().source().get());
        measure("operation, actorType, hour", () -> new Filter().operation().actorType().hours(1).get());
        measure("entity, operation, day", () -> new Filter().entity().operation().hours(24).get());
        measure("operation that never has that type", () -> new Filter().never().get());
        measure("any half of the conditions", this::any);
        measurePages("a page in the middle of all", AuditFilter.ALL);
        measurePages("a page in the middle of an operation", new Filter().operation().get());
        for (Column column : Column.values()) {
            time("values of " + column, () -> store.count(column, null, PAGE));
        }
    }

    private AuditFilter any() {
        var filter = new Filter();
        for (Runnable part :
                new Runnable[] {
                    filter::account, filter::actor, filter::actorType, filter::operation,
                    filter::source, filter::entityType, filter::entity, filter::before
                }) {
            if (random.nextBoolean()) {
                part.run();
            }
        }
        return filter.get();
    }

    private void measure(String name, Supplier<AuditFilter> filter) {
        time(name, () -> store.find(filter.get(), null, PAGE));
    }

    private void measurePages(String name, AuditFilter filter) {
        time(
                name,
                () -> {
                    var place = new AuditPlace(events.someTime(random), "account:a5", 1);
                    return store.find(filter, place, PAGE);
                });
    }

    private void time(String name, Supplier<?> question) {
        long[] nanos = new long[queries];
        for (int i = -WARM_UP; i < queries; i++) {
            long begin = System.nanoTime();
            Object answer = question.get();
            if (i >= 0 && answer != null) {
                nanos[i] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-44s %9.2f %9.2f %9.2f%n",
                name,
                nanos[queries / 2] / 1e6,
                nanos[Math.min(queries - 1, queries * 99 / 100)] / 1e6,
                nanos[queries - 1] / 1e6);
    }

    /** A filter with random values, each as frequent as the entries have it. */
    private final class Filter {
        private @Nullable AccountId account;
        private @Nullable String actor;
        private @Nullable ActorType actorType;
        private @Nullable String operation;
        private @Nullable String source;
        private @Nullable Result result;
        private @Nullable String entityType;
        private @Nullable AuditEntity entity;
        private @Nullable Instant from;
        private @Nullable Instant before;

        Filter account() {
            account = new AccountId(events.someAccount(random));
            return this;
        }

        Filter actor() {
            actor = events.someActor(random);
            return this;
        }

        Filter actorType() {
            actorType = ActorType.values()[random.nextInt(3)];
            return this;
        }

        Filter operation() {
            operation = AuditEvents.OPERATIONS[random.nextInt(AuditEvents.OPERATIONS.length)];
            return this;
        }

        Filter source() {
            source = random.nextBoolean() ? "jmap" : "relay";
            return this;
        }

        Filter result(Result which) {
            result = which;
            return this;
        }

        Filter entityType() {
            entityType = random.nextBoolean() ? "email" : "mailbox";
            return this;
        }

        Filter entity() {
            entity =
                    random.nextBoolean()
                            ? new AuditEntity("email", "e" + random.nextInt(10_000))
                            : new AuditEntity("mailbox", "m" + (1 + random.nextInt(12)));
            return this;
        }

        Filter hours(int hours) {
            from = events.someTime(random);
            before = from.plus(Duration.ofHours(hours));
            return this;
        }

        Filter before() {
            before = events.someTime(random);
            return this;
        }

        /** Two conditions that millions of entries fulfil, and none both. */
        Filter never() {
            operation = "KeywordsChanged";
            entityType = "mailbox";
            return this;
        }

        AuditFilter get() {
            return new AuditFilter(
                    account, actor, actorType, operation, source, result, entityType, entity, from,
                    before);
        }
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
