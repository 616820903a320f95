package io.daybook.mime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decides the thread of a message (RFC 8621 section 3).
 *
 * @param ids of Message-ID, In-Reply-To and References in this order, each once; at most 100, of
 *     the references the newest
 */
public record ThreadingIds(List<String> ids, String baseSubject) {
    public static final int MAX_IDS = 100;

    /** RFC 5322 section 2.1.1: no line, so no id, is longer. */
    private static final int MAX_ID_LENGTH = 998;

    public ThreadingIds {
        ids = List.copyOf(ids);
    }

    public static ThreadingIds of(Digest digest) {
        var own = new LinkedHashSet<String>();
        add(own, digest.messageIds());
        add(own, digest.inReplyTo());
        var references = new LinkedHashSet<String>();
        add(references, digest.references());
        references.removeAll(own);
        var first = own.stream().limit(MAX_IDS).toList();
        var ids = new ArrayList<String>(first);
        ids.addAll(
                references.stream()
                        .skip(Math.max(0, references.size() + first.size() - MAX_IDS))
                        .toList());
        String subject = digest.subject();
        return new ThreadingIds(ids, BaseSubject.of(subject == null ? "" : subject));
    }

    private static void add(LinkedHashSet<String> ids, @Nullable List<String> more) {
        if (more != null) {
            more.stream().filter(id -> id.length() <= MAX_ID_LENGTH).forEach(ids::add);
        }
    }
}
