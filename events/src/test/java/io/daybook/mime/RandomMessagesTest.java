package io.daybook.mime;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Mutated fixtures and random octets. {@code -Dseed=} repeats a run, {@code -Drounds=} makes it
 * longer.
 */
class RandomMessagesTest {
    private static final List<String> PIECES =
            List.of(
                    "\r\n",
                    "\n",
                    "\r",
                    "\r\n\r\n",
                    "--",
                    "--\r\n",
                    ":",
                    ";",
                    "\"",
                    "(",
                    ")",
                    "<",
                    ">",
                    "=?utf-8?q?=",
                    "?=",
                    "=",
                    "\0",
                    "\u00ff",
                    "Content-Type: multipart/mixed; boundary=b\r\n",
                    "--b\r\n",
                    "--b--\r\n",
                    "Content-Type: multipart/digest; boundary=\"\"\r\n",
                    "Content-Transfer-Encoding: base64\r\n",
                    "Content-Transfer-Encoding: x-uuencode\r\n",
                    "begin 644 x\r\n",
                    "end\r\n",
                    "Content-Type: text/html; charset=utf-7\r\n",
                    "filename*0*=iso-2022-jp''%1b",
                    "From ",
                    "To: a:b:c;;",
                    "Date: 1 Jan 99999 1:1 +9");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void no_octets_break_the_guarantees_of_the_parser() {
        System.out.println("RandomMessagesTest -Dseed=" + seed);
        var fixtures = new ArrayList<>(Mail.fixtures());
        fixtures.add(new byte[0]);
        for (int round = 0; round < Integer.getInteger("rounds", 5_000); round++) {
            byte[] message = mutated(fixtures.get(random.nextInt(fixtures.size())), fixtures);
            try {
                MimeFuzz.fuzzerTestOneInput(message);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("-Dseed=" + seed + " round " + round, failure);
            }
        }
    }

    private byte[] mutated(byte[] start, List<byte[]> others) {
        byte[] message = start.clone();
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            int at = random.nextInt(message.length + 1);
            int end = Math.min(message.length, at + random.nextInt(1, 100));
            message =
                    switch (random.nextInt(6)) {
                        case 0 ->
                                joined(
                                        Arrays.copyOf(message, at),
                                        Arrays.copyOfRange(message, end, message.length));
                        case 1 ->
                                inserted(
                                        message,
                                        at,
                                        Mail.octets(PIECES.get(random.nextInt(PIECES.size()))));
                        case 2 -> inserted(message, at, Arrays.copyOfRange(message, at, end));
                        case 3 -> inserted(message, at, noise());
                        case 4 -> Arrays.copyOf(message, at);
                        default -> {
                            byte[] other = others.get(random.nextInt(others.size()));
                            int from = random.nextInt(other.length + 1);
                            yield inserted(
                                    message,
                                    at,
                                    Arrays.copyOfRange(
                                            other, from, Math.min(other.length, from + 300)));
                        }
                    };
        }
        return message;
    }

    private byte[] noise() {
        byte[] octets = new byte[random.nextInt(20)];
        random.nextBytes(octets);
        return octets;
    }

    private static byte[] inserted(byte[] message, int at, byte[] piece) {
        return joined(
                joined(Arrays.copyOf(message, at), piece),
                Arrays.copyOfRange(message, at, message.length));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
