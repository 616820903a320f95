package io.daybook.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.GetFollowers;
import io.daybook.core.GetFollowers.Followers;
import io.daybook.core.GetFollowers.Standing;
import io.daybook.core.Probe;
import io.daybook.core.cluster.Node;
import io.daybook.core.cluster.Node.Role;
import io.daybook.core.http.Answer;
import io.daybook.gateway.FakeSides;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HealthTest {
    private final FakeSides sides = new FakeSides();
    private final FakeProbe store = new FakeProbe("store", true);
    private final FakeProbe search = new FakeProbe("search", false);
    private final Health health =
            new Health(
                    new Node("one", EnumSet.allOf(Role.class)),
                    List.of(store, search),
                    sides.bus(),
                    Runnable::run);

    HealthTest() {
        lag(0);
    }

    private void lag(long parked) {
        sides.answer(
                GetFollowers.class,
                Followers.class,
                _ -> new Followers(List.of(new Standing("mail", 3, 1, 5, parked))));
    }

    @Test
    void a_node_is_ready_from_when_it_serves_until_it_leaves_and_lives_all_the_time() {
        assertThat(health.ready().status()).isEqualTo(503);
        assertThat(health.live().status()).isEqualTo(200);
        health.serves();
        assertThat(health.ready().status()).isEqualTo(200);
        assertThat(health.isLeaving()).isFalse();
        health.leaves();
        assertThat(health.ready().status()).isEqualTo(503);
        assertThat(json(health.ready()).path("status").asString()).isEqualTo("leaving");
        assertThat(health.isLeaving()).isTrue();
        assertThat(health.live().status()).isEqualTo(200);
    }

    @Test
    void without_what_is_essential_it_is_unready_and_without_the_rest_degraded() {
        health.serves();
        assertThat(json(health.ready()).path("status").asString()).isEqualTo("ready");
        search.isDown = true;
        var degraded = fresh();
        assertThat(degraded.ready().status()).isEqualTo(200);
        assertThat(json(degraded.ready()).path("status").asString()).isEqualTo("degraded");
        assertThat(json(degraded.ready()).at("/checks/search").asString()).isEqualTo("down");
        assertThat(json(degraded.ready()).at("/checks/store").asString()).isEqualTo("up");
        store.isDown = true;
        var unready = fresh();
        assertThat(unready.ready().status()).isEqualTo(503);
        assertThat(unready.ready().toString()).doesNotContain("10.1.2.3");
    }

    @Test
    void it_tells_how_far_the_views_are_and_a_parked_stream_degrades_it() {
        lag(1);
        health.serves();
        health.ready();
        JsonNode json = json(health.ready());
        assertThat(json.at("/views/mail/eventsBehind").asInt()).isEqualTo(5);
        assertThat(json.path("status").asString()).isEqualTo("degraded");
    }

    @Test
    void many_questions_are_one_look_and_a_look_that_does_not_end_is_an_answer() {
        health.serves();
        for (int i = 0; i < 10; i++) {
            health.ready();
        }
        assertThat(store.looks).hasValue(1);

        var never = new CountDownLatch(1);
        var stuck = new FakeProbe("stuck", true);
        stuck.wait = never;
        var probing =
                new Probing(stuck, Thread.ofVirtual()::start, Duration.ZERO, Duration.ofMillis(20));
        assertThat(probing.isUp()).isFalse();
        assertThat(probing.isUp()).isFalse();
        assertThat(stuck.looks).hasValue(1);
        never.countDown();
    }

    private Health fresh() {
        var fresh =
                new Health(
                        new Node("one", EnumSet.allOf(Role.class)),
                        List.of(store, search),
                        sides.bus(),
                        Runnable::run);
        fresh.serves();
        return fresh;
    }

    private static JsonNode json(Answer answer) {
        return JsonMapper.shared().readTree(((Answer.Octets) answer.content()).octets());
    }

    private static final class FakeProbe implements Probe {
        private final String name;
        private final boolean isEssential;
        private final AtomicInteger looks = new AtomicInteger();
        private volatile CountDownLatch wait = new CountDownLatch(0);
        private volatile boolean isDown;

        private FakeProbe(String name, boolean isEssential) {
            this.name = name;
            this.isEssential = isEssential;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isEssential() {
            return isEssential;
        }

        @Override
        public void check() throws Exception {
            looks.incrementAndGet();
            wait.await();
            if (isDown) {
                throw new IOException("10.1.2.3 refused");
            }
        }
    }
}
