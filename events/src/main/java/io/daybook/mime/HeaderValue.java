package io.daybook.mime;

import java.time.OffsetDateTime;
import java.util.List;

/** The value of a header field in one of the forms of RFC 8621 section 4.1.2. */
public sealed interface HeaderValue {
    /**
     * Everything after the colon, normally with a leading space; line ends only where they fold.
     */
    record Raw(String value) implements HeaderValue {}

    record Text(String value) implements HeaderValue {}

    record Addresses(List<EmailAddress> value) implements HeaderValue {
        public Addresses {
            value = List.copyOf(value);
        }
    }

    record GroupedAddresses(List<EmailAddressGroup> value) implements HeaderValue {
        public GroupedAddresses {
            value = List.copyOf(value);
        }
    }

    /** Without angle brackets. */
    record MessageIds(List<String> value) implements HeaderValue {
        public MessageIds {
            value = List.copyOf(value);
        }
    }

    record Date(OffsetDateTime value) implements HeaderValue {}

    /** Without angle brackets. */
    record Urls(List<String> value) implements HeaderValue {
        public Urls {
            value = List.copyOf(value);
        }
    }

    /** The form in which the value is. */
    default HeaderForm form() {
        return switch (this) {
            case Raw _ -> HeaderForm.RAW;
            case Text _ -> HeaderForm.TEXT;
            case Addresses _ -> HeaderForm.ADDRESSES;
            case GroupedAddresses _ -> HeaderForm.GROUPED_ADDRESSES;
            case MessageIds _ -> HeaderForm.MESSAGE_IDS;
            case Date _ -> HeaderForm.DATE;
            case Urls _ -> HeaderForm.URLS;
        };
    }
}
