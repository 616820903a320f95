package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.gateway.WholeServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Somebody writes into the databases of a stopped server; verifying names each of it. */
class VerifyWholeTest {
    private static final String PASSWORD = "correct horse";

    @TempDir Path folder;

    private final Map<String, String> accounts = new LinkedHashMap<>();

    private void fill(Path data) {
        try (var server = WholeServer.start(data, Clock.systemUTC(), null)) {
            for (var name : List.of("flipped", "removed", "exchanged", "row")) {
                AccountId account = server.user(name + "@example.test", PASSWORD);
                accounts.put(name, account.stream());
                var session = JmapSession.open(server.url(), name + "@example.test", PASSWORD);
                String inbox = session.mailboxByRole("inbox");
                for (int i = 0; i < 3; i++) {
                    session.importMessage(message(name, i), inbox);
                }
            }
            assertThat(Commands.runAt(server, folder, "verify").output())
                    .contains("Everything is as it was written");
        }
    }

    private static byte[] message(String name, int number) {
        return ("From: a@example.test\r\nSubject: "
                        + name
                        + number
                        + "\r\n\r\nHello "
                        + name
                        + number
                        + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private interface Tampering {
        void with(RocksDB database, Map<String, ColumnFamilyHandle> families)
                throws RocksDBException;
    }

    private static void tamper(Path database, Tampering tampering) throws RocksDBException {
        RocksDB.loadLibrary();
        var names = new ArrayList<ColumnFamilyDescriptor>();
        try (var options = new Options()) {
            for (byte[] name : RocksDB.listColumnFamilies(options, database.toString())) {
                names.add(new ColumnFamilyDescriptor(name));
            }
        }
        var handles = new ArrayList<ColumnFamilyHandle>();
        try (var options = new DBOptions();
                var db = RocksDB.open(options, database.toString(), names, handles)) {
            var families = new LinkedHashMap<String, ColumnFamilyHandle>();
            for (var handle : handles) {
                families.put(new String(handle.getName(), StandardCharsets.UTF_8), handle);
            }
            tampering.with(db, families);
            handles.forEach(ColumnFamilyHandle::close);
        }
    }

    private static byte[] event(String stream, long seq) {
        byte[] name = stream.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + 9).put(name).put((byte) 0).putLong(seq).array();
    }

    private static byte[] flipped(byte[] octets) {
        byte[] other = octets.clone();
        other[other.length - 3] ^= 4;
        return other;
    }

    @Test
    void each_tampering_is_named_with_its_place_and_what_to_do() throws Exception {
        Path data = folder.resolve("data");
        fill(data);
        tamper(
                data.resolve("journal"),
                (db, families) -> {
                    var events = families.get("events");
                    byte[] one = event(accounts.get("flipped"), 8);
                    db.put(events, one, flipped(db.get(events, one)));
                    db.delete(events, event(accounts.get("removed"), 7));
                    byte[] first = event(accounts.get("exchanged"), 7);
                    byte[] second = event(accounts.get("exchanged"), 8);
                    byte[] was = db.get(events, first);
                    db.put(events, first, db.get(events, second));
                    db.put(events, second, was);
                    flipFirst(db, families.get("segments"));
                });
        tamper(data.resolve("views"), (db, _) -> changeRow(db, accounts.get("row")));
        var found = Commands.run("verify", "--data", data.toString());
        assertThat(found.status()).isEqualTo(1);
        assertThat(found.output())
                .contains("event changed: stream " + accounts.get("flipped") + ", event 8")
                .contains("event missing: stream " + accounts.get("removed") + ", event 7")
                .contains("order changed: stream " + accounts.get("exchanged") + ", event 7")
                .contains("blob changed: blob B")
                .contains("row wrong: view mail of " + accounts.get("row") + ", row mailbox ")
                .contains("./daybook rebuild mail --account ");
        String account = AccountId.ofStream(accounts.get("row")).value();
        var mended =
                Commands.run(
                        "rebuild",
                        "mail",
                        "--compare",
                        "--data",
                        data.toString(),
                        "--account",
                        account);
        assertThat(mended.output())
                .contains("Done after")
                .contains("Different: " + accounts.get("row") + ", view mail, mailbox ");
    }

    @Test
    void damage_of_the_history_and_of_the_audit_is_named_and_mended() throws Exception {
        Path data = folder.resolve("data");
        fill(data);
        String stream = accounts.get("row");
        forge(data.resolve("audit").resolve("1"), stream);
        var forged = Commands.run("verify", "--only", "views", "--data", data.toString());
        assertThat(forged.status()).isEqualTo(1);
        assertThat(forged.output())
                .contains("row wrong: view audit of " + stream + ", row entry 2: is AuditEntry[")
                .contains("./daybook rebuild audit --account ")
                .doesNotContain("This is the first");
        tamper(data.resolve("views"), (db, _) -> changeHistory(db, stream));
        var found = Commands.run("verify", "--only", "views", "--data", data.toString());
        assertThat(found.output())
                .contains("row wrong: view mail of " + stream + ", row history 3")
                .contains("./daybook rebuild mail --account ")
                .contains("This is the first of 2 of this kind");
        var mended =
                Commands.run("rebuild", "mail", "audit", "--compare", "--data", data.toString());
        assertThat(mended.output())
                .contains("Different: " + stream + ", view mail, history 3")
                .contains("Different: " + stream + ", view audit, entry ");
        var verified = Commands.run("verify", "--only", "views", "--data", data.toString());
        assertThat(verified.output()).contains("Everything is as it was written");
    }

    /** What happened with event 3 is told otherwise. */
    private static void changeHistory(RocksDB db, String stream) throws RocksDBException {
        try (var rows = db.newIterator()) {
            for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                byte[] octets = rows.key();
                String key = new String(octets, StandardCharsets.ISO_8859_1);
                if (key.startsWith("mail.")
                        && key.contains("\0" + stream + "\0")
                        && key.contains("history\0")
                        && octets[octets.length - 1] == 3) {
                    db.put(octets, flipped(rows.value()));
                    return;
                }
            }
        }
        throw new AssertionError("there is no row of the history");
    }

