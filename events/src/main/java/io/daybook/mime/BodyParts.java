package io.daybook.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flat lists of RFC 8621 section 4.1.4, made by the algorithm that it suggests. */
public record BodyParts(List<Part> textBody, List<Part> htmlBody, List<Part> attachments) {
    public BodyParts {
        textBody = List.copyOf(textBody);
        htmlBody = List.copyOf(htmlBody);
        attachments = List.copyOf(attachments);
    }

    public static BodyParts of(Digest digest) {
        return of(digest.root());
    }

    public static BodyParts of(Part root) {
        var text = new ArrayList<Part>();
        var html = new ArrayList<Part>();
        var attachments = new ArrayList<Part>();
        split(List.of(root), "mixed", false, html, text, attachments);
        return new BodyParts(text, html, attachments);
    }

    /**
     * Whether a client should offer something to download: an attachment that is neither inline by
     * its disposition nor a picture that the HTML next to it shows (one with a Content-ID, no
     * disposition, in a multipart/related).
     */
    public boolean hasAttachment(Part root) {
        return attachments.stream()
                .anyMatch(part -> !"inline".equals(part.disposition()) && !isEmbedded(root, part));
    }

    private static boolean isEmbedded(Part root, Part part) {
        // RFC 8621 section 4.1.4: the server MAY ignore parts that are referenced as embedded
        // images.
        return part.disposition() == null
                && part.cid() != null
                && part.type().startsWith("image/")
                && isInRelated(root, part);
    }

    private static boolean isInRelated(Part multipart, Part part) {
        for (Part child : multipart.subParts()) {
            if (child == part) {
                return multipart.type().equals("multipart/related");
            }
            if (isInRelated(child, part)) {
                return true;
            }
        }
        return false;
    }

    private static void split(
            List<Part> parts,
            String multipartType,
            boolean inAlternative,
            @Nullable List<Part> htmlBody,
            @Nullable List<Part> textBody,
            List<Part> attachments) {
        List<Part> html = htmlBody;
        List<Part> text = textBody;
        int textLength = text == null ? -1 : text.size();
        int htmlLength = html == null ? -1 : html.size();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.isMultipart()) {
                String sub = part.type().substring(part.type().indexOf('/') + 1);
                boolean alternative = inAlternative || sub.equals("alternative");
                split(part.subParts(), sub, alternative, html, text, attachments);
            } else if (!isInline(part, i, multipartType)) {
                attachments.add(part);
            } else if (multipartType.equals("alternative")) {
                alternative(part, html, text, attachments);
            } else {
                html = inAlternative && part.type().equals("text/plain") ? null : html;
                text = inAlternative && part.type().equals("text/html") ? null : text;
                add(part, text);
                add(part, html);
                // RFC 8621 section 4.1.4: what is in neither body is an attachment.
                boolean isLost = text == null && html == null;
                if (isLost || (text == null || html == null) && part.isInlineMedia()) {
                    attachments.add(part);
                }
            }
        }
        if (multipartType.equals("alternative") && text != null && html != null) {
            fill(text, textLength, html, htmlLength);
        }
    }

    private static boolean isInline(Part part, int index, String multipartType) {
        return !"attachment".equals(part.disposition())
                && (part.type().equals("text/plain")
                        || part.type().equals("text/html")
                        || part.isInlineMedia())
                && (index == 0
                        || !multipartType.equals("related")
                                && (part.isInlineMedia() || part.name() == null));
    }

    private static void alternative(
            Part part,
            @Nullable List<Part> html,
            @Nullable List<Part> text,
            List<Part> attachments) {
        switch (part.type()) {
            case "text/plain" -> add(part, text == null ? attachments : text);
            case "text/html" -> add(part, html == null ? attachments : html);
            default -> attachments.add(part);
        }
    }

    private static void add(Part part, @Nullable List<Part> list) {
        if (list != null) {
            list.add(part);
        }
    }

    /** What an alternative offers in one form only serves as the other form too. */
    private static void fill(List<Part> text, int textLength, List<Part> html, int htmlLength) {
        int textEnd = text.size();
        int htmlEnd = html.size();
        if (textLength == textEnd && htmlLength != htmlEnd) {
            text.addAll(List.copyOf(html.subList(htmlLength, htmlEnd)));
        }
        if (htmlLength == htmlEnd && textLength != textEnd) {
            html.addAll(List.copyOf(text.subList(textLength, textEnd)));
        }
    }
}
