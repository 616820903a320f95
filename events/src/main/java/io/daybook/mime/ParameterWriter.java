package io.daybook.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a MIME parameter: as a quoted string where that is enough, else by RFC 2231. */
final class ParameterWriter {
    private static final int MAX_QUOTED = 200;
    private static final int MAX_SECTION = 60;

    private ParameterWriter() {}

    /** The parameter, as several where it is long. */
    static List<String> parameter(String name, String value) {
        boolean plain = value.chars().allMatch(c -> c >= ' ' && c < 0x7F) && !value.contains("=?");
        if (plain && value.length() <= MAX_QUOTED) {
            return List.of(name + "=" + quoted(value));
        }
        var sections = sections(value);
        if (sections.size() == 1) {
            return List.of(name + "*=utf-8''" + sections.getFirst());
        }
        var parameters = new ArrayList<String>();
        for (int i = 0; i < sections.size(); i++) {
            parameters.add(name + "*" + i + "*=" + (i == 0 ? "utf-8''" : "") + sections.get(i));
        }
        return parameters;
    }

    static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String hex(byte octet) {
        return String.format("%02X", octet);
    }

    private static List<String> sections(String value) {
        var sections = new ArrayList<String>();
        var section = new StringBuilder();
        value.codePoints()
                .forEach(code -> {
                    String encoded = encoded(Character.toString(code));
                    if (section.length() + encoded.length() > MAX_SECTION) {
                        sections.add(section.toString());
                        section.setLength(0);
                    }
                    section.append(encoded);
                });
        sections.add(section.toString());
        return sections;
    }

    private static String encoded(String codePoint) {
        char c = codePoint.charAt(0);
        if (c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || ".-_~".indexOf(c) >= 0) {
            return codePoint;
        }
        var out = new StringBuilder();
        for (byte octet : codePoint.getBytes(StandardCharsets.UTF_8)) {
            out.append('%').append(hex(octet));
        }
        return out.toString();
    }
}
