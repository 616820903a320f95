package io.daybook.mime;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The forms in which a header field may be fetched or set (RFC 8621 section 4.1.2). */
public enum HeaderForm {
    RAW("asRaw"),
    TEXT("asText"),
    ADDRESSES("asAddresses"),
    GROUPED_ADDRESSES("asGroupedAddresses"),
    MESSAGE_IDS("asMessageIds"),
    DATE("asDate"),
    URLS("asURLs");

    private static final Set<String> ADDRESS_FIELDS =
            Set.of(
                    "from",
                    "sender",
                    "reply-to",
                    "to",
                    "cc",
                    "bcc",
                    "resent-from",
                    "resent-sender",
                    "resent-reply-to",
                    "resent-to",
                    "resent-cc",
                    "resent-bcc");
    private static final Set<String> ID_FIELDS =
            Set.of("message-id", "in-reply-to", "references", "resent-message-id");
    private static final Set<String> DATE_FIELDS = Set.of("date", "resent-date");
    private static final Set<String> TEXT_FIELDS = Set.of("subject", "comments", "keywords");
    private static final Set<String> URL_FIELDS =
            Set.of(
                    "list-help",
                    "list-unsubscribe",
                    "list-subscribe",
                    "list-post",
                    "list-owner",
                    "list-archive");
    private static final Set<String> TRACE_FIELDS = Set.of("return-path", "received");

    private final String suffix;

    HeaderForm(String suffix) {
        this.suffix = suffix;
    }

    /** The name of the form in a header property, such as {@code asText}. */
    public String suffix() {
        return suffix;
    }

    public static Optional<HeaderForm> ofSuffix(String suffix) {
        for (var form : values()) {
            if (form.suffix.equals(suffix)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    /** Whether the field of this name, in any case, may be fetched and set in this form. */
    public boolean allowedFor(String name) {
        String field = name.toLowerCase(Locale.ROOT);
        boolean free = !isDefinedElsewhere(field);
        return switch (this) {
            case RAW -> true;
            case TEXT -> free || TEXT_FIELDS.contains(field);
            case ADDRESSES, GROUPED_ADDRESSES -> free || ADDRESS_FIELDS.contains(field);
            case MESSAGE_IDS -> free || ID_FIELDS.contains(field);
            case DATE -> free || DATE_FIELDS.contains(field);
            case URLS -> free || URL_FIELDS.contains(field);
        };
    }

    /** Whether RFC 5322 or RFC 2369 defines the field. */
    private static boolean isDefinedElsewhere(String field) {
        return ADDRESS_FIELDS.contains(field)
                || ID_FIELDS.contains(field)
                || DATE_FIELDS.contains(field)
                || TEXT_FIELDS.contains(field)
                || URL_FIELDS.contains(field)
                || TRACE_FIELDS.contains(field);
    }
}
