package io.daybook.email.projection.text;

import io.daybook.mime.Digest;
import io.daybook.mime.HeaderForms;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of the header of a message is searched, and when a field contains a text. */
public final class HeaderTexts {
    /** Names whose values are not indexed: long, and of use to machines only. */
    private static final Set<String> UNINDEXED =
            Set.of(
                    "received",
                    "x-received",
                    "received-spf",
                    "dkim-signature",
                    "x-google-dkim-signature",
                    "domainkey-signature",
                    "arc-seal",
                    "arc-message-signature",
                    "arc-authentication-results",
                    "authentication-results",
                    "x-gm-message-state",
                    "x-google-smtp-source",
                    "x-microsoft-antispam-message-info",
                    "x-ms-exchange-antispam-messagedata",
                    "x-ms-exchange-antispam-messagedata-0",
                    "x-face",
                    "face",
                    "autocrypt");

    private HeaderTexts() {}

    /**
     * Whether the words of the fields of this name lead to the messages that have them.
     *
     * @param name in lower case
     */
    public static boolean isIndexed(String name) {
        return !UNINDEXED.contains(name);
    }

    /** The decoded values of the fields, with {@link Words#GAP} between them. */
    public static String of(Digest digest, String name) {
        return values(digest, name).collect(Collectors.joining(String.valueOf(Words.GAP)));
    }

    /**
     * Whether the value of a field of this name contains the text.
     *
     * @param text as {@link Folding#foldValue} gives it
     */
    public static boolean contain(Digest digest, String name, String text) {
        return values(digest, name).map(Folding::foldValue).anyMatch(value -> value.contains(text));
    }

    private static Stream<String> values(Digest digest, String name) {
        return digest.headers().all(name).stream().map(HeaderForms::asText);
    }
}
