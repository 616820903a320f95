package io.daybook.mime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The character references of HTML: all numeric ones and the named ones of HTML 4. */
final class HtmlEntities {
    private static final int MAX_NAME = 32;
    private static final Map<String, Integer> NAMES = new HashMap<>();

    /** The names for U+00A0 to U+00FF, in order. */
    private static final String LATIN_1 =
            "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3"
                    + " acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute"
                    + " Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH"
                    + " Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN"
                    + " szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave"
                    + " iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute"
                    + " ucirc uuml yacute thorn yuml";

    private static final String GREEK =
            "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau"
                    + " Upsilon Phi Chi Psi Omega";

    private static final String OTHERS =
            "quot 34 amp 38 apos 39 lt 60 gt 62 OElig 338 oelig 339 Scaron 352 scaron 353 Yuml 376 fnof 402 circ 710"
                    + " tilde 732 sigmaf 962 ensp 8194 emsp 8195 thinsp 8201 zwnj 8204 zwj 8205 lrm 8206 rlm 8207"
                    + " ndash 8211 mdash 8212 lsquo 8216 rsquo 8217 sbquo 8218 ldquo 8220 rdquo 8221 bdquo 8222"
                    + " dagger 8224 Dagger 8225 bull 8226 hellip 8230 permil 8240 prime 8242 Prime 8243 lsaquo 8249"
                    + " rsaquo 8250 oline 8254 frasl 8260 euro 8364 image 8465 weierp 8472 real 8476 trade 8482"
                    + " alefsym 8501 larr 8592 uarr 8593 rarr 8594 darr 8595 harr 8596 crarr 8629 lArr 8656"
                    + " uArr 8657 rArr 8658 dArr 8659 hArr 8660 forall 8704 part 8706 exist 8707 empty 8709"
                    + " nabla 8711 isin 8712 notin 8713 ni 8715 prod 8719 sum 8721 minus 8722 lowast 8727 radic 8730"
                    + " prop 8733 infin 8734 ang 8736 and 8743 or 8744 cap 8745 cup 8746 int 8747 there4 8756"
                    + " sim 8764 cong 8773 asymp 8776 ne 8800 equiv 8801 le 8804 ge 8805 sub 8834 sup 8835"
                    + " nsub 8836 sube 8838 supe 8839 oplus 8853 otimes 8855 perp 8869 sdot 8901 lceil 8968"
                    + " rceil 8969 lfloor 8970 rfloor 8971 lang 9001 rang 9002 loz 9674 spades 9824 clubs 9827"
                    + " hearts 9829 diams 9830 thetasym 977 upsih 978 piv 982";

    static {
        String[] latin = LATIN_1.split(" ");
        for (int i = 0; i < latin.length; i++) {
            NAMES.put(latin[i], 0xA0 + i);
        }
        String[] greek = GREEK.split(" ");
        for (int i = 0; i < greek.length; i++) {
            NAMES.put(greek[i], 0x391 + i);
            NAMES.put(greek[i].toLowerCase(Locale.ROOT), 0x3B1 + i);
        }
        String[] others = OTHERS.split(" ");
        for (int i = 0; i < others.length; i += 2) {
            NAMES.put(others[i], Integer.parseInt(others[i + 1]));
        }
    }

    private HtmlEntities() {}

    /** Appends a stretch of text with its references decoded; unknown ones stay as they are. */
    static void decode(String html, int from, int to, StringBuilder out) {
        int i = from;
        while (i < to) {
            int amp = html.indexOf('&', i, to);
            if (amp < 0) {
                out.append(html, i, to);
                return;
            }
            out.append(html, i, amp);
            i = reference(html, amp, to, out);
        }
    }

    private static int reference(String html, int amp, int to, StringBuilder out) {
        int end = amp + 1;
        while (end < to && end - amp <= MAX_NAME && isNameChar(html.charAt(end))) {
            end++;
        }
        String name = html.substring(amp + 1, end);
        int code = name.startsWith("#") ? number(name) : NAMES.getOrDefault(name, -1);
        if (code < 0) {
            out.append('&');
            return amp + 1;
        }
        out.appendCodePoint(code);
        return end < to && html.charAt(end) == ';' ? end + 1 : end;
    }

    /** The code point of {@code #n} or {@code #xn}, or -1 when that is no number. */
    private static int number(String name) {
        boolean hex = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
        int start = hex ? 2 : 1;
        int code = 0;
        for (int i = start; i < name.length(); i++) {
            int digit = Character.digit(name.charAt(i), hex ? 16 : 10);
            if (digit < 0) {
                return -1;
            }
            code = Math.min(code * (hex ? 16 : 10) + digit, Character.MAX_CODE_POINT + 1);
        }
        if (name.length() == start) {
            return -1;
        }
        boolean text =
                code != 0 && code <= Character.MAX_CODE_POINT && (code < 0xD800 || code > 0xDFFF);
        return text ? code : 0xFFFD;
    }

    private static boolean isNameChar(char c) {
        return c == '#' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
