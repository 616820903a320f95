package io.daybook.email.projection;

import static io.daybook.email.projection.TextIndexContract.ALICE;
import static io.daybook.email.projection.TextIndexContract.BOB;
import static io.daybook.email.projection.TextIndexContract.HTML;
import static io.daybook.email.projection.TextIndexContract.INVOICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.AccountId;
import io.daybook.core.StreamHeads;
import io.daybook.core.cluster.ElasticSettings;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.projection.FickleElastic.Answer;
import io.daybook.email.projection.FickleElastic.Asked;
import io.daybook.email.projection.elastic.ElasticTextIndex;
import io.daybook.server.TestElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where documents lie in Elasticsearch, what it is told about them, and when they go. */
@Tag("cluster")
class ElasticLayoutTest {
    private static final Text FOX = new Text(TextField.ANYWHERE, "fox");

    private final TestElasticsearch server = TestElasticsearch.shared();
    private final MailStreams streams = new MailStreams();
    private final String alias = server.prefix() + "-text";
    @AutoClose private final FickleElastic front = new FickleElastic(server.uri());
    @AutoClose private final ElasticTextIndex index = index();
    @AutoClose private final ElasticTextIndex other = index();

    private ElasticTextIndex index() {
        return new ElasticTextIndex(
                new ElasticSettings(List.of(URI.create(front.uri())), null, null, server.prefix()),
                3,
                new StoredMessages(streams.blobs),
                streams::catchUp);
    }

    @AfterEach
    void clean() throws Exception {
        for (var name : indices()) {
            send("DELETE", "/" + name, "");
        }
        send("DELETE", "/_index_template/" + server.prefix() + "*", "");
    }

    private List<String> indices() throws IOException, InterruptedException {
        var names = new ArrayList<String>();
        json("GET", "/" + server.prefix() + "*/_settings", "").propertyNames().forEach(names::add);
        return names;
    }

    private Answer send(String method, String target, String body)
            throws IOException, InterruptedException {
        return front.forward(new Asked(method, target, body, 0));
    }

