package io.daybook.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Messages with the faults that real mail has; a server keeps them and shows what can be shown. */
final class BrokenMail {
    private static final Person OLD = new Person("Old Machine", "machine@example.org");

    private final Desk desk;

    BrokenMail(Desk desk) {
        this.desk = desk;
    }

    void write(Person reader) {
        put(
                reader,
                "An unclosed multipart",
                "Content-Type: multipart/mixed; boundary=\"gone\"\r\n\r\n--gone\r\nContent-Type: text/plain\r\n\r\nthe end is missing\r\n");
        put(
                reader,
                "A boundary that never comes",
                "Content-Type: multipart/alternative; boundary=\"never\"\r\n\r\njust text\r\n");
        put(
                reader,
                "A charset that nobody knows",
                "Content-Type: text/plain; charset=x-moon\r\n\r\ntext from the moon \u00e9\r\n");
        put(
                reader,
                "Wrong UTF-8",
                "Content-Type: text/plain; charset=utf-8\r\n\r\nbroken \u00c3( here\r\n");
        put(
                reader,
                "Base64 that is none",
                "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nVGhpcyBpcyAqIG5vdCAh\r\n*** cut ***\r\n");
        put(
                reader,
                "=?utf-8?B?w6Jici?= broken word",
                "Content-Type: text/plain\r\n\r\nthe subject is odd\r\n");
        put(
                reader,
                "A header that stops",
                "Content-Type text/plain\r\nno colon here\r\n\r\nstill readable\r\n");
        Instant date = desk.past(15);
        byte[] bare = "no header at all, only these words\r\n".getBytes(StandardCharsets.US_ASCII);
        desk.put(reader, "inbox", date, Set.of(), bare);
        byte[] noDate =
                ("From: "
                                + OLD
                                + "\nDate: the day before yesterday\nSubject: Line feeds and a date in words\n\n"
                                + "Every line of this message ends with LF alone.\n")
                        .getBytes(StandardCharsets.US_ASCII);
        desk.put(reader, "inbox", desk.past(15), Set.of(), noDate);
    }

    private void put(Person reader, String subject, String rest) {
        Instant date = desk.past(15);
        String fields = desk.fields(OLD, List.of(reader), subject, desk.nextId(), date);
        byte[] octets =
                (fields + "MIME-Version: 1.0\r\n" + rest).getBytes(StandardCharsets.ISO_8859_1);
        desk.put(reader, "inbox", date, Set.of(), octets);
    }
}
