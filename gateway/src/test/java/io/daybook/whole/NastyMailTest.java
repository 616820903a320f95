package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every file below {@code mime} of the corpus is taken as a message and can be read in full. */
@Tag("corpus")
class NastyMailTest {
    private static final Path MIME =
            Path.of(System.getProperty("daybook.corpus", "../../shared/corpus"), "mime");
    private static final int BATCH = 25;
    private static final List<String> PROPERTIES =
            List.of(
                    "id blobId threadId mailboxIds keywords size receivedAt messageId inReplyTo",
                    "references sender from to cc bcc replyTo subject sentAt hasAttachment",
                    "preview bodyValues textBody htmlBody attachments bodyStructure headers",
                    "header:Subject header:Subject:asText:all header:Subject:asRaw header:From",
                    "header:From:asAddresses:all header:To:asGroupedAddresses header:Date:asDate",
                    "header:Message-ID:asMessageIds header:List-Unsubscribe:asURLs:all");
    private static final String PART_PROPERTIES =
            "partId blobId size headers name type charset disposition cid language location"
                    + " subParts header:Content-Type header:Content-Type:asText:all";

    @Test
    void every_file_is_imported_and_every_property_of_it_answered(@TempDir Path data) {
        try (var server = ServerProcess.start(data)) {
            JmapSession session = server.session();
            String inbox = session.mailboxByRole("inbox");
            List<Path> files = files();
            assertThat(files).hasSizeGreaterThan(500);
            for (int from = 0; from < files.size(); from += BATCH) {
                batch(session, inbox, files.subList(from, Math.min(files.size(), from + BATCH)));
            }
            assertThat(server.complaints()).isEmpty();
        }
    }

    private static List<Path> files() {
        try (Stream<Path> all = Files.walk(MIME)) {
            // No octets are no message: Email/import says so, and invalidEmail is its right word.
            return all.filter(it -> it.toFile().isFile() && it.toFile().length() > 0)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void batch(JmapSession session, String inbox, List<Path> files) {
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        ObjectNode emails = arguments.putObject("emails");
        for (int i = 0; i < files.size(); i++) {
            ObjectNode email = emails.putObject("f" + i);
            email.put("blobId", session.upload(octets(files.get(i))));
            email.putObject("mailboxIds").put(inbox, true);
        }
        JsonNode answer = session.call("Email/import", arguments);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < files.size(); i++) {
            JsonNode id = answer.at("/created/f" + i + "/id");
            assertThat(id.isString()).as("%s: %s", files.get(i), answer).isTrue();
            ids.add(id.asString());
        }
        read(session, ids);
        JsonNode first = answer.at("/created/f0/blobId");
        assertThat(session.download(first.asString())).isEqualTo(octets(files.getFirst()));
    }

    private static void read(JmapSession session, Set<String> ids) {
        ObjectNode get = JmapSession.JSON.createObjectNode();
        add(get.putArray("ids"), ids);
        for (String line : PROPERTIES) {
            add(get.withArray("properties"), List.of(line.split(" ")));
        }
        add(get.putArray("bodyProperties"), List.of(PART_PROPERTIES.split(" ")));
        get.put("fetchAllBodyValues", true);
        JsonNode list = session.call("Email/get", get).get("list");
        assertThat(list).hasSameSizeAs(ids);
        list.forEach(email -> parts(session, email.get("bodyStructure")));

        ObjectNode snippets = JmapSession.JSON.createObjectNode();
        snippets.putObject("filter").put("text", "the");
        add(snippets.putArray("emailIds"), ids);
        assertThat(session.call("SearchSnippet/get", snippets).get("list")).hasSameSizeAs(ids);
    }

    private static void parts(JmapSession session, JsonNode part) {
        if (part.get("blobId").isString()) {
            byte[] content = session.download(part.get("blobId").asString());
            assertThat(content).as(part.toString()).hasSize(part.get("size").asInt());
        }
        part.path("subParts").forEach(child -> parts(session, child));
    }

    private static void add(ArrayNode array, Iterable<String> values) {
        values.forEach(array::add);
    }

    private static byte[] octets(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
