package io.daybook.smtp;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of MAIL that a client may give: SIZE (RFC 1870), BODY (RFC 6152), RET and ENVID
 * (RFC 3461), HOLDFOR or HOLDUNTIL (RFC 4865), SMTPUTF8 (RFC 6531). All others are refused.
 *
 * @param size the octets that the client expects; a hint
 * @param envid not encoded: 1 to 100 octets of printable ASCII when encoded
 */
public record MailParameters(
        @Nullable Long size,
        @Nullable Body body,
        @Nullable Ret ret,
        @Nullable String envid,
        @Nullable Hold hold,
        boolean smtpUtf8) {
    public static final MailParameters NONE =
            new MailParameters(null, null, null, null, null, false);

    private static final int MAX_ENVID = 100;

    /** RFC 6152 section 2. */
    public enum Body {
        SEVEN_BIT,
        EIGHT_BIT_MIME
    }

    /** How much of the message a failure report returns (RFC 3461 section 4.3). */
    public enum Ret {
        FULL,
        HDRS
    }

    /** When the message is to be released (RFC 4865). */
    public sealed interface Hold {
        /** When that is for a message submitted {@code now}. */
        Instant release(Instant now);
    }

    /**
     * @param interval 1 to 999,999,999 seconds
     */
    public record HoldFor(Duration interval) implements Hold {
        @Override
        public Instant release(Instant now) {
            return now.plus(interval);
        }
    }

    public record HoldUntil(Instant time) implements Hold {
        @Override
        public Instant release(Instant now) {
            return time;
        }
    }

    /**
     * Reads parameters by their names in any case.
     *
     * @param given values without their xtext encoding (RFC 8621 section 7), null where there is
     *     none
     */
    public static Reading<MailParameters> read(Map<String, @Nullable String> given) {
        var read = NONE;
        var seen = new HashSet<String>();
        for (var parameter : given.entrySet()) {
            String name = parameter.getKey();
            String keyword = name.toUpperCase(Locale.ROOT);
            var next = read.with(keyword, parameter.getValue());
            if (next == null) {
                return Wrongs.of(name, parameter.getValue());
            }
            // The grammar of RFC 5321 section 4.1.2 gives no meaning to a parameter that is there
            // twice; HOLDFOR and HOLDUNTIL exclude each other (RFC 4865).
            if (!seen.add(keyword.startsWith("HOLD") ? "HOLD" : keyword)) {
                return Wrongs.twice(name);
            }
            read = next;
        }
        return new Reading.Read<>(read);
    }

    private @Nullable MailParameters with(String keyword, @Nullable String value) {
        if (keyword.equals("SMTPUTF8")) {
            return value == null ? new MailParameters(size, body, ret, envid, hold, true) : null;
        }
        return value == null ? null : withValue(keyword, value);
    }

    private @Nullable MailParameters withValue(String keyword, String value) {
        return switch (keyword) {
            case "SIZE" ->
                    // RFC 1870 section 4: up to 20 digits; beyond 18 no message can be that large.
                    value.matches("[0-9]{1,18}")
                            ? new MailParameters(
                                    Long.valueOf(value), body, ret, envid, hold, smtpUtf8)
                            : null;
            case "BODY" ->
                    switch (value.toUpperCase(Locale.ROOT)) {
                        case "7BIT" -> withBody(Body.SEVEN_BIT);
                        case "8BITMIME" -> withBody(Body.EIGHT_BIT_MIME);
                        default -> null;
                    };
            case "RET" ->
                    switch (value.toUpperCase(Locale.ROOT)) {
                        case "FULL" -> withRet(Ret.FULL);
                        case "HDRS" -> withRet(Ret.HDRS);
                        default -> null;
                    };
            case "ENVID" ->
                    isEnvid(value)
                            ? new MailParameters(size, body, ret, value, hold, smtpUtf8)
                            : null;
            case "HOLDFOR" ->
                    value.matches("[1-9][0-9]{0,8}")
                            ? withHold(new HoldFor(Duration.ofSeconds(Long.parseLong(value))))
                            : null;
            case "HOLDUNTIL" -> until(value);
            default -> null;
        };
    }

    /** RFC 3461 section 4.4: printable ASCII, at most 100 octets as xtext. */
    private static boolean isEnvid(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_ENVID
                && value.chars().allMatch(c -> c >= ' ' && c <= '~')
                && Xtext.encode(value).length() <= MAX_ENVID;
    }

    /** RFC 4865: an Internet date-time in UTC, with {@code T} and {@code Z}. */
    private @Nullable MailParameters until(String value) {
        if (!value.matches(
                "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z")) {
            return null;
        }
        try {
            return withHold(new HoldUntil(Instant.parse(value)));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private MailParameters withBody(Body type) {
        return new MailParameters(size, type, ret, envid, hold, smtpUtf8);
    }

    private MailParameters withRet(Ret type) {
        return new MailParameters(size, body, type, envid, hold, smtpUtf8);
    }

    private MailParameters withHold(Hold release) {
        return new MailParameters(size, body, ret, envid, release, smtpUtf8);
    }
}
