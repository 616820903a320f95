package io.daybook.email.projection;

import static io.daybook.email.projection.TextIndexContract.ALICE;
import static io.daybook.email.projection.TextIndexContract.HTML;
import static io.daybook.email.projection.TextIndexContract.INVOICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.Unavailable;
import io.daybook.core.cluster.ElasticSettings;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.projection.FickleElastic.Answer;
import io.daybook.email.projection.FickleElastic.Asked;
import io.daybook.email.projection.FickleElastic.Whim;
import io.daybook.email.projection.elastic.ElasticTextIndex;
import io.daybook.server.TestElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of mail and of searches while Elasticsearch does not do what it should. */
@Tag("cluster")
class ElasticFaultsTest {
    private static final Text FOX = new Text(TextField.ANYWHERE, "fox");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TOO_MUCH =
            "{\"error\":{\"type\":\"circuit_breaking_exception\"},\"status\":429}";
    private static final Map<String, String> AS_SOMEBODY_ELSE = Map.of("Content-Type", "text/html");

    private final TestElasticsearch server = TestElasticsearch.shared();
    private final MailStreams streams = new MailStreams();
    @AutoClose private final FickleElastic front = new FickleElastic(server.uri());
    @AutoClose private final ElasticTextIndex index = index(front.uri());

    private ElasticTextIndex index(String uri) {
        return new ElasticTextIndex(
                new ElasticSettings(List.of(URI.create(uri)), null, null, server.prefix()),
                1,
                new StoredMessages(streams.blobs),
                streams::catchUp);
    }

    @AfterEach
    void clean() throws Exception {
        deleteIndices();
        send("DELETE", "/_index_template/" + server.prefix() + "*");
    }

    private void deleteIndices() throws IOException, InterruptedException {
        for (var name : send("GET", "/_cat/indices/" + server.prefix() + "*?h=index").split("\n")) {
            if (!name.isBlank()) {
                send("DELETE", "/" + name.strip());
            }
        }
    }

