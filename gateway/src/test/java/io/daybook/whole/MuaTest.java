package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rs.ltt.jmap.common.entity.Email;
import rs.ltt.jmap.common.entity.EmailAddress;
import rs.ltt.jmap.common.entity.EmailBodyPart;
import rs.ltt.jmap.common.entity.EmailBodyValue;
import rs.ltt.jmap.common.entity.Mailbox;
import rs.ltt.jmap.common.entity.Thread;
import rs.ltt.jmap.common.entity.filter.EmailFilterCondition;
import rs.ltt.jmap.common.entity.query.EmailQuery;
import rs.ltt.jmap.mua.Mua;
import rs.ltt.jmap.mua.cache.InMemoryCache;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A mail user agent that nobody here wrote reads and changes an account; its cache must equal the
 * server.
 */
class MuaTest {
    private static final int MESSAGES = 60;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_cache_of_the_client_equals_the_server_after_every_step(
            boolean webSocket, @TempDir Path data) throws Exception {
        try (var server = ServerProcess.start(data)) {
            JmapSession session = server.session();
            fill(session);
            var cache = new OpenCache();
            try (Mua mua =
                    Mua.builder()
                            .username(ServerProcess.USER)
                            .password(ServerProcess.PASSWORD)
                            .sessionResource(server.url() + "/.well-known/jmap")
                            .accountId(session.account())
                            .useWebSocket(webSocket)
                            .cache(cache)
                            .queryPageSize(20)
                            .build()) {
                EmailQuery everything = EmailQuery.unfiltered();
                done(mua.refreshMailboxes());
                sync(mua, everything);
                assertThat(cache.allEmails()).hasSize(MESSAGES);
                cache.assertEquals(session);

                List<Email> some = cache.allEmails().subList(0, 10);
                assertThat(done(mua.setKeyword(some, "$flagged"))).isTrue();
                refresh(mua, everything);
                cache.assertEquals(session);

                // A set is told to be done before the client has taken note of its new state.
                assertThat(done(mua.removeKeyword(cache.allEmails().subList(0, 5), "$flagged")))
                        .isTrue();
                refresh(mua, everything);
                assertThat(done(mua.archive(cache.allEmails().subList(5, 15)))).isTrue();
                refresh(mua, everything);
                cache.assertEquals(session);

                assertThat(done(mua.moveToTrash(cache.allEmails().subList(20, 30)))).isTrue();
                refresh(mua, everything);
                assertThat(done(mua.createMailbox(Mailbox.builder().name("Projects").build())))
                        .isTrue();
                refresh(mua, everything);
                cache.assertEquals(session);

                String draft = done(mua.draft(draft()));
                refresh(mua, everything);
                cache.assertEquals(session);
                assertThat(cache.allEmails())
                        .anySatisfy(email -> assertThat(email.getId()).isEqualTo(draft));

                assertThat(done(mua.emptyTrash())).isTrue();
                refresh(mua, everything);
                cache.assertEquals(session);
                assertThat(cache.allEmails()).hasSize(MESSAGES - 10 + 1);

                EmailQuery search =
                        EmailQuery.of(EmailFilterCondition.builder().text("heliotrope").build());
                done(mua.query(search));
                cache.assertEquals(session);
            }
        }
    }

    private static void fill(JmapSession session) {
        String inbox = session.mailboxByRole("inbox");
        for (int i = 0; i < MESSAGES; i++) {
            String reply = i % 3 == 0 ? "" : "In-Reply-To: <mua" + (i - i % 3) + "@mua.test>\r\n";
            String text =
                    "From: Ann <ann@mua.test>\r\nTo: alice@example.test\r\nSubject: "
                            + (reply.isEmpty() ? "" : "Re: ")
                            + "Topic "
                            + i / 3
                            + "\r\nMessage-ID: <mua"
                            + i
                            + "@mua.test>\r\n"
                            + reply
                            + "\r\nHello "
                            + (i == 7 ? "heliotrope" : "there")
                            + "\r\n";
            session.importMessage(text.getBytes(StandardCharsets.UTF_8), inbox);
        }
    }

