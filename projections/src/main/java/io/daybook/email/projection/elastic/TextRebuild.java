package io.daybook.email.projection.elastic;

import io.daybook.core.AccountId;
import io.daybook.view.Draft;
import io.daybook.view.Follower;
import io.daybook.view.Rebuildable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the texts of accounts anew, each as a generation beside the one that is searched. None is
 * kept afterwards: what was replaced can only be made again.
 */
final class TextRebuild implements Rebuildable {
    private final ElasticTextIndex index;

    TextRebuild(ElasticTextIndex index) {
        this.index = index;
    }

    @Override
    public Follower follower() {
        return index;
    }

    @Override
    public Draft begin(String stream, boolean fromMessages) {
        var account = Objects.requireNonNull(AccountId.ofStream(stream), stream);
        return index.draft(account, fromMessages);
    }

    @Override
    public @Nullable Draft kept(String stream) {
        return null;
    }

    @Override
    public boolean confirm(String stream) {
        return false;
    }
}
