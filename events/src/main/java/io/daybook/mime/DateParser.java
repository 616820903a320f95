package io.daybook.mime;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date-time (RFC 5322 section 3.3 and 4.3), its parts in any order that leaves no doubt.
 */
final class DateParser {
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int MAX_LENGTH = 1000;

    private int day;
    private int month;
    private int year = -1;
    private int hour = -1;
    private int minute;
    private int second;
    private int offsetMinutes;
    private boolean zone;

    private DateParser() {}

    static @Nullable OffsetDateTime parse(String raw) {
        if (raw.length() > MAX_LENGTH) {
            return null;
        }
        var parser = new DateParser();
        var tokens = new StringTokenizer(Unfolding.withoutComments(raw), " \t,");
        boolean readable = true;
        while (readable && tokens.hasMoreTokens()) {
            readable = parser.token(tokens.nextToken());
        }
        return readable ? parser.result() : null;
    }

    private boolean token(String token) {
        char first = token.charAt(0);
        if ((first == '+' || first == '-') && hour >= 0) {
            return zone(token);
        }
        if (token.indexOf(':') > 0) {
            return time(token);
        }
        int dash = token.indexOf('-');
        if (dash > 0 && hour < 0 && year < 0) {
            for (String piece : token.split("-", 4)) {
                if (piece.isEmpty() || !word(piece)) {
                    return false;
                }
            }
            return true;
        }
        return word(token);
    }

    private boolean word(String token) {
        int number = number(token, 4);
        if (number >= 0) {
            return number(number, token.length());
        }
        String name = token.toLowerCase(Locale.ROOT);
        int found = name.length() >= 3 ? MONTHS.indexOf(name.substring(0, 3)) : -1;
        if (month == 0 && found >= 0 && found % 3 == 0) {
            month = found / 3 + 1;
        } else if (hour >= 0 && !zone) {
            namedZone(name);
        }
        return true;
    }

    private boolean number(int number, int digits) {
        if (day == 0 && digits <= 2) {
            day = number;
            return true;
        }
        if (year < 0) {
            // RFC 5322 section 4.3: two-digit years are 2000 to 2049 or 1950 to 1999, three-digit
            // ones add 1900.
            year =
                    digits > 3
                            ? number
                            : digits == 3 || number >= 50 ? number + 1900 : number + 2000;
        }
        return true;
    }

    private boolean time(String token) {
        if (hour >= 0) {
            return true;
        }
        int end = 0;
        while (end < token.length()
                && (token.charAt(end) == ':' || Character.isDigit(token.charAt(end)))) {
            end++;
        }
        String[] pieces = token.substring(0, end).split(":", 4);
        if (pieces.length < 2 || pieces.length > 3) {
            return false;
        }
        hour = number(pieces[0], 2);
        minute = number(pieces[1], 2);
        second = pieces.length == 3 ? Math.min(number(pieces[2], 2), 60) : 0;
        // A leap second is told as the one before it.
        second = second == 60 ? 59 : second;
        boolean signed =
                end < token.length() && (token.charAt(end) == '+' || token.charAt(end) == '-');
        return hour >= 0 && minute >= 0 && second >= 0 && (!signed || zone(token.substring(end)));
    }

    private boolean zone(String token) {
        if (zone) {
            return true;
        }
        zone = true;
        String digits = token.substring(1).replace(":", "");
        int number = number(digits, 4);
        if (number < 0 || digits.length() < 3) {
            offsetMinutes = number < 0 ? 0 : (token.charAt(0) == '-' ? -60 : 60) * number;
            return true;
        }
        int minutes = number / 100 * 60 + number % 100;
        offsetMinutes = token.charAt(0) == '-' ? -minutes : minutes;
        return number % 100 < 60;
    }

    // RFC 5322 section 4.3: the zones of North America; all other names say nothing about the
    // offset.
    private void namedZone(String name) {
        zone = true;
        offsetMinutes =
                60
                        * switch (name.length() > 3 ? name.substring(0, 3) : name) {
                            case "edt" -> -4;
                            case "est", "cdt" -> -5;
                            case "cst", "mdt" -> -6;
                            case "mst", "pdt" -> -7;
                            case "pst" -> -8;
                            default -> 0;
                        };
    }

    private @Nullable OffsetDateTime result() {
        if (day == 0 || month == 0 || year < 0 || hour < 0) {
            return null;
        }
        try {
            var local = LocalDateTime.of(year, month, day, hour, minute, second);
            if (Math.abs(offsetMinutes) > 18 * 60) {
                return local.minusMinutes(offsetMinutes).atOffset(ZoneOffset.UTC);
            }
            return local.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        } catch (DateTimeException noSuchDate) {
            return null;
        }
    }

    /** The number written in one to so many ASCII digits, or -1. */
    private static int number(String text, int maxDigits) {
        if (text.isEmpty() || text.length() > maxDigits) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
