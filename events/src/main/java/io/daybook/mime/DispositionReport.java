package io.daybook.mime;

import io.daybook.mime.DispositionNotification.Disposition;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The machine-readable part of a disposition notification that is made here (RFC 8098 section 3.1).
 *
 * @param originalRecipient with its address type
 * @param finalRecipient with its address type
 * @param originalMessageId with angle brackets
 */
public record DispositionReport(
        @Nullable String reportingUa,
        @Nullable String originalRecipient,
        String finalRecipient,
        @Nullable String originalMessageId,
        Disposition disposition,
        Map<String, String> extensions) {
    /** Chars of a value: with its name it is one line of RFC 5322. */
    public static final int MAX_VALUE = 700;

    private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,100}");

    /** Whether the text can be the value of a field: nothing in it begins another one. */
    public static boolean isValue(String text) {
        return text.length() <= MAX_VALUE
                && !text.isBlank()
                && text.chars().noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7F);
    }

    /** Whether an extension field may have this name (RFC 8098 section 3.3). */
    public static boolean isExtensionName(String name) {
        return NAME.matcher(name).matches() && !DispositionNotification.isOwnField(name);
    }

    /** RFC 8098 section 3.2.7: what is not ASCII needs the type of RFC 6533. */
    public String type() {
        boolean ascii = text().chars().allMatch(c -> c < 0x80);
        return ascii
                ? "message/disposition-notification"
                : "message/global-disposition-notification";
    }

    public byte[] octets() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        var fields = new LinkedHashMap<String, @Nullable String>();
        fields.put(DispositionNotification.REPORTING_UA, reportingUa);
        fields.put(DispositionNotification.ORIGINAL_RECIPIENT, originalRecipient);
        fields.put(DispositionNotification.FINAL_RECIPIENT, finalRecipient);
        fields.put(DispositionNotification.ORIGINAL_MESSAGE_ID, originalMessageId);
        fields.put(
                DispositionNotification.DISPOSITION,
                disposition.actionMode()
                        + "/"
                        + disposition.sendingMode()
                        + "; "
                        + disposition.type());
        fields.putAll(extensions);
        var text = new StringBuilder();
        fields.forEach((name, value) -> {
            if (value != null) {
                text.append(name).append(": ").append(value).append("\r\n");
            }
        });
        return text.toString();
    }
}
