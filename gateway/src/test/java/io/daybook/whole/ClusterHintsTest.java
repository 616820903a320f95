package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.StreamHeads;
import io.daybook.gateway.WholeServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Two nodes that hear of their own and each other's changes late, twice, in another order or never,
 * while clients write to the same accounts through both.
 */
@Tag("cluster")
class ClusterHintsTest {
    private static final int CLIENTS = 8;
    private static final int SECONDS = Integer.getInteger("daybook.storm.seconds", 60) / 3;
    private static final int LATEST_MILLIS = 3_000;

    private final Random random = Seed.random("ClusterHintsTest");
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final ClusterServers servers = new ClusterServers();
    private final List<WholeServer> nodes = new ArrayList<>();

    /** Tells a quarter of the hints, another twice, another late, and the last not at all. */
    private final class BadHints implements StreamHeads {
        private final StreamHeads heads;

        BadHints(StreamHeads heads) {
            this.heads = heads;
        }

        @Override
        public long head(String stream) {
            return heads.head(stream);
        }

        @Override
        public long head(String stream, Collection<String> others, Visitor also) {
            return heads.head(stream, others, also);
        }

        @Override
        public boolean isErased(String stream) {
            return heads.isErased(stream);
        }

        @Override
        public @Nullable String movedTo(String stream) {
            return heads.movedTo(stream);
        }

        @Override
        public void forEach(Visitor visitor) {
            heads.forEach(visitor);
        }

        @Override
        public Subscription onMoved(Visitor listener) {
            return heads.onMoved((stream, head) -> pass(listener, stream, head));
        }
    }

    private void pass(StreamHeads.Visitor listener, String stream, long head) {
        switch (random.nextInt(4)) {
            case 0 -> lost.incrementAndGet();
            case 1 -> {
                late.incrementAndGet();
                later.schedule(
                        () -> listener.visit(stream, head),
                        random.nextInt(LATEST_MILLIS),
                        TimeUnit.MILLISECONDS);
            }
            case 2 -> {
                listener.visit(stream, head);
                listener.visit(stream, head);
            }
            default -> listener.visit(stream, head);
        }
    }

    private final class Worsening implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof StreamHeads heads ? new BadHints(heads) : bean;
        }
    }

    @BeforeEach
    void start() {
        for (String name : List.of("one", "two")) {
            nodes.add(
                    WholeServer.start(
                            servers.product(name),
                            Clock.systemUTC(),
                            null,
                            Map.of("worsening", new Worsening())));
        }
        Storm.USERS.forEach(user -> nodes.getFirst().user(user, Storm.PASSWORD));
    }

    @AfterEach
    void stop() {
        nodes.forEach(WholeServer::close);
        later.shutdownNow();
        servers.close();
    }

    @Test
    void bad_hints_delay_views_and_never_corrupt_them(@TempDir Path folder) throws Exception {
        var cluster =
                new Cluster() {
                    @Override
                    public int size() {
                        return nodes.size();
                    }

                    @Override
                    public String url(int number) {
                        return nodes.get(number).url();
                    }
                };
        var storm = new Storm(cluster, random.nextLong());
        storm.blow(CLIENTS, Duration.ofSeconds(SECONDS)).calm();
        storm.check();
        System.out.printf(
                "%d messages and %d raises so far; %d hints were lost, %d late, errors %s%n",
                storm.imported(), storm.raised(), lost.get(), late.get(), storm.errors());
        assertThat(lost.get()).isPositive();
        assertThat(late.get()).isPositive();
        assertThat(storm.errors()).isEmpty();
        var verified = Commands.runAt(nodes.getFirst(), folder, "verify");
        assertThat(verified.output()).contains("Everything is as it was written");
        assertThat(verified.status()).isZero();
    }
}
