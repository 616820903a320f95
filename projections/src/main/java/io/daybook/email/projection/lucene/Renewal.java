package io.daybook.email.projection.lucene;

import io.daybook.core.AccountId;
import io.daybook.email.projection.CatchUp;
import io.daybook.view.Follower;
import io.daybook.view.Sequenced;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds an index again that was built by another parser or analyzer, beside the one that goes on
 * serving, and puts it in its place. One that was cut short goes on where it was.
 */
final class Renewal implements Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

    private final AccountId account;
    private final AccountText current;
    private final AccountText next;
    private final Path folder;

    /**
     * @param folder of the new index, until it is in its place
     */
    Renewal(AccountId account, AccountText current, AccountText next, Path folder) {
        this.account = account;
        this.current = current;
        this.next = next;
        this.folder = folder;
    }

    /** Returns when the new index is in its place, or nothing moves any more. */
    void run(CatchUp catchUp, BooleanSupplier isOver) {
        try {
            while (!isOver.getAsBoolean()) {
                long before = next.version();
                long wanted = current.version();
                catchUp.catchUp(this, account.stream(), wanted);
                if (next.version() >= wanted && current.replaceBy(next, folder, null)) {
                    LOG.info("The text index of {} was built again.", account);
                    return;
                }
                if (next.version() < wanted && next.version() == before) {
                    next.close();
                    return;
                }
            }
            next.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the text index of " + account + " stays as it is", e);
        }
    }

    @Override
    public String name() {
        return "text-renewal";
    }

    @Override
    public boolean follows(String stream) {
        return stream.equals(account.stream());
    }

    @Override
    public Duration leisure() {
        return Duration.ZERO;
    }

    @Override
    public long version(String stream) {
        return next.version();
    }

    @Override
    public void apply(String stream, long fromVersion, List<Sequenced> events) {
        for (var event : events) {
            if (!next.apply(event)) {
                return;
            }
        }
    }
}
