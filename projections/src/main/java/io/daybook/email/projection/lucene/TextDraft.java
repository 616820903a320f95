package io.daybook.email.projection.lucene;

import io.daybook.core.Event;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.view.Draft;
import io.daybook.view.Sequenced;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text index of one account in the making. */
final class TextDraft implements Draft {
    private final AccountText current;
    private final AccountText next;
    private final Folders folders;
    private final Posting.Adding adding;
    private boolean tookPlace;

    /**
     * @param draft where it is made
     * @param kept where the one goes that it replaces; the same as {@code draft} when it was kept
     *     itself
     * @param isNew whether it is thrown away when it does not take its place
     */
    record Folders(Path draft, Path kept, boolean isNew) {}

    TextDraft(AccountText current, AccountText next, Folders folders, Posting.Adding adding) {
        this.current = current;
        this.next = next;
        this.folders = folders;
        this.adding = adding;
    }

    @Override
    public long version() {
        return next.version();
    }

    @Override
    public int size(Event event) {
        return event instanceof EmailsAdded(var emails) ? emails.size() : 1;
    }

    @Override
    public Runnable prepare(List<Sequenced> events) {
        return () -> next.applyAll(events, adding);
    }

    @Override
    public void settle(Runnable between) {
        next.commitNow();
    }

    /** Compares which emails are found under which document, not each word of them. */
    @Override
    public @Nullable Comparison freeze() {
        if (current.version() != next.version()) {
            return null;
        }
        current.refresh(current.version());
        next.refresh(next.version());
        return new Contents(current.contents(), next.contents());
    }

    @Override
    public void takePlace() {
        try {
            if (!current.replaceBy(
                    next, folders.draft(), folders.isNew() ? folders.kept() : null)) {
                throw new IllegalStateException("the text index is busy or has come further");
            }
            tookPlace = true;
        } catch (IOException e) {
            throw new UncheckedIOException("the text index stays as it is", e);
        }
    }

    @Override
    public void close() {
        if (!tookPlace) {
            next.close();
            if (folders.isNew()) {
                TextRebuild.delete(new IndexFolder(folders.draft()));
            }
        }
    }

    private record Contents(long[] stored, long[] folded) implements Comparison {
        @Override
        public List<String> differences(int most, Runnable between) {
            var differences = new ArrayList<String>();
            int left = 0;
            int right = 0;
            while ((left < stored.length || right < folded.length) && differences.size() < most) {
                long is = left < stored.length ? stored[left] >>> 32 : Long.MAX_VALUE;
                long ought = right < folded.length ? folded[right] >>> 32 : Long.MAX_VALUE;
                if (is == ought && stored[left] != folded[right]) {
                    differences.add("text e" + is + ": is not that of its message");
                } else if (is < ought) {
                    differences.add("text e" + is + ": is there, but the events say otherwise");
                } else if (is > ought) {
                    differences.add("text e" + ought + ": is missing");
                }
                left += is <= ought ? 1 : 0;
                right += ought <= is ? 1 : 0;
            }
            return differences;
        }

        @Override
        public void close() {
            // Nothing is held but memory.
        }
    }
}
