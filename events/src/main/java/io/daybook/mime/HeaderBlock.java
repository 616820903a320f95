package io.daybook.mime;

import io.daybook.core.codec.Deflated;
import io.daybook.core.codec.Deflated.Range;
import io.daybook.core.codec.MalformedRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Header fields in stored form: first the everyday ones with their positions, then the others,
 * deflated where that saves something.
 */
record HeaderBlock(byte[] octets, int from, int to) {
    private static final int STORED = 0;
    private static final int DEFLATED = 1;
    private static final int WORTH_DEFLATING = 256;
    private static final int MAX_EVERYDAY = 4 * 1024;
    private static final int MAX_OTHERS = 8 * MessageParser.MAX_HEADER_OCTETS;

    /** What trace and signature fields look like. Part of the stored form: never change it. */
    private static final byte[] DICTIONARY =
            (" multipart/mixed; boundary=\" Content-Transfer-Encoding X-Mailer: X-Spam-Status: No, score=-2.0 required=5.0"
                            + " tests=BAYES_00,DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,HTML_MESSAGE,RCVD_IN_DNSWL_NONE,"
                            + "SPF_HELO_NONE,SPF_PASS autolearn=ham autolearn_force=no version=3.4.6 <https://lists."
                            + "/mailman/listinfo/>, <mailto:?subject=unsubscribe> i=1; mx.google.com; dkim=pass"
                            + " header.i=@ header.s= header.b=; spf=pass (google.com: domain of  designates  as permitted"
                            + " sender) smtp.mailfrom=; dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=gmail.com\r\n"
                            + " v=1; a=rsa-sha256; c=relaxed/relaxed; d=gmail.com; s=20230601; t=; x=; bh=; b=;"
                            + " h=content-transfer-encoding:cc:to:subject:message-id:date:from:in-reply-to:references"
                            + ":mime-version:from:to:cc:subject:date:message-id:reply-to; Received: from localhost"
                            + " (localhost [127.0.0.1])\r\n\tby mail.example.org (Postfix) with ESMTPS id for <>;"
                            + " (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519"
                            + " server-signature RSA-PSS (2048 bits)) (No client certificate requested)\r\n\tby with SMTP"
                            + " id; Mon, Tue, Wed, Thu, Fri, Sat, Sun, Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
                            + " 2024 -0700 (PDT) -0800 (PST) +0200 (CEST) +0000 (UTC)\r\n text/plain; charset=\"utf-8\"")
                    .getBytes(StandardCharsets.US_ASCII);

    static void write(List<HeaderField> fields, OctetWriter out) {
        var everyday = new OctetWriter(256);
        var others = new OctetWriter(1024);
        int everydayCount = 0;
        int last = 0;
        for (int i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            if (WellKnown.isEveryday(field.name())) {
                everyday.number(i - last);
                last = i;
                everydayCount++;
                write(field, everyday);
            } else {
                write(field, others);
            }
        }
        out.number(fields.size());
        out.number(everydayCount);
        out.raw(everyday.buffer(), everyday.size());
        writeOthers(others, dictionary(everyday.buffer(), 0, everyday.size()), out);
    }

    private static void writeOthers(OctetWriter others, byte[] dictionary, OctetWriter out) {
        if (others.size() >= WORTH_DEFLATING) {
            byte[] smaller = new byte[others.size()];
            int length =
                    Deflated.deflate(
                            new Range(others.buffer(), 0, others.size()),
                            dictionary,
                            new Range(smaller, 0, smaller.length));
            if (length > 0) {
                out.put(DEFLATED);
                out.number(others.size());
                out.raw(smaller, length);
                return;
            }
        }
        out.put(STORED);
        out.raw(others.buffer(), others.size());
    }

    /**
     * Trace fields repeat the addresses and ids of the everyday ones, so these are part of the
     * dictionary.
     */
    private static byte[] dictionary(byte[] everyday, int from, int length) {
        int used = Math.min(length, MAX_EVERYDAY);
        byte[] dictionary = Arrays.copyOf(DICTIONARY, DICTIONARY.length + used);
        System.arraycopy(everyday, from, dictionary, DICTIONARY.length, used);
        return dictionary;
    }

    private static void write(HeaderField field, OctetWriter out) {
        int number = WellKnown.nameNumber(field.name());
        out.number(number);
        if (number == 0) {
            out.text(field.name());
        }
        out.text(field.value());
    }

    /** The fields that lists of mail show. */
    List<HeaderField> everyday() {
        var in = new OctetReader(octets, from, to);
        in.size();
        int count = in.count();
        var fields = new ArrayList<HeaderField>(count);
        for (int i = 0; i < count; i++) {
            in.number();
            fields.add(read(in));
        }
        return List.copyOf(fields);
    }

    List<HeaderField> all() {
        var in = new OctetReader(octets, from, to);
        int total = in.size();
        int count = in.count();
        int start = in.position();
        int[] places = new int[count];
        var everyday = new ArrayList<HeaderField>(count);
        int place = 0;
        for (int i = 0; i < count; i++) {
            place += in.size();
            places[i] = place;
            everyday.add(read(in));
        }
        var others = others(in, start);
        var fields = new ArrayList<HeaderField>();
        int next = 0;
        for (int i = 0; i < total; i++) {
            fields.add(next < count && places[next] == i ? everyday.get(next++) : read(others));
        }
        return List.copyOf(fields);
    }

    private OctetReader others(OctetReader in, int everyday) {
        byte[] dictionary = dictionary(octets, everyday, in.position() - everyday);
        int mode = in.octet();
        if (mode == STORED) {
            return new OctetReader(octets, in.position(), to);
        }
        int size = in.size();
        if (mode != DEFLATED || size > MAX_OTHERS) {
            throw new MalformedRecord("the header block has an unknown form");
        }
        byte[] raw = new byte[size];
        var deflated = new Range(octets, in.position(), to - in.position());
        if (!Deflated.inflate(deflated, dictionary, raw)) {
            throw new MalformedRecord("the header block is damaged");
        }
        return new OctetReader(raw, 0, size);
    }

    private static HeaderField read(OctetReader in) {
        long number = in.number();
        String name = number == 0 ? in.text() : WellKnown.name(number);
        if (name == null) {
            throw new MalformedRecord("unknown header name number " + number);
        }
        return new HeaderField(name, in.text());
    }
}
