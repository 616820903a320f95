package io.daybook.email.jmap;

import io.daybook.mime.HeaderForm;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The convenience properties for header fields (RFC 8621 section 4.1.3). */
enum EverydayHeader {
    MESSAGE_ID("messageId", "Message-ID", HeaderForm.MESSAGE_IDS),
    IN_REPLY_TO("inReplyTo", "In-Reply-To", HeaderForm.MESSAGE_IDS),
    REFERENCES("references", "References", HeaderForm.MESSAGE_IDS),
    SENDER("sender", "Sender", HeaderForm.ADDRESSES),
    FROM("from", "From", HeaderForm.ADDRESSES),
    TO("to", "To", HeaderForm.ADDRESSES),
    CC("cc", "Cc", HeaderForm.ADDRESSES),
    BCC("bcc", "Bcc", HeaderForm.ADDRESSES),
    REPLY_TO("replyTo", "Reply-To", HeaderForm.ADDRESSES),
    SUBJECT("subject", "Subject", HeaderForm.TEXT),
    SENT_AT("sentAt", "Date", HeaderForm.DATE);

    private static final Map<String, HeaderProperty> BY_NAME =
            Stream.of(values())
                    .collect(
                            Collectors.toMap(
                                    EverydayHeader::property,
                                    h -> new HeaderProperty(h.property, h.field, h.form, false)));

    private final String property;
    private final String field;
    private final HeaderForm form;

    EverydayHeader(String property, String field, HeaderForm form) {
        this.property = property;
        this.field = field;
        this.form = form;
    }

    /**
     * The header field that a property of an email stands for; null when it is no such property.
     */
    static @Nullable HeaderProperty parse(String name) {
        HeaderProperty everyday = BY_NAME.get(name);
        return everyday == null ? HeaderProperty.parse(name) : everyday;
    }

    String property() {
        return property;
    }

    String field() {
        return field;
    }

    HeaderForm form() {
        return form;
    }
}
