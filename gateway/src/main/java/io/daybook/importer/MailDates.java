package io.daybook.importer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the dates of mail, leniently; a date that makes no sense is no date. */
final class MailDates {
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final String MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private static final String TIME = "(\\d{1,2}):(\\d{2})(?::(\\d{2}))?";

    /** The date that ends an mbox separator, in the shapes that mail programs write. */
    private static final Pattern SEPARATOR =
            Pattern.compile(
                    "\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +"
                            + MONTH
                            + " +(\\d{1,2}) +"
                            + TIME
                            + "(?: +([A-Z]{1,5}|[+-]\\d{4}))? +(\\d{4})(?: +([+-]\\d{4}))?");

    /**
     * RFC 5322 section 3.3 with the obsolete forms of section 4.3; what stands around it is
     * ignored.
     */
    private static final Pattern HEADER =
            Pattern.compile(
                    "(?<!\\d)(\\d{1,2})[ -]+"
                            + MONTH
                            + "[a-z]*[ -]+(\\d{2,4}) +"
                            + TIME
                            + " *([+-]\\d{4}|[A-Z]{1,5}\\b)?",
                    Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> ZONES =
            Map.of(
                    "EST", "-0500", "EDT", "-0400", "CST", "-0600", "CDT", "-0500", "MST", "-0700",
                    "MDT", "-0600", "PST", "-0800", "PDT", "-0700", "CET", "+0100", "CEST",
                    "+0200");

    private MailDates() {}

    /** The date of an mbox {@code From } line; times without a zone are UTC. */
    static Optional<Instant> ofSeparator(String line) {
        Matcher found = SEPARATOR.matcher(line);
        if (!found.find()) {
            return Optional.empty();
        }
        @Nullable String zone = found.group(8) != null ? found.group(8) : found.group(6);
        return instant(found.group(7), found.group(1), found.group(2), found, 3, zone);
    }

    /** The date of a Date header, or of the part of a Received header behind its last semicolon. */
    static Optional<Instant> ofHeader(String value) {
        Matcher found = HEADER.matcher(value.replaceAll("\\s+", " "));
        return found.find()
                ? instant(found.group(3), found.group(2), found.group(1), found, 4, found.group(7))
                : Optional.empty();
    }

    private static Optional<Instant> instant(
            String year, String month, String day, Matcher time, int group, @Nullable String zone) {
        try {
            var local =
                    LocalDateTime.of(
                            fullYear(year),
                            MONTHS.indexOf(month.toLowerCase(Locale.ROOT)) + 1,
                            Integer.parseInt(day),
                            Integer.parseInt(time.group(group)),
                            Integer.parseInt(time.group(group + 1)),
                            seconds(time.group(group + 2)));
            Instant instant = local.toInstant(offset(zone));
            // Archives without dates stamp the epoch itself: that is no date.
            return instant.getEpochSecond() > 0 ? Optional.of(instant) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** RFC 5322 section 4.3: years of two and three digits. */
    private static int fullYear(String digits) {
        int year = Integer.parseInt(digits);
        return switch (digits.length()) {
            case 2 -> year < 50 ? 2000 + year : 1900 + year;
            case 3 -> 1900 + year;
            default -> year;
        };
    }

    /** A leap second counts as the second before it. */
    private static int seconds(@Nullable String digits) {
        return digits == null ? 0 : Math.min(59, Integer.parseInt(digits));
    }

    private static ZoneOffset offset(@Nullable String zone) {
        String known = zone == null ? "" : ZONES.getOrDefault(zone.toUpperCase(Locale.ROOT), zone);
        if (!known.startsWith("+") && !known.startsWith("-")) {
            return ZoneOffset.UTC;
        }
        int digits = Integer.parseInt(known.substring(1));
        int minutes = digits / 100 * 60 + digits % 100;
        return ZoneOffset.ofTotalSeconds(60 * (known.startsWith("-") ? -minutes : minutes));
    }
}