    private String send(String method, String target) throws IOException, InterruptedException {
        var answer = front.forward(new Asked(method, target, "", 0));
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private boolean catchUp() {
        return index.catchUp(ALICE, streams.head(ALICE));
    }

    /** Until it answers again: a node asks only every two seconds. */
    private void catchUpAtLast() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertThat(catchUp()).isTrue();
                return;
            } catch (Unavailable e) {
                assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(until);
                Thread.sleep(20);
            }
        }
    }

    private int[] foxes() {
        return index.search(ALICE, FOX).toArray();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_elasticsearch_has_no_room_for_is_sent_again_after_growing_pauses(boolean isWhole) {
        streams.add(ALICE, 1, INVOICE);
        streams.add(ALICE, 2, HTML);
        var left = new AtomicInteger(3);
        var some = front.refusing(it -> it.contains("bread"), 429, "es_rejected_execution");
        front.has(asked -> {
            if (!asked.isBulk() || left.getAndDecrement() <= 0) {
                return null;
            }
            return isWhole ? Answer.of(429, TOO_MUCH) : some.answer(asked);
        });
        assertThat(catchUp()).isTrue();
        assertThat(foxes()).containsExactly(1, 2);
        var bulks = front.asked.stream().filter(Asked::isBulk).toList();
        assertThat(bulks).hasSize(4);
        for (int i = 1; i < bulks.size(); i++) {
            long millis = (bulks.get(i).at() - bulks.get(i - 1).at()) / 1_000_000;
            assertThat(millis).isGreaterThanOrEqualTo(50L << (i - 1));
        }
        // Only what was refused is sent again.
        assertThat(bulks.getLast().body().lines()).hasSize(isWhole ? 4 : 2);
    }

    @Test
    void who_never_finds_room_gives_up_in_bounds_and_loses_nothing() {
        streams.add(ALICE, 1, INVOICE);
        front.has(asked -> asked.isBulk() ? Answer.of(429, TOO_MUCH) : null);
        assertThatThrownBy(this::catchUp).isInstanceOf(Unavailable.class);
        assertThat(front.asked.stream().filter(Asked::isBulk)).hasSize(6);
        assertThat(index.version(ALICE.stream())).isEqualTo(-1);
        front.has(_ -> null);
        assertThat(catchUp()).isTrue();
        assertThat(foxes()).containsExactly(1);
    }

    @Test
    void a_search_that_meets_too_much_to_do_is_unavailable() {
        streams.add(ALICE, 1, INVOICE);
        assertThat(catchUp()).isTrue();
        front.has(_ -> Answer.of(429, TOO_MUCH));
        assertThatThrownBy(this::foxes).isInstanceOf(Unavailable.class);
        front.has(_ -> null);
        assertThat(foxes()).containsExactly(1);
    }

    @Test
    void one_document_that_is_refused_is_listed_with_its_reason_until_it_is_made_anew()
            throws Exception {
        streams.add(ALICE, 1, INVOICE);
        streams.add(ALICE, 2, HTML);
        streams.add(ALICE, 3, "Subject: another fox\n\n.\n");
        front.has(front.refusing(it -> it.contains("bread"), 400, "document_parsing_exception"));
        assertThat(catchUp()).isTrue();
        assertThat(foxes()).containsExactly(1, 3);
        assertThat(refused())
                .contains("\"email\":[2]", "document_parsing_exception", "alice")
                .doesNotContain("\"email\":[1]");

        rebuild();
        assertThat(foxes()).containsExactly(1, 3);
        front.has(_ -> null);
        rebuild();
        assertThat(foxes()).containsExactly(1, 2, 3);
        assertThat(refused()).doesNotContain("\"email\"");
    }

    /** As docs/cluster-elasticsearch.md tells an operator to. */
    private String refused() throws IOException, InterruptedException {
        send("POST", "/" + server.prefix() + "-text/_refresh");
        return send(
                "GET",
                "/"
                        + server.prefix()
                        + "-text/_search?q=_exists_:refused&docvalue_fields=refused,email");
    }

    private void rebuild() {
        try (var draft = index.rebuild().begin(ALICE.stream(), false)) {
            draft.prepare(streams.events(ALICE)).run();
            draft.takePlace();
        }
    }

    static Stream<Whim> faults() {
        return Stream.of(
                _ -> {
                    throw new IOException("the connection ends before the answer");
                },
                _ -> new Answer(200, FickleElastic.AS_ELASTICSEARCH, text("{\"items\":["), 500),
                _ -> Answer.of(200, "{\"items\":[{\"index\":{\"st"),
                _ -> Answer.of(200, ""),
                _ -> Answer.of(503, "{\"error\":{\"type\":\"master_not_discovered\"}}"),
                _ -> Answer.of(401, "{\"error\":{\"type\":\"security_exception\"}}"),
                _ -> Answer.of(403, "{\"error\":{\"type\":\"security_exception\"}}"),
                _ -> new Answer(200, AS_SOMEBODY_ELSE, text("<html>Welcome</html>"), 0),
                _ -> new Answer(200, AS_SOMEBODY_ELSE, text("{}"), 0),
                _ -> new Answer(404, AS_SOMEBODY_ELSE, text("<html>No such page</html>"), 0),
                _ -> new Answer(404, AS_SOMEBODY_ELSE, text("{\"found\":false}"), 0));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void while_the_answers_are_wrong_searches_say_so_and_it_catches_up_after_that(Whim fault)
            throws Exception {
        streams.add(ALICE, 1, INVOICE);
        assertThat(catchUp()).isTrue();
        int read = streams.read;
        front.has(fault);
        streams.add(ALICE, 2, HTML);
        assertThatThrownBy(this::foxes).isInstanceOf(Unavailable.class);
        assertThatThrownBy(this::catchUp).isInstanceOf(Unavailable.class);
        // A sweep over all streams asks for it, and goes on with other views.
        assertThat(index.version(ALICE.stream())).isEqualTo(0);
        front.has(_ -> null);
        catchUpAtLast();
        assertThat(foxes()).containsExactly(1, 2);
        // Nothing was taken for lost.
        assertThat(streams.read - read).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void what_was_written_without_a_good_answer_is_written_again(Whim fault) throws Exception {
        streams.add(ALICE, 1, INVOICE);
        streams.add(ALICE, 2, HTML);
        for (boolean isAfter : List.of(true, false)) {
            var left = new AtomicInteger(1);
            front.has(asked -> {
                if (!asked.isBulk() || left.getAndDecrement() <= 0) {
                    return null;
                }
                if (isAfter) {
                    front.forward(asked);
                }
                return fault.answer(asked);
            });
            assertThatThrownBy(this::catchUp).isInstanceOf(Unavailable.class);
            assertThat(index.version(ALICE.stream())).isLessThan(streams.head(ALICE));
            catchUpAtLast();
            assertThat(foxes()).containsExactly(1, 2);
            streams.destroy(ALICE, 2);
            streams.restore(ALICE, 2, HTML);
        }
    }

    @Test
    void an_answer_that_tells_of_fewer_documents_is_none() throws Exception {
        streams.add(ALICE, 1, INVOICE);
        streams.add(ALICE, 2, HTML);
        front.has(asked ->
                asked.isBulk()
                        ? Answer.of(200, "{\"items\":[{\"index\":{\"status\":201}}]}")
                        : null);
        assertThatThrownBy(this::catchUp).isInstanceOf(Unavailable.class);
        front.has(_ -> null);
        catchUpAtLast();
        assertThat(foxes()).containsExactly(1, 2);
    }

    @Test
    void an_email_that_gets_another_number_waits_for_who_knows_its_message() {
        streams.add(ALICE, 1, INVOICE);
        assertThat(catchUp()).isTrue();
        streams.recreate(ALICE, 1, 3);
        front.has(asked ->
                asked.target().contains("/_mget")
                        ? Answer.of(
                                200,
                                "{\"docs\":[{\"error\":{\"type\":\"no_shard_available_action\"}}]}")
                        : null);
        assertThatThrownBy(this::catchUp).isInstanceOf(Unavailable.class);
        front.has(_ -> null);
        assertThat(catchUp()).isTrue();
        assertThat(foxes()).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_index_that_is_deleted_in_the_middle_of_a_write_is_made_of_all_mail(boolean isBulk)
            throws Exception {
        streams.add(ALICE, 1, INVOICE);
        assertThat(catchUp()).isTrue();
        streams.add(ALICE, 2, HTML);
        var left = new AtomicInteger(1);
        front.has(asked -> {
            if ((isBulk ? asked.isBulk() : asked.isProgress()) && left.getAndDecrement() > 0) {
                deleteIndices();
            }
            return null;
        });
        assertThatThrownBy(this::catchUp).isInstanceOf(Unavailable.class);
        assertThat(catchUp()).isTrue();
        assertThat(foxes()).containsExactly(1, 2);
    }
}