    private JsonNode json(String method, String target, String body)
            throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(send(method, target, body).body());
    }

    private void catchUp(ElasticTextIndex index, AccountId account) {
        assertThat(index.catchUp(account, streams.head(account))).isTrue();
    }

    private int[] foxes(ElasticTextIndex index) {
        return index.search(ALICE, FOX).toArray();
    }

    @Test
    void a_document_with_a_field_that_is_not_known_is_refused() throws Exception {
        streams.add(ALICE, 1, INVOICE);
        catchUp(index, ALICE);
        var path = "/" + alias + "/_doc/x?routing=alice";
        assertThat(json("PUT", path, "{\"colour\": \"red\"}").path("error").path("type").asString())
                .isEqualTo("strict_dynamic_mapping_exception");
        assertThat(send("PUT", path, "{\"email\": 7}").status()).isEqualTo(201);
    }

    @Test
    void a_field_of_another_type_costs_only_the_documents_that_have_it() throws Exception {
        streams.add(ALICE, 1, INVOICE);
        catchUp(index, ALICE);
        var name = indices().getFirst();
        send("DELETE", "/" + name, "");
        send(
                "PUT",
                "/" + name,
                """
                {"mappings": {"properties": {"from": {"type": "date"}, "progress":
                 {"type": "keyword"}, "scope": {"type": "keyword"}}}}
                """);
        streams.add(ALICE, 2, "X-Animal: fox\n\nfox\n");
        catchUp(other, ALICE);
        var text = new Text(TextField.BODY, "fox");
        assertThat(other.search(ALICE, text).toArray()).containsExactly(2);
        send("POST", "/" + name + "/_refresh", "");
        assertThat(
                        json(
                                        "GET",
                                        "/"
                                                + name
                                                + "/_search?q=_exists_:refused&docvalue_fields=refused,email",
                                        "")
                                .toString())
                .contains("document_parsing_exception", "\"email\":[1]")
                .doesNotContain("\"email\":[2]");
    }

    @Test
    void an_account_is_in_one_shard_and_nothing_is_written_without_saying_whose_it_is()
            throws Exception {
        var accounts = new ArrayList<AccountId>();
        for (int i = 0; i < 12; i++) {
            var account = new AccountId("account" + i);
            accounts.add(account);
            for (int email = 1; email <= 5; email++) {
                streams.add(account, email, "Subject: fox number " + i + "\n\n.\n");
            }
            catchUp(index, account);
        }
        long used = 0;
        for (int shard = 0; shard < 3; shard++) {
            used += count("&preference=_shards:" + shard) > 0 ? 1 : 0;
        }
        assertThat(used).isEqualTo(3);
        for (var account : accounts) {
            // Five emails and the progress.
            var its = "&q=_routing:" + account.value();
            assertThat(count(its)).isEqualTo(6);
            assertThat(count(its + "&routing=" + account.value())).isEqualTo(6);
            assertThat(index.search(account, FOX).toArray()).containsExactly(1, 2, 3, 4, 5);
        }
        assertThat(json("PUT", "/" + alias + "/_doc/x", "{\"email\": 7}").toString())
                .contains("routing_missing_exception");
    }

    private long count(String parameters) throws IOException, InterruptedException {
        return json("GET", "/" + alias + "/_search?size=0" + parameters, "")
                .path("hits")
                .path("total")
                .path("value")
                .asLong();
    }

    @Test
    void the_alias_leads_from_an_index_of_another_layout_to_the_new_one() throws Exception {
        var old = alias + "-0.1.1";
        send("PUT", "/" + old, "{\"aliases\": {\"%s\": {}}}".formatted(alias));
        streams.add(ALICE, 1, INVOICE);
        catchUp(index, ALICE);
        var now = json("GET", "/_alias/" + alias, "").propertyNames();
        assertThat(now).hasSize(1).doesNotContain(old);
        // Nodes of the old version still use theirs.
        assertThat(indices()).hasSize(2).contains(old);
        // A second node changes nothing of it.
        catchUp(other, ALICE);
        assertThat(json("GET", "/_alias/" + alias, "").propertyNames()).isEqualTo(now);
    }

    @Test
    void nobody_makes_an_index_by_writing_into_one_that_is_gone() throws Exception {
        streams.add(ALICE, 1, INVOICE);
        catchUp(index, ALICE);
        var name = indices().getFirst();
        send("DELETE", "/" + name, "");
        assertThat(send("PUT", "/" + name + "/_doc/x?routing=a", "{\"email\": 7}").status())
                .isEqualTo(404);
    }

    /**
     * While one node makes an account anew, another one writes to it: before the swap and after.
     */
    @Test
    void what_another_node_writes_while_an_account_is_made_anew_is_found_after_the_swap() {
        streams.add(ALICE, 1, INVOICE);
        catchUp(index, ALICE);
        catchUp(other, ALICE);
        try (var draft = index.rebuild().begin(ALICE.stream(), false)) {
            draft.prepare(streams.events(ALICE)).run();
            streams.add(ALICE, 2, HTML);
            catchUp(other, ALICE);
            assertThatThrownBy(draft::takePlace).isInstanceOf(IllegalStateException.class);
            assertThat(foxes(other)).containsExactly(1, 2);
            draft.prepare(streams.events(ALICE).subList(1, 2)).run();
            draft.takePlace();
        }
        assertThat(foxes(other)).containsExactly(1, 2);
        streams.add(ALICE, 3, HTML);
        streams.flag(ALICE, 3);
        catchUp(other, ALICE);
        assertThat(foxes(other)).containsExactly(1, 2, 3);
        catchUp(index, ALICE);
        assertThat(foxes(index)).containsExactly(1, 2, 3);
    }

    @Test
    void what_another_node_was_writing_when_the_swap_came_is_written_after_it() throws Exception {
        streams.add(ALICE, 1, INVOICE);
        catchUp(index, ALICE);
        catchUp(other, ALICE);
        var draft = index.rebuild().begin(ALICE.stream(), false);
        draft.prepare(streams.events(ALICE)).run();
        streams.add(ALICE, 2, HTML);
        // Between the documents and the progress of the other node, which both go to the old one.
        front.has(once(Asked::isProgress, _ -> draft.takePlace()));
        catchUp(other, ALICE);
        draft.close();
        assertThat(foxes(other)).containsExactly(1, 2);
        assertThat(foxes(index)).containsExactly(1, 2);
    }

    private FickleElastic.Whim once(Predicate<Asked> when, Consumer<Asked> before) {
        return asked -> {
            if (when.test(asked)) {
                front.has(_ -> null);
                before.accept(asked);
            }
            return null;
        };
    }

    @Test
    void nothing_is_left_of_an_account_that_is_gone_in_no_generation() throws Exception {
        streams.add(ALICE, 1, INVOICE);
        streams.add(BOB, 1, INVOICE);
        catchUp(index, ALICE);
        catchUp(index, BOB);
        index.startOver(ALICE.stream());
        catchUp(index, ALICE);
        // A node that ended in the middle of making the account anew, and one that was late.
        index.rebuild().begin(ALICE.stream(), false).prepare(streams.events(ALICE)).run();
        var late = "/" + alias + "/_doc/alice:0:9?routing=alice";
        send(
                "PUT",
                late,
                "{\"scope\": \"alice:0\", \"email\": 9, \"blob\": \"B\", \"body\": \"x\"}");
        send("POST", "/" + alias + "/_refresh", "");
        assertThat(count("&q=_routing:alice")).isEqualTo(4);

        index.tidy(new GoneAccount(ALICE.stream()));
        send("POST", "/" + alias + "/_refresh", "");
        assertThat(count("&q=_routing:alice")).isZero();
        assertThat(count("&q=_routing:bob")).isEqualTo(2);
    }

    private record GoneAccount(String gone) implements StreamHeads {
        @Override
        public long head(String stream) {
            return stream.equals(gone) ? -1 : 0;
        }

        @Override
        public void forEach(Visitor visitor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Subscription onMoved(Visitor listener) {
            throw new UnsupportedOperationException();
        }
    }
}
