package io.daybook.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an address-list (RFC 5322 section 3.4) as best it can, in one pass. */
final class AddressParser {
    private final String text;
    private int at;
    private boolean noMoreQuotes;
    private boolean noMoreComments;

    private final List<EmailAddressGroup> groups = new ArrayList<>();
    private List<EmailAddress> members = new ArrayList<>();
    private @Nullable String groupName;
    private AddressPhrase phrase = new AddressPhrase();
    private @Nullable String angle;
    private @Nullable String comment;

    private AddressParser(String text) {
        this.text = text;
    }

    static List<EmailAddressGroup> parse(String raw) {
        var parser = new AddressParser(Unfolding.unfold(raw));
        parser.run();
        return List.copyOf(parser.groups);
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case ',' -> {
                    endMailbox();
                    at++;
                }
                case ';' -> {
                    endMailbox();
                    if (groupName != null) {
                        endGroup();
                    }
                    at++;
                }
                case ':' -> colon();
                case '<' -> angle();
                case '>' -> at++;
                case '(' -> comment();
                case '"' -> quoted();
                case ' ', '\t' -> {
                    phrase.space();
                    at++;
                }
                default -> atom();
            }
        }
        endMailbox();
        endGroup();
    }

    private void colon() {
        at++;
        if (groupName != null || angle != null || phrase.hasAt()) {
            phrase.atom(":");
            return;
        }
        String name = phrase.decoded();
        reset();
        endGroup();
        groupName = name == null ? "" : name;
    }

    private void angle() {
        if (angle != null) {
            // A comma is missing: what followed the last address names this one.
            var name = phrase;
            phrase = new AddressPhrase();
            endMailbox();
            phrase = name;
        }
        at++;
        var spec = new AddressPhrase();
        while (at < text.length() && text.charAt(at) != '>') {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> spec.verbatim(quotedText());
                case '(' -> commentText();
                case ' ', '\t' -> {
                    spec.space();
                    at++;
                }
                case '<' -> at++;
                default -> {
                    spec.verbatim(String.valueOf(c));
                    at++;
                }
            }
        }
        at++;
        angle = withoutRoute(spec.addrSpec());
    }

    // RFC 5322 section 4.4: obs-route, which is to be ignored.
    private static String withoutRoute(String spec) {
        int colon = spec.startsWith("@") ? spec.indexOf(':') : -1;
        return colon < 0 ? spec : spec.substring(colon + 1);
    }

    private void comment() {
        String inner = commentText();
        if (inner != null && (angle != null || phrase.hasAt())) {
            comment = inner;
        }
    }

    private @Nullable String commentText() {
        int end = noMoreComments ? -1 : Unfolding.commentEnd(text, at);
        if (end < 0) {
            noMoreComments = true;
            at++;
            return null;
        }
        String inner = text.substring(at + 1, end - 1);
        at = end;
        return AddressPhrase.unquoted(inner);
    }

    private void quoted() {
        int start = at;
        String raw = quotedText();
        if (at - start > 1) {
            phrase.quoted(raw);
        }
    }

    /** The quoted string that opens here with its quotes, or nothing when it never closes. */
    private String quotedText() {
        int start = at;
        int i = at + 1;
        while (!noMoreQuotes && i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        if (noMoreQuotes || i >= text.length()) {
            noMoreQuotes = true;
            at++;
            return "";
        }
        at = i + 1;
        return text.substring(start, at);
    }

    private void atom() {
        int start = at;
        while (at < text.length() && ",;:<>(\" \t".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '[') {
                domainLiteral();
            } else {
                at++;
            }
        }
        phrase.atom(text.substring(start, at));
    }

    private void domainLiteral() {
        int i = at + 1;
        while (i < text.length() && ",;<>(\" \t[]".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        at = i < text.length() && text.charAt(i) == ']' ? i + 1 : at + 1;
    }

    private void endMailbox() {
        if (angle != null) {
            String name = phrase.decoded();
            members.add(new EmailAddress(name != null ? name : decodedComment(), angle));
        } else if (!phrase.isEmpty()) {
            members.add(phrase.asMailbox(decodedComment()));
        }
        reset();
    }

    private @Nullable String decodedComment() {
        if (comment == null) {
            return null;
        }
        String name = HeaderForms.normalized(EncodedWords.decode(comment)).strip();
        return name.isEmpty() ? null : name;
    }

    private void endGroup() {
        if (groupName != null || !members.isEmpty()) {
            groups.add(new EmailAddressGroup(groupName, members));
        }
        members = new ArrayList<>();
        groupName = null;
    }

    private void reset() {
        phrase = new AddressPhrase();
        angle = null;
        comment = null;
    }
}
