package io.daybook.importer;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file holds, told by its name and its first octets. */
enum FileKind {
    MBOX,
    MESSAGE,
    ZIP,
    GZIP,
    OTHER;

    static final int PEEKED = 5;

    /** A file that was named by the user: whatever it is, it is taken for mail. */
    static FileKind ofNamed(String name, PushbackInputStream in) throws IOException {
        String begin = peek(in);
        if (begin.startsWith("PK\3\4") || begin.startsWith("PK\5\6")) {
            return ZIP;
        }
        if (begin.startsWith("\u001f\u008b")) {
            return GZIP;
        }
        boolean mbox = begin.equals("From ") || hasEnd(name, ".mbox", ".mbox.gz");
        return mbox && !hasEnd(name, ".eml", ".eml.gz") ? MBOX : MESSAGE;
    }

    /** A file met in a folder or in an archive: only what is called like mail is taken. */
    static FileKind ofFound(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.startsWith(".") || path.startsWith("__MACOSX/")) {
            return OTHER;
        }
        if (hasEnd(name, ".mbox", ".mbx")) {
            return MBOX;
        }
        if (hasEnd(name, ".zip")) {
            return ZIP;
        }
        if (hasEnd(name, ".mbox.gz", ".eml.gz")) {
            return GZIP;
        }
        // MH folders and many archives name messages by number alone.
        return hasEnd(name, ".eml", ".msg") || name.matches("[0-9]+") ? MESSAGE : OTHER;
    }

    private static boolean hasEnd(String name, String... ends) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String end : ends) {
            if (lower.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    private static String peek(PushbackInputStream in) throws IOException {
        byte[] begin = in.readNBytes(PEEKED);
        in.unread(begin);
        return new String(begin, StandardCharsets.ISO_8859_1);
    }
}
