package io.daybook.email.projection.elastic;

import io.daybook.core.Event;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.view.Draft;
import io.daybook.view.Sequenced;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A generation of one account's documents in the making. */
final class TextDraft implements Draft {
    private final Scope scope;
    private final TextWriter writer;
    private final SearchedNow searched;
    private long version = -1;
    private boolean tookPlace;

    TextDraft(Scope scope, TextWriter writer, SearchedNow searched) {
        this.scope = scope;
        this.writer = writer;
        this.searched = searched;
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public int size(Event event) {
        return event instanceof EmailsAdded(var emails) ? emails.size() : 1;
    }

    @Override
    public Runnable prepare(List<Sequenced> events) {
        return () -> {
            writer.write(scope, events);
            version = events.getLast().seq();
        };
    }

    /** Compares which emails are found with which message, not each word of them. */
    @Override
    public @Nullable Comparison freeze() {
        return searched.version() == version
                ? new Contents(searched.messages(searched.scope()), searched.messages(scope))
                : null;
    }

    @Override
    public void takePlace() {
        var old = searched.scope();
        searched.replaceBy(scope, version);
        tookPlace = true;
        searched.purge(old);
    }

    @Override
    public void close() {
        if (!tookPlace) {
            searched.purge(scope);
        }
    }

    private record Contents(Map<Integer, String> stored, Map<Integer, String> folded)
            implements Comparison {
        @Override
        public List<String> differences(int most, Runnable between) {
            var differences = new ArrayList<String>();
            var emails = new TreeSet<>(stored.keySet());
            emails.addAll(folded.keySet());
            for (int email : emails) {
                if (differences.size() == most) {
                    break;
                }
                if (!folded.containsKey(email)) {
                    differences.add("text e" + email + ": is there, but the events say otherwise");
                } else if (!stored.containsKey(email)) {
                    differences.add("text e" + email + ": is missing");
                } else if (!Objects.equals(stored.get(email), folded.get(email))) {
                    differences.add("text e" + email + ": is not that of its message");
                }
            }
            return differences;
        }

        @Override
        public void close() {
            // Nothing is held but memory.
        }
    }
}
