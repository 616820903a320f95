package io.daybook.email.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daybook.core.Unavailable;
import io.daybook.core.cluster.ElasticSettings;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.projection.elastic.ElasticTextIndex;
import io.daybook.server.TestElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class ElasticTextIndexTest implements TextIndexContract {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Text FOX = new Text(TextField.ANYWHERE, "fox");

    private final TestElasticsearch server = TestElasticsearch.shared();
    private final List<ElasticTextIndex> opened = new ArrayList<>();

    @Override
    public ElasticTextIndex index(MailStreams streams) {
        return index(streams, server);
    }

    private ElasticTextIndex index(MailStreams streams, TestElasticsearch at) {
        var settings = new ElasticSettings(List.of(URI.create(at.uri())), null, null, at.prefix());
        var index =
                new ElasticTextIndex(
                        settings, 1, new StoredMessages(streams.blobs), streams::catchUp);
        opened.add(index);
        return index;
    }

    @AfterEach
    void clean() throws Exception {
        opened.forEach(ElasticTextIndex::close);
        deleteIndices();
        send("DELETE", "/_index_template/" + server.prefix() + "*", "");
    }

    private void deleteIndices() throws Exception {
        for (var name :
                send("GET", "/_cat/indices/" + server.prefix() + "*?h=index", "").split("\n")) {
            if (!name.isBlank()) {
                send("DELETE", "/" + name, "");
            }
        }
    }

    private String send(String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(server.uri() + path))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }

    private static void catchUp(TextIndex index, MailStreams streams) {
        assertThat(index.catchUp(ALICE, streams.head(ALICE))).isTrue();
    }

    @Test
    void another_node_finds_what_one_has_written_and_reads_nothing_again() {
        var streams = new MailStreams();
        streams.add(ALICE, 1, INVOICE);
        streams.add(ALICE, 2, HTML);
        catchUp(index(streams), streams);
        int read = streams.read;
        var other = index(streams);
        catchUp(other, streams);
        assertThat(other.search(ALICE, FOX).toArray()).containsExactly(1, 2);
        assertThat(streams.read).isEqualTo(read);
    }

    @Test
    void nodes_that_take_turns_agree() {
        var streams = new MailStreams();
        var first = index(streams);
        var second = index(streams);
        for (int email = 1; email <= 5; email++) {
            streams.add(ALICE, email, INVOICE);
            var writing = email % 2 == 0 ? first : second;
            var reading = email % 2 == 0 ? second : first;
            catchUp(writing, streams);
            streams.flag(ALICE, email);
            catchUp(reading, streams);
            assertThat(reading.search(ALICE, FOX).getCardinality()).isEqualTo(email);
        }
    }

    @Test
    void a_worker_who_is_late_brings_nothing_back() {
        var streams = new MailStreams();
        var late = index(streams);
        streams.add(ALICE, 1, INVOICE);
        catchUp(late, streams);
        streams.destroy(ALICE, 1);
        streams.add(ALICE, 2, HTML);
        var ahead = index(streams);
        catchUp(ahead, streams);
        var stream = ALICE.stream();
        late.apply(stream, -1, streams.events(ALICE).subList(0, 1));
        catchUp(late, streams);
        assertThat(late.search(ALICE, FOX).toArray()).containsExactly(2);
        assertThat(ahead.search(ALICE, FOX).toArray()).containsExactly(2);
    }

    @Test
    void an_index_that_was_deleted_is_made_again() throws Exception {
        var streams = new MailStreams();
        streams.add(ALICE, 1, INVOICE);
        var index = index(streams);
        catchUp(index, streams);
        deleteIndices();
        assertThatThrownBy(() -> index.search(ALICE, FOX)).isInstanceOf(Unavailable.class);
        catchUp(index, streams);
        assertThat(index.search(ALICE, FOX).toArray()).containsExactly(1);
    }

    @Test
    void a_stream_that_starts_over_is_indexed_from_its_beginning() {
        var streams = new MailStreams();
        streams.add(ALICE, 1, INVOICE);
        streams.add(ALICE, 2, HTML);
        var index = index(streams);
        catchUp(index, streams);
        assertThat(index.startOver(ALICE.stream())).isTrue();
        assertThat(index.version(ALICE.stream())).isEqualTo(-1);
        assertThat(index.search(ALICE, FOX).toArray()).isEmpty();
        catchUp(index, streams);
        assertThat(index.search(ALICE, FOX).toArray()).containsExactly(1, 2);
    }

    @Test
    void while_elasticsearch_does_not_answer_searches_say_so_and_nothing_is_lost() {
        try (var own = TestElasticsearch.start()) {
            assumeThat(own.isOwn()).isTrue();
            var streams = new MailStreams();
            streams.add(ALICE, 1, INVOICE);
            var index = index(streams, own);
            catchUp(index, streams);
            own.kill();
            assertThatThrownBy(() -> index.search(ALICE, FOX)).isInstanceOf(Unavailable.class);
            streams.add(ALICE, 2, HTML);
            assertThatThrownBy(() -> index.catchUp(ALICE, 1)).isInstanceOf(Unavailable.class);
            assertThat(index.version(ALICE.stream())).isEqualTo(0);
        }
    }

    @Test
    void what_was_made_anew_takes_the_place_of_what_was_searched() {
        var streams = new MailStreams();
        streams.add(ALICE, 1, INVOICE);
        streams.add(ALICE, 2, HTML);
        streams.recreate(ALICE, 1, 3);
        var index = index(streams);
        catchUp(index, streams);
        try (var draft = index.rebuild().begin(ALICE.stream(), false)) {
            draft.prepare(streams.events(ALICE).subList(0, 2)).run();
            assertThat(draft.freeze()).isNull();
            draft.prepare(streams.events(ALICE).subList(2, 3)).run();
            try (var same = draft.freeze()) {
                assertThat(same.differences(9, () -> {})).isEmpty();
            }
            assertThat(index.search(ALICE, FOX).toArray()).containsExactly(2, 3);
            draft.takePlace();
        }
        assertThat(index.search(ALICE, FOX).toArray()).containsExactly(2, 3);
        streams.destroy(ALICE, 2);
        catchUp(index, streams);
        assertThat(index.search(ALICE, FOX).toArray()).containsExactly(3);
        var other = index(streams);
        catchUp(other, streams);
        assertThat(other.search(ALICE, FOX).toArray()).containsExactly(3);
    }

    @Test
    void a_draft_that_is_given_up_leaves_what_is_searched_alone() {
        var streams = new MailStreams();
        streams.add(ALICE, 1, INVOICE);
        var index = index(streams);
        catchUp(index, streams);
        streams.add(ALICE, 2, HTML);
        try (var draft = index.rebuild().begin(ALICE.stream(), true)) {
            draft.prepare(streams.events(ALICE).subList(0, 1)).run();
            catchUp(index, streams);
            assertThatThrownBy(draft::takePlace).isInstanceOf(IllegalStateException.class);
        }
        assertThat(index.search(ALICE, FOX).toArray()).containsExactly(1, 2);
    }

    @Test
    void what_is_given_up_does_not_stand_in_the_way_of_what_is_made_later() {
        var streams = new MailStreams();
        streams.add(ALICE, 1, INVOICE);
        streams.add(ALICE, 2, HTML);
        streams.recreate(ALICE, 1, 3);
        var index = index(streams);
        catchUp(index, streams);
        for (int i = 0; i < 3; i++) {
            try (var draft = index.rebuild().begin(ALICE.stream(), false)) {
                // The email that got another number is deleted there, every time.
                streams.events(ALICE).forEach(event -> draft.prepare(List.of(event)).run());
                try (var same = draft.freeze()) {
                    assertThat(same.differences(9, () -> {})).isEmpty();
                }
            }
        }
        assertThat(index.startOver(ALICE.stream())).isTrue();
        catchUp(index, streams);
        assertThat(index.search(ALICE, FOX).toArray()).containsExactly(2, 3);
        streams.destroy(ALICE, 3);
        catchUp(index, streams);
        assertThat(index.search(ALICE, FOX).toArray()).containsExactly(2);
    }

    @Test
    void many_hits_come_in_pages() {
        var streams = new MailStreams();
        var message = "Subject: fox\n\n.\n";
        int count = 10_050;
        var index = index(streams);
        for (int email = 1; email <= count; email++) {
            streams.add(ALICE, email, message);
        }
        catchUp(index, streams);
        assertThat(index.search(ALICE, FOX).getCardinality()).isEqualTo(count);
    }

    @Test
    void a_long_text_is_searched_for_in_several_goes() {
        var words = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            words.append("w").append(i).append(' ');
        }
        var streams = new MailStreams();
        streams.add(ALICE, 1, "Subject: many\n\n" + words + "\n");
        streams.add(ALICE, 2, "Subject: many\n\n" + words.substring(0, words.length() / 2) + "\n");
        var index = index(streams);
        catchUp(index, streams);
        assertThat(index.search(ALICE, new Text(TextField.BODY, words.toString())).toArray())
                .containsExactly(1);
    }

    @Test
    void finds_what_reading_through_all_texts_finds() {
        System.out.println("seed " + SEED);
        var texts = new RandomTexts(new Random(SEED));
        var streams = new MailStreams();
        for (int email = 1; email <= 60; email++) {
            streams.add(ALICE, email, texts.message());
        }
        var naive = new NaiveTextIndex(streams);
        catchUp(naive, streams);
        var index = index(streams);
        catchUp(index, streams);
        for (int i = 0; i < 150; i++) {
            var text = texts.condition();
            assertThat(index.search(ALICE, text))
                    .as("%s, seed %d", text, SEED)
                    .isEqualTo(naive.search(ALICE, text));
            var header = texts.header();
            assertThat(index.search(ALICE, header))
                    .as("%s, seed %d", header, SEED)
                    .isEqualTo(naive.search(ALICE, header));
        }
    }
}
