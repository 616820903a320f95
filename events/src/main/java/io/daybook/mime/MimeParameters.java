package io.daybook.mime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value with parameters (RFC 2045 section 5.1, RFC 2231), read with tolerance for missing
 * semicolons and unquoted spaces. At most 200 parameters are read.
 */
final class MimeParameters {
    private static final int MAX_PARAMETERS = 200;

    private final String text;
    private final Map<String, String> plain = new HashMap<>();
    private final Map<String, List<ParameterSection>> extended = new HashMap<>();
    private String value = "";
    private int at;

    private MimeParameters(String text) {
        this.text = text;
    }

    static MimeParameters parse(String raw) {
        var field = new MimeParameters(Unfolding.unfold(raw));
        field.readValue();
        field.readParameters();
        return field;
    }

    /** What stands before the parameters, without comments and white space. */
    String value() {
        return value;
    }

    /** The decoded parameter with this lower-case name, or null. */
    @Nullable String get(String name) {
        var sections = extended.get(name);
        String decoded = sections == null ? null : ParameterSection.join(sections);
        return decoded != null ? decoded : plain.get(name);
    }

    /**
     * The parameter as a name for people: one that RFC 2231 does not encode may have encoded-words.
     */
    @Nullable String text(String name) {
        String value = get(name);
        return value == null || extended.containsKey(name)
                ? value
                : EncodedWords.decodeAnywhere(value);
    }

    private void readValue() {
        var out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != ';') {
            char c = text.charAt(at);
            if (c == '(') {
                int comment = Unfolding.commentEnd(text, at);
                at = comment < 0 ? text.length() : comment;
            } else if (c > ' ') {
                out.append(c);
                at++;
            } else {
                skipBlanks();
                if (!out.isEmpty() && isParameter(at)) {
                    break;
                }
            }
        }
        value = out.toString();
    }

    /** Whether a name and an equals sign stand here, as after a forgotten semicolon. */
    private boolean isParameter(int from) {
        int i = from;
        while (i < text.length()
                && text.charAt(i) > ' '
                && ";=\"(),/?".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i > from && i < text.length() && text.charAt(i) == '=';
    }

    private void readParameters() {
        for (int count = 0; at < text.length() && count < MAX_PARAMETERS; count++) {
            skipSeparators();
            String name = readName();
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                String parameter = readParameter();
                if (!name.isEmpty() && !parameter.isEmpty()) {
                    store(name, parameter);
                }
            }
        }
    }

    private void store(String name, String parameter) {
        int star = name.indexOf('*');
        if (star < 0) {
            plain.putIfAbsent(name, parameter);
        } else if (star > 0) {
            var section = ParameterSection.of(name.substring(star + 1), parameter);
            if (section != null) {
                extended.computeIfAbsent(name.substring(0, star), _ -> new ArrayList<>())
                        .add(section);
            }
        }
    }

    private String readName() {
        int start = at;
        while (at < text.length()
                && text.charAt(at) > ' '
                && text.charAt(at) != '='
                && text.charAt(at) != ';') {
            at++;
        }
        String name = text.substring(start, at).toLowerCase(Locale.ROOT);
        skipBlanks();
        return name;
    }

    private String readParameter() {
        skipBlanks();
        return at < text.length() && text.charAt(at) == '"' ? quoted() : unquoted();
    }

    private String quoted() {
        var out = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            out.append(text.charAt(at));
        }
        at = Math.min(at + 1, text.length());
        return out.toString();
    }

    private String unquoted() {
        int start = at;
        int end = at;
        while (at < text.length() && text.charAt(at) != ';') {
            if (text.charAt(at) > ' ') {
                end = ++at;
                continue;
            }
            skipBlanks();
            if (isParameter(at) || at < text.length() && text.charAt(at) == '(') {
                break;
            }
        }
        String parameter = text.substring(start, end);
        int comment =
                at < text.length() && text.charAt(at) == '(' ? Unfolding.commentEnd(text, at) : -1;
        at = comment > 0 ? comment : at;
        return parameter;
    }

    private void skipSeparators() {
        while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == ';')) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '(') {
            int comment = Unfolding.commentEnd(text, at);
            at = comment > 0 ? comment : at + 1;
        }
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }
}
