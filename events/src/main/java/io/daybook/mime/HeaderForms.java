package io.daybook.mime;

import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parsed forms of a Raw header value (RFC 8621 section 4.1.2). No value makes them throw. */
public final class HeaderForms {
    private HeaderForms() {}

    /** The value itself, which is kept in Raw form. */
    public static String asRaw(String raw) {
        return raw;
    }

    public static String asText(String raw) {
        String text = Unfolding.unfold(raw);
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return normalized(EncodedWords.decode(text.substring(start)));
    }

    public static List<EmailAddress> asAddresses(String raw) {
        var addresses = new ArrayList<EmailAddress>();
        for (var group : AddressParser.parse(raw)) {
            addresses.addAll(group.addresses());
        }
        return addresses;
    }

    public static List<EmailAddressGroup> asGroupedAddresses(String raw) {
        return AddressParser.parse(raw);
    }

    /** The ids without angle brackets, or null when there is none. */
    public static @Nullable List<String> asMessageIds(String raw) {
        return BracketedList.messageIds(raw);
    }

    /** The date, or null when it cannot be read as one. */
    public static @Nullable OffsetDateTime asDate(String raw) {
        return DateParser.parse(raw);
    }

    /** The URLs without angle brackets, or null when there is none in brackets. */
    public static @Nullable List<String> asUrls(String raw) {
        return BracketedList.urls(raw);
    }

    static String normalized(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
