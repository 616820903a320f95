package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.importer.SourceOctets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Archives of real mail below {@code -Ddaybook.corpus} arrive completely, once, byte for byte, even
 * when the server and the importer are killed on the way.
 */
@Tag("corpus")
class ImportCorpusTest {
    private static final Path THREADS =
            Path.of(System.getProperty("daybook.corpus", "../../shared/corpus"), "threads");
    private static final long LONGEST_SECONDS = 600;

    @ParameterizedTest
    @CsvSource({"linux-raid.mbox.gz, 5261", "usrp-users.mbox.gz, 1236", "spamassassin.zip, 3243"})
    void an_archive_arrives_once_and_byte_for_byte_whatever_is_killed(
            String name, int messages, @TempDir Path temp) throws Exception {
        Path archive = THREADS.resolve(name);
        Path state = Files.createDirectory(temp.resolve("state"));
        Path data = temp.resolve("data");
        var server = ServerProcess.start(data);
        try {
            ImportProcess importer = importing(server, state, archive);
            awaitMessages(server, importer, messages / 4);
            server.kill();
            server = ServerProcess.startAt(URI.create(server.url()).getAuthority(), data);
            importer.status();
            importer = importing(server, state, archive);
            awaitMessages(server, importer, messages / 2);
            importer.kill();
            for (int again = 0; again < 2; again++) {
                importer = importing(server, state, archive);
                assertThat(importer.status()).as(importer.output()).isZero();
                assertThat(total(server.session())).as(importer.output()).isEqualTo(messages);
            }
            assertThat(downloaded(server.session())).isEqualTo(digests(SourceOctets.of(archive)));
            assertThat(server.complaints()).isEmpty();
        } finally {
            server.close();
        }
    }

    private static ImportProcess importing(ServerProcess server, Path state, Path archive)
            throws IOException {
        return ImportProcess.start(
                server.url(), ServerProcess.USER, ServerProcess.PASSWORD, state, archive);
    }

    /** Waits until the account has so many messages, or the importer is done. */
    private static void awaitMessages(ServerProcess server, ImportProcess importer, int messages)
            throws Exception {
        JmapSession session = server.session();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (importer.isRunning() && total(session) < messages) {
            assertThat(System.nanoTime()).as(importer.output()).isLessThan(end);
            new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
    }

    private static int total(JmapSession session) {
        return session.call("Email/query", "{\"calculateTotal\":true,\"limit\":0}")
                .get("total")
                .asInt();
    }

    /** How often each content is in the account, by digest. */
    private static Map<String, Integer> downloaded(JmapSession session) {
        var octets = new HashMap<String, Integer>();
        for (int position = 0; ; ) {
            ObjectNode page = JmapSession.JSON.createObjectNode();
            page.put("position", position).put("limit", 500);
            JsonNode ids = session.call("Email/query", page).get("ids");
            if (ids.isEmpty()) {
                return octets;
            }
            ObjectNode get = JmapSession.JSON.createObjectNode();
            get.set("ids", ids);
            get.putArray("properties").add("blobId").add("size");
            for (JsonNode email : session.call("Email/get", get).get("list")) {
                byte[] message = session.download(email.get("blobId").asString());
                assertThat(email.get("size").asInt()).isEqualTo(message.length);
                octets.merge(digest(message), 1, Integer::sum);
            }
            position += ids.size();
        }
    }

    private static Map<String, Integer> digests(List<byte[]> messages) {
        var octets = new HashMap<String, Integer>();
        for (byte[] message : messages) {
            octets.merge(digest(message), 1, Integer::sum);
        }
        return octets;
    }

    private static String digest(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
