package io.daybook.submission;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The limits of submissions, as the submission capability advertises them where it can. */
public final class SubmissionRules {
    /** Octets of a message that is sent (RFC 1870; the maxSize of a {@code tooLarge}). */
    public static final long MAX_MESSAGE_OCTETS = 50_000_000;

    /** The maxRecipients of a {@code tooManyRecipients} (RFC 8621 section 7.5). */
    public static final int MAX_RECIPIENTS = 1_000;

    /** maxDelayedSend, in seconds: the most that nine digits can say. */
    public static final long MAX_DELAYED_SEND = 999_999_999;

    /** The last time to which HOLDUNTIL may hold a message: the last that its form can say. */
    public static final Instant MAX_HOLD_UNTIL = Instant.parse("9999-12-31T23:59:59Z");

    /** What a client may use in an envelope: EHLO keywords and their parameters. */
    public static final Map<String, List<String>> EXTENSIONS =
            Collections.unmodifiableMap(
                    new TreeMap<>(
                            Map.of(
                                    "8BITMIME",
                                    List.of(),
                                    "DSN",
                                    List.of(),
                                    "FUTURERELEASE",
                                    List.of(
                                            Long.toString(MAX_DELAYED_SEND),
                                            MAX_HOLD_UNTIL.toString()),
                                    "SIZE",
                                    List.of(Long.toString(MAX_MESSAGE_OCTETS)),
                                    "SMTPUTF8",
                                    List.of())));

    /** Submissions of one account that are not finished. */
    public static final int MAX_PENDING = 10_000;

    /** Characters of a reply that are kept. */
    public static final int MAX_REPLY = 1_000;

    private SubmissionRules() {}
}
