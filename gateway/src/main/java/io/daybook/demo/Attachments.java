package io.daybook.demo;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/** Small files to hang on messages. */
final class Attachments {
    private static final int EDGE = 24;
    private static final DateTimeFormatter ICAL =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Attachments() {}

    /** A picture of {@value #EDGE} pixels square, shaded from one colour to black. */
    static byte[] png(int red, int green, int blue) {
        var rows = new ByteArrayOutputStream();
        for (int y = 0; y < EDGE; y++) {
            rows.write(0);
            for (int x = 0; x < EDGE; x++) {
                int share = 255 - (x + y) * 255 / (2 * EDGE);
                rows.write(red * share / 255);
                rows.write(green * share / 255);
                rows.write(blue * share / 255);
            }
        }
        try {
            var bytes = new ByteArrayOutputStream();
            var png = new DataOutputStream(bytes);
            png.writeLong(0x89504E470D0A1A0AL);
            chunk(png, "IHDR", new byte[] {0, 0, 0, EDGE, 0, 0, 0, EDGE, 8, 2, 0, 0, 0});
            chunk(png, "IDAT", stored(rows.toByteArray()));
            chunk(png, "IEND", new byte[0]);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One page with one line of text, which must be ASCII without parentheses. */
    static byte[] pdf(String line) {
        String page = "BT /F1 18 Tf 72 720 Td (" + line + ") Tj ET";
        return """
        %%PDF-1.4
        1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
        2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
        3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
        /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> endobj
        4 0 obj << /Length %d >> stream
        %s
        endstream endobj
        trailer << /Root 1 0 R >>
        %%%%EOF
        """
                .formatted(page.length(), page)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** RFC 5546 section 3.2.2: an invitation to one hour. */
    static String invitation(
            String uid, String summary, Person organizer, Person guest, Instant begin) {
        return """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Daybook//Demo//EN
        METHOD:REQUEST
        BEGIN:VEVENT
        UID:%s
        DTSTAMP:%s
        DTSTART:%s
        DTEND:%s
        SUMMARY:%s
        ORGANIZER;CN=%s:mailto:%s
        ATTENDEE;CN=%s;RSVP=TRUE:mailto:%s
        END:VEVENT
        END:VCALENDAR
        """
                .formatted(
                        uid,
                        ICAL.format(begin),
                        ICAL.format(begin),
                        ICAL.format(begin.plusSeconds(3600)),
                        summary,
                        organizer.name(),
                        organizer.address(),
                        guest.name(),
                        guest.address());
    }

    /** A zlib stream of one stored block, the same on every machine. */
    private static byte[] stored(byte[] data) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var zlib = new DataOutputStream(bytes);
        zlib.writeShort(0x7801);
        zlib.writeByte(1);
        zlib.writeShort(Short.reverseBytes((short) data.length));
        zlib.writeShort(Short.reverseBytes((short) ~data.length));
        zlib.write(data);
        var adler = new Adler32();
        adler.update(data);
        zlib.writeInt((int) adler.getValue());
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream png, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        png.writeInt(data.length);
        png.write(name);
        png.write(data);
        png.writeInt((int) crc.getValue());
    }
}
