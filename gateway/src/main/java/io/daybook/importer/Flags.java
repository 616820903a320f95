package io.daybook.importer;

import java.util.LinkedHashSet;
import java.util.Set;

/** Flag letters of mail stores as JMAP keywords (RFC 8621 section 4.1.1). */
record Flags(Set<String> keywords, boolean deleted) {
    static Flags none() {
        return new Flags(Set.of(), false);
    }

    /** The letters behind {@code :2,} in the name of a Maildir file. */
    static Flags ofMaildir(String letters) {
        var keywords = new LinkedHashSet<String>();
        for (char letter : letters.toCharArray()) {
            switch (letter) {
                case 'D' -> keywords.add("$draft");
                case 'F' -> keywords.add("$flagged");
                case 'P' -> keywords.add("$forwarded");
                case 'R' -> keywords.add("$answered");
                case 'S' -> keywords.add("$seen");
                default -> {
                    // T is not a keyword; a to z are numbers of keywords that only that server
                    // knows.
                }
            }
        }
        return new Flags(keywords, letters.indexOf('T') >= 0);
    }

    /** The headers Status and X-Status, in which mbox programs keep what they know of a message. */
    static Flags ofMbox(MessageHead head) {
        String letters = head.first("Status").orElse("") + head.first("X-Status").orElse("");
        var keywords = new LinkedHashSet<String>();
        for (char letter : letters.toCharArray()) {
            switch (letter) {
                case 'R' -> keywords.add("$seen");
                case 'A' -> keywords.add("$answered");
                case 'F' -> keywords.add("$flagged");
                case 'T' -> keywords.add("$draft");
                default -> {
                    // O says that the message is not new, D that it is deleted; others have no
                    // keyword.
                }
            }
        }
        return new Flags(keywords, head.first("X-Status").orElse("").indexOf('D') >= 0);
    }

    Folder folder(Folder otherwise) {
        return deleted ? new Folder.Trash() : otherwise;
    }
}
