package io.daybook.mdn.jmap;

import io.daybook.core.jmap.Call;
import io.daybook.mime.ComposeDefaults;
import io.daybook.mime.ComposeResult;
import io.daybook.mime.DispositionReport;
import io.daybook.mime.EmailAddress;
import io.daybook.mime.HeaderValue;
import io.daybook.mime.MessageComposer;
import io.daybook.mime.NewBody;
import io.daybook.mime.NewHeader;
import io.daybook.mime.NewMessage;
import io.daybook.mime.NewPart;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A notification as a message: a multipart/report (RFC 8098 section 3). */
record MdnLetter(
        EmailAddress from,
        List<EmailAddress> to,
        String subject,
        String text,
        DispositionReport report) {
    private static final String TEXT = "text";
    private static final String REPORT = "report";
    private static final String ORIGINAL = "original";

    /**
     * @param original the message that it is about, when that is to be in it
     */
    ComposeResult compose(byte @Nullable [] original, Call call) {
        var parts = new ArrayList<NewPart>();
        parts.add(NewPart.text(TEXT, "text/plain"));
        parts.add(part(report.type(), REPORT));
        if (original != null) {
            parts.add(part("message/rfc822", ORIGINAL));
        }
        var body = new NewBody.Structure(NewPart.multipart("multipart/report", parts));
        var message = new NewMessage(headers(), body, Map.of(TEXT, text));
        return MessageComposer.compose(
                message,
                id ->
                        id.equals(REPORT)
                                ? Optional.of(report.octets())
                                : Optional.ofNullable(original),
                defaults(call));
    }

    private static NewPart part(String type, String blob) {
        return new NewPart(
                null, blob, type, null, null, null, null, null, null, List.of(), List.of());
    }

    private List<NewHeader> headers() {
        var headers = new ArrayList<NewHeader>();
        headers.add(new NewHeader("from", "From", new HeaderValue.Addresses(List.of(from))));
        headers.add(new NewHeader("to", "To", new HeaderValue.Addresses(to)));
        headers.add(new NewHeader("subject", "Subject", new HeaderValue.Text(subject)));
        if (report.disposition().sendingMode().endsWith("automatically")) {
            // RFC 3834 section 5: nobody wrote it.
            headers.add(
                    new NewHeader(
                            "header:Auto-Submitted",
                            "Auto-Submitted",
                            new HeaderValue.Text("auto-replied")));
        }
        return headers;
    }

    private static ComposeDefaults defaults(Call call) {
        String user = call.user().value();
        String domain = user.substring(user.lastIndexOf('@') + 1);
        return new ComposeDefaults(
                random(call) + "." + random(call) + "@" + domain,
                call.now().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC),
                _ -> "=_" + random(call) + random(call));
    }

    private static String random(Call call) {
        return Long.toUnsignedString(call.random(), 36);
    }
}
