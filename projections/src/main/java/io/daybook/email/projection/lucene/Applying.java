package io.daybook.email.projection.lucene;

import io.daybook.core.AccountId;
import io.daybook.view.Sequenced;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Applies events to the index of one account: one by one, or the texts of many at a time. */
final class Applying {
    private final AccountId account;
    private final AccountText text;
    private final Posting posting;

    Applying(AccountId account, AccountText text, Posting posting) {
        this.account = account;
        this.text = text;
        this.posting = posting;
    }

    /** Writes into an open index. */
    private interface Writing {
        void to(OpenIndex index) throws IOException;
    }

    /** Applies the event; returns false when it is not the one that follows. */
    boolean apply(Sequenced event) {
        return Posting.isAboutText(event.event())
                ? write(
                        event.seq(),
                        event.seq(),
                        index -> posting.post(account, event.event(), index))
                : pass(event.seq());
    }

    private boolean pass(long seq) {
        try {
            return text.pass(seq);
        } catch (RuntimeException e) {
            text.fail(e);
            throw e;
        }
    }

    private boolean write(long first, long last, Writing writing) {
        try {
            var index = text.begin(first);
            if (index != null) {
                writing.to(index);
                text.end(last, index);
            }
            return index != null;
        } catch (IOException e) {
            text.fail(e);
            throw new UncheckedIOException("the text of " + account + " was not indexed", e);
        } catch (RuntimeException e) {
            text.fail(e);
            throw e;
        }
    }

    /**
     * Applies the events, the first of which follows.
     *
     * @param adding adds the emails of many events
     */
    void applyAll(List<Sequenced> events, Posting.Adding adding) {
        for (int from = 0; from < events.size(); ) {
            int to = from;
            while (to < events.size() && Posting.onlyAdds(events.get(to).event())) {
                to++;
            }
            var run = events.subList(from, Math.max(to, from + 1));
            if (!applyRun(run, adding)) {
                throw new IllegalStateException(
                        "event " + run.getFirst().seq() + " does not follow " + text.version());
            }
            from += run.size();
        }
    }

    private boolean applyRun(List<Sequenced> run, Posting.Adding adding) {
        return Posting.onlyAdds(run.getFirst().event())
                ? write(
                        run.getFirst().seq(),
                        run.getLast().seq(),
                        index -> adding.add(Posting.added(run), index))
                : apply(run.getFirst());
    }
}