    private static Email draft() {
        return Email.builder()
                .from(EmailAddress.builder().name("Alice").email("alice@example.test").build())
                .to(EmailAddress.builder().name("Bob").email("bob@example.test").build())
                .subject("A draft with an \u00fcmlaut")
                .bodyValue("0", EmailBodyValue.builder().value("Dear Bob,\nsoon more.\n").build())
                .textBody(EmailBodyPart.builder().partId("0").type("text/plain").build())
                .build();
    }

    /** Pages through the query until it brings nothing new. */
    private static void sync(Mua mua, EmailQuery query) throws Exception {
        done(mua.query(query));
        String last = null;
        String upTo = ((OpenCache) mua.getCache()).lastItem();
        while (upTo != null && !upTo.equals(last)) {
            last = upTo;
            done(mua.query(query, upTo));
            upTo = ((OpenCache) mua.getCache()).lastItem();
        }
    }

    private static void refresh(Mua mua, EmailQuery query) throws Exception {
        done(mua.refreshMailboxes());
        done(mua.query(query));
        sync(mua, query);
    }

    private static <T> T done(ListenableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    /** The client's own cache, opened for comparison. */
    private static final class OpenCache extends InMemoryCache {
        private @Nullable String lastQuery;

        List<Email> allEmails() {
            var all = new ArrayList<>(emails.values());
            all.sort((a, b) -> a.getId().compareTo(b.getId()));
            return all;
        }

        /** The last email of what is known of the query asked last. */
        @Nullable String lastItem() {
            var upTo = lastQuery == null ? null : getQueryState(lastQuery).upTo;
            return upTo == null ? null : upTo.id;
        }

        @Override
        public void setQueryResult(String query, rs.ltt.jmap.mua.util.QueryResult result) {
            super.setQueryResult(query, result);
            lastQuery = query;
        }

        void assertEquals(JmapSession session) {
            JsonNode boxes = session.call("Mailbox/get", "{\"ids\":null}");
            assertThat(mailboxes).hasSize(boxes.get("list").size());
            for (JsonNode box : boxes.get("list")) {
                Mailbox mine = mailboxes.get(box.get("id").asString());
                assertThat(mine).as(box.toString()).isNotNull();
                assertThat(mine.getName()).isEqualTo(box.get("name").asString());
                assertThat(mine.getTotalEmails()).isEqualTo(box.get("totalEmails").asLong());
                assertThat(mine.getUnreadEmails()).isEqualTo(box.get("unreadEmails").asLong());
                assertThat(mine.getTotalThreads()).isEqualTo(box.get("totalThreads").asLong());
                assertThat(mine.getUnreadThreads()).isEqualTo(box.get("unreadThreads").asLong());
                assertThat(
                                mine.getRole() == null
                                        ? ""
                                        : mine.getRole().name().toLowerCase(java.util.Locale.ROOT))
                        .isEqualTo(box.get("role").asString(""));
            }
            ObjectNode get = JmapSession.JSON.createObjectNode();
            emails.keySet().forEach(get.putArray("ids")::add);
            JsonNode got = session.call("Email/get", get);
            assertThat(got.get("notFound")).isEmpty();
            got.get("list").forEach(this::assertEmail);
            for (Thread thread : threads.values()) {
                JsonNode theirs =
                        session.call("Thread/get", "{\"ids\":[\"" + thread.getId() + "\"]}")
                                .at("/list/0/emailIds");
                assertThat(thread.getEmailIds()).isEqualTo(names(theirs));
            }
        }

        private void assertEmail(JsonNode theirs) {
            Email mine = emails.get(theirs.get("id").asString());
            assertThat(mine.getThreadId()).isEqualTo(theirs.get("threadId").asString());
            assertThat(new TreeSet<>(mine.getMailboxIds().keySet()))
                    .isEqualTo(keys(theirs.get("mailboxIds")));
            assertThat(new TreeSet<>(mine.getKeywords().keySet()))
                    .isEqualTo(keys(theirs.get("keywords")));
            assertThat(mine.getSubject()).isEqualTo(theirs.get("subject").asString());
            assertThat(mine.getReceivedAt().toString())
                    .isEqualTo(theirs.get("receivedAt").asString());
        }

        private static Collection<String> names(JsonNode array) {
            var names = new ArrayList<String>();
            array.forEach(name -> names.add(name.asString()));
            return names;
        }

        private static TreeSet<String> keys(JsonNode object) {
            return new TreeSet<>(object.propertyNames());
        }
    }
}