    /** Entry 2 of the stream tells what entry 3 does. */
    private static void forge(Path index, String stream) throws IOException {
        var config =
                new IndexWriterConfig()
                        .setIndexSort(
                                new Sort(
                                        new SortField("at", SortField.Type.LONG, true),
                                        new SortField("stream", SortField.Type.STRING),
                                        new SortField("seq", SortField.Type.LONG, true)));
        try (var directory = FSDirectory.open(index);
                var writer = new IndexWriter(directory, config)) {
            var forged = new Document();
            forged.add(new NumericDocValuesField("at", 1));
            forged.add(new SortedDocValuesField("stream", new BytesRef(stream)));
            forged.add(new NumericDocValuesField("seq", 2));
            try (var reader = DirectoryReader.open(writer)) {
                var searcher = new IndexSearcher(reader);
                var other = searcher.search(entry(stream, 3), 1).scoreDocs[0].doc;
                forged.add(
                        new StoredField(
                                "entry",
                                searcher.storedFields().document(other).getBinaryValue("entry")));
            }
            writer.deleteDocuments(entry(stream, 2));
            writer.addDocument(forged);
            writer.commit();
        }
    }

    private static Query entry(String stream, long seq) {
        return new BooleanQuery.Builder()
                .add(
                        SortedDocValuesField.newSlowExactQuery("stream", new BytesRef(stream)),
                        BooleanClause.Occur.MUST)
                .add(NumericDocValuesField.newSlowExactQuery("seq", seq), BooleanClause.Occur.MUST)
                .build();
    }

    private static void flipFirst(RocksDB db, ColumnFamilyHandle family) throws RocksDBException {
        try (var rows = db.newIterator(family)) {
            rows.seekToFirst();
            db.put(family, rows.key(), flipped(rows.value()));
        }
    }

    /** The row of the first mailbox gets another event's number. */
    private static void changeRow(RocksDB db, String stream) throws RocksDBException {
        try (var rows = db.newIterator()) {
            for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                String key = new String(rows.key(), StandardCharsets.ISO_8859_1);
                if (key.startsWith("mail.")
                        && key.contains("\0" + stream + "\0")
                        && key.contains("mailbox\0")) {
                    byte[] row = rows.value();
                    row[0] ^= 2;
                    db.put(rows.key(), row);
                    return;
                }
            }
        }
        throw new AssertionError("there is no row of a mailbox");
    }
}
