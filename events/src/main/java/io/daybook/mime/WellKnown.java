package io.daybook.mime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Names that digests store as small numbers. The order is part of the stored form: only ever
 * append.
 */
final class WellKnown {
    private static final String[] NAMES =
            ("From To Cc Bcc Sender Reply-To Subject Date Message-ID In-Reply-To References Message-Id"
                            + " Content-Type Content-Transfer-Encoding Content-Disposition Content-ID Content-Id"
                            + " Content-Language Content-Location Content-Description MIME-Version Mime-Version"
                            + " Received Return-Path Delivered-To X-Original-To DKIM-Signature ARC-Seal"
                            + " ARC-Message-Signature ARC-Authentication-Results Authentication-Results Received-SPF"
                            + " List-Id List-ID List-Help List-Unsubscribe List-Unsubscribe-Post List-Subscribe"
                            + " List-Post List-Owner List-Archive Precedence Comments Keywords Errors-To"
                            + " Resent-From Resent-To Resent-Cc Resent-Date Resent-Message-ID Resent-Sender"
                            + " X-Mailer User-Agent X-Priority Priority Importance X-MSMail-Priority Thread-Topic"
                            + " Thread-Index Accept-Language Auto-Submitted X-Received X-Gm-Message-State"
                            + " X-Google-DKIM-Signature X-Google-Smtp-Source X-Forwarded-To X-Forwarded-For"
                            + " X-Spam-Status X-Spam-Score X-Spam-Level X-Spam-Flag X-Spam-Checker-Version"
                            + " X-Virus-Scanned X-Mailman-Version X-BeenThere X-Loop X-Mailing-List Feedback-ID"
                            + " X-MS-Has-Attach X-MS-TNEF-Correlator x-ms-exchange-messagesentrepresentingtype"
                            + " X-MimeOLE X-MIMEOLE X-Originating-IP X-OriginatorOrg Organization Status X-Status"
                            + " X-UID X-Keywords Lines X-Sender X-Authenticated-Sender Autocrypt Openpgp"
                            + " X-Attachment-Id In-reply-to CC Sensitivity Disposition-Notification-To"
                            + " Return-Receipt-To DomainKey-Signature X-Google-Original-From X-Source X-Source-IP"
                            + " X-Proofpoint-GUID X-Proofpoint-ORIG-GUID X-Mailgun-Sid X-SG-EID X-SES-Outgoing"
                            + " X-Message-ID-Hash X-MailFrom Message-ID-Hash X-List-Administrivia Content-Length")
                    .split(" ");

    private static final String[] TYPES =
            ("text/plain text/html multipart/alternative multipart/mixed multipart/related multipart/signed"
                            + " multipart/report multipart/digest multipart/encrypted message/rfc822"
                            + " message/delivery-status application/octet-stream application/pdf image/png image/jpeg"
                            + " image/gif application/pgp-signature application/pkcs7-signature application/zip"
                            + " text/calendar text/x-patch application/pgp-encrypted application/ms-tnef text/csv"
                            + " application/gzip text/rfc822-headers application/msword text/enriched")
                    .split(" ");

    private static final Set<String> EVERYDAY = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private static final Set<String> ALL_NAMES = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private static final Map<String, Integer> NAME_NUMBERS = numbers(NAMES);
    private static final Map<String, Integer> TYPE_NUMBERS = numbers(TYPES);

    static {
        for (int i = 0; i < NAMES.length; i++) {
            ALL_NAMES.add(NAMES[i]);
            if (i <= 11) {
                EVERYDAY.add(NAMES[i]);
            }
        }
    }

    private WellKnown() {}

    /** Whether a stored digest keeps the field where lists of mail find it at once. */
    static boolean isEveryday(String name) {
        return switch (name) {
            case "From", "To", "Cc", "Bcc", "Sender", "Reply-To", "Subject", "Date", "Message-ID" ->
                    true;
            case "Received", "DKIM-Signature", "Content-Type" -> false;
            default -> name.length() <= 11 && EVERYDAY.contains(name);
        };
    }

    static boolean isHeaderName(String name) {
        return ALL_NAMES.contains(name) || name.toLowerCase(Locale.ROOT).startsWith("x-");
    }

    /** The number of a header name spelt exactly so, from 1, or 0. */
    static int nameNumber(String name) {
        return NAME_NUMBERS.getOrDefault(name, 0);
    }

    static @Nullable String name(long number) {
        return number > 0 && number <= NAMES.length ? NAMES[(int) number - 1] : null;
    }

    /** The number of a media type, from 1, or 0. */
    static int typeNumber(String type) {
        return TYPE_NUMBERS.getOrDefault(type, 0);
    }

    static @Nullable String type(long number) {
        return number > 0 && number <= TYPES.length ? TYPES[(int) number - 1] : null;
    }

    private static Map<String, Integer> numbers(String[] values) {
        var numbers = new HashMap<String, Integer>();
        for (int i = 0; i < values.length; i++) {
            numbers.putIfAbsent(values[i], i + 1);
        }
        return numbers;
    }
}
