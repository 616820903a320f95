package io.daybook.smtp;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * The entry point for a coverage-guided fuzzer: an address, and in each further line a parameter.
 * Whatever passes the grammars stays in its place on the wire.
 */
public final class AddressFuzz {
    private AddressFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String[] lines = new String(input, StandardCharsets.UTF_8).split("\u0001", -1);
        checkAddress(lines[0]);
        var parameters = new HashMap<String, @Nullable String>();
        for (int i = 1; i < lines.length; i++) {
            int equals = lines[i].indexOf('=');
            parameters.put(
                    equals < 0 ? lines[i] : lines[i].substring(0, equals),
                    equals < 0 ? null : lines[i].substring(equals + 1));
        }
        if (RcptParameters.read(parameters) instanceof Reading.Read<RcptParameters>(var read)) {
            requireGraphic(read.notifyValue());
            requireGraphic(read.orcpt() == null ? null : read.orcpt().wire());
        }
        if (MailParameters.read(parameters) instanceof Reading.Read<MailParameters>(var read)) {
            requireGraphic(read.envid() == null ? null : Xtext.encode(read.envid()));
        }
    }

    /** An address that passes is what it was, and cannot leave its angle brackets. */
    static void checkAddress(String text) {
        var address = EnvelopeAddress.parse(text);
        if (address != null && !(address.toString().equals(text) && isContained(text))) {
            throw new AssertionError("not contained: " + text);
        }
    }

    /** A second, simple reader: how a server finds the end of the path. */
    private static boolean isContained(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '>' || c == '<' || c == ' ')) {
                return false;
            }
        }
        return !quoted;
    }

    private static void requireGraphic(@Nullable String wire) {
        if (wire != null && !wire.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new AssertionError("not graphic: " + wire);
        }
    }
}
