package io.daybook.email.projection.elastic;

import io.daybook.core.AccountId;
import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.core.cluster.ElasticSettings;
import io.daybook.core.cluster.SettingRefused;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.projection.CatchUp;
import io.daybook.email.projection.StoredMessages;
import io.daybook.email.projection.TextIndex;
import io.daybook.email.projection.elastic.Conditions.Found;
import io.daybook.email.projection.elastic.Progress.Reached;
import io.daybook.view.Follower;
import io.daybook.view.Rebuildable;
import io.daybook.view.Sequenced;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The text index of the cluster product. Any node may write and search any account. */
public final class ElasticTextIndex implements TextIndex, Follower, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ElasticTextIndex.class);
    private static final Duration LEISURE = Duration.ofMillis(300);
    private static final int ATTEMPTS = 3;

    /** Events without texts that may pass before the progress is written. */
    private static final int MOST_UNWRITTEN = 1_000;

    private final Elastic elastic;
    private final TextLayout layout;
    private final StoredMessages messages;
    private final Progress progress;
    private final TextWriter writer;
    private final TextSearch search;
    private final Conditions conditions;
    private final CatchUp catchUp;
    private final KnownAccounts known;

    /**
     * Connects at the first request.
     *
     * @param shards of an index that is not there yet
     * @param catchUp asked when a search must see more than was applied
     */
    public ElasticTextIndex(
            ElasticSettings settings, int shards, StoredMessages messages, CatchUp catchUp) {
        elastic = new Elastic(settings);
        layout = new TextLayout(elastic, settings, shards);
        progress = new Progress(elastic, layout);
        known = new KnownAccounts(progress);
        writer = new TextWriter(elastic, layout, messages, false);
        search = new TextSearch(elastic, layout);
        conditions = new Conditions(search, messages);
        this.messages = messages;
        this.catchUp = catchUp;
    }

    @Override
    public String name() {
        return "text";
    }

    @Override
    public Duration leisure() {
        return LEISURE;
    }

    @Override
    public boolean follows(String stream) {
        return AccountId.ofStream(stream) != null;
    }

    /** What is known here, which may be behind, and -1 while Elasticsearch does not answer. */
    @Override
    public long version(String stream) {
        try {
            return known.get(accountOf(stream)).applied();
        } catch (Unavailable e) {
            // Whoever sweeps over all streams goes on with the others; applying will tell.
            return -1;
        }
    }

    @Override
    public void apply(String stream, long fromVersion, List<Sequenced> events) {
        var account = accountOf(stream);
        long last = events.getLast().seq();
        var before = known.get(account);
        boolean hasTexts = events.stream().map(Sequenced::event).anyMatch(Changes::isAboutText);
        if (!hasTexts
                && before.applied() == fromVersion
                && last - before.written().seq() <= MOST_UNWRITTEN) {
            known.passed(account, fromVersion, last);
            return;
        }
        var now = known.readAgain(account);
        var next = events.stream().filter(event -> event.seq() > now.applied()).toList();
        if (next.isEmpty() || next.getFirst().seq() != now.applied() + 1) {
            // Another node has done it, or the index has lost what it had.
            return;
        }
        writer.write(new Scope(account, now.generation()), next);
        var reached = new Reached(now.generation(), last);
        if (progress.write(account, reached, false)) {
            known.written(account, reached);
        } else {
            known.readAgain(account);
        }
    }

    @Override
    public long version(AccountId account) {
        return known.get(account).searchable();
    }

    @Override
    public boolean catchUp(AccountId account, long version) {
        if (known.get(account).searchable() >= version) {
            return true;
        }
        if (known.get(account).applied() < version
                && known.readAgain(account).applied() < version
                && !catchUp.catchUp(this, account.stream(), version)) {
            return false;
        }
        return known.refresh(account).searchable() >= version;
    }

    @Override
    public RoaringBitmap search(AccountId account, Text condition) {
        return search(account, scope -> conditions.find(scope, condition));
    }

    @Override
    public RoaringBitmap search(AccountId account, Header condition) {
        return search(account, scope -> conditions.find(scope, condition));
    }

    private RoaringBitmap search(AccountId account, Function<Scope, Found> searching) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var before = known.get(account);
            var found = searching.apply(new Scope(account, before.generation()));
            if (found.seen().generation() == before.generation()
                    && found.seen().version() >= before.shown().version()) {
                known.seen(account, found.seen());
                return found.emails();
            }
            // A copy that is behind, another generation, or an index that has lost something.
            if (known.readAgain(account).written().version() < before.written().version()) {
                throw new Unavailable("the text index has lost mail of " + account);
            }
            known.refresh(account);
        }
        throw new Unavailable("the text index of " + account + " changes all the time");
    }

    @Override
    public boolean startOver(String stream) {
        var account = accountOf(stream);
        var old = new Scope(account, known.readAgain(account).generation());
        var next = new Reached(old.next().generation(), -1);
        if (!progress.write(account, next, true)) {
            return false;
        }
        known.written(account, next);
        writer.purge(old, search);
        return true;
    }

    /** What makes the texts of accounts anew. */
    public Rebuildable rebuild() {
        return new TextRebuild(this);
    }

    /**
     * A generation beside the one that is searched.
     *
     * @param fromMessages whether to read messages again rather than their digests
     */
    TextDraft draft(AccountId account, boolean fromMessages) {
        var source = fromMessages ? messages.readAgain() : messages;
        var next = new Scope(account, known.readAgain(account).generation()).next();
        var searched = new SearchedNow(account, known, progress, writer, search);
        searched.purge(next);
        return new TextDraft(next, new TextWriter(elastic, layout, source, true), searched);
    }

    /**
     * Goes on when there is no answer: mail does not wait for the search of texts.
     *
     * @throws SettingRefused when Elasticsearch does not know who we say that we are
     */
    public void requireLogin() {
        try {
            elastic.greet();
        } catch (Unavailable e) {
            LOG.warn("Nobody knows yet whether Elasticsearch lets us in: {}", e.getMessage());
        } catch (Elastic.Refused e) {
            if (e.status() == Elastic.UNKNOWN_LOGIN) {
                throw new SettingRefused(
                        "Elasticsearch does not let us in: correct elasticsearch.user and"
                                + " elasticsearch.password, or elasticsearch.api-key");
            }
            LOG.warn("Elasticsearch does not tell about itself: {}", e.getMessage());
        }
    }

    /**
     * Asks for nothing but an answer.
     *
     * @throws RuntimeException when there is none, or we are not let in
     */
    void check() {
        elastic.greet();
    }

    /** Takes away all that is kept of accounts that are gone. */
    public void tidy(StreamHeads heads) {
        progress.forEach((account, reached) -> {
            String stream = account.stream();
            if (heads.head(stream) < 0 || heads.isErased(stream)) {
                // Also of those before and after it, which a node that died may have left.
                for (int it = 0; it <= reached.generation() + 1; it++) {
                    writer.purge(new Scope(account, it), search);
                }
                progress.delete(account);
                known.forget(account);
            }
        });
    }

    @Override
    public void close() {
        elastic.close();
    }

    private static AccountId accountOf(String stream) {
        return Objects.requireNonNull(AccountId.ofStream(stream), stream);
    }
}
