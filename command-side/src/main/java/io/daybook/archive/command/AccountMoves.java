package io.daybook.archive.command;

import io.daybook.archive.Archives.Imported;
import io.daybook.archive.Moves;
import io.daybook.core.AccountId;
import io.daybook.journal.Departures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The moves of one journal: accounts that leave it, and accounts that arrive. */
final class AccountMoves implements Moves {
    private final Departing departing;
    private final Arriving arriving;

    AccountMoves(Store store, Departures departures) {
        departing = new Departing(store, departures);
        arriving = new Arriving(store);
    }

    @Override
    public @Nullable Whereabouts find(String name) {
        return departing.find(name);
    }

    @Override
    public Held hold(String account, Duration atMost) {
        return departing.hold(account, atMost);
    }

    @Override
    public void release(String account) {
        departing.release(account);
    }

    @Override
    public Left leave(String account, String head, String to) {
        return departing.leave(account, head, to);
    }

    @Override
    public boolean comeBack(String account) {
        return departing.comeBack(account);
    }

    @Override
    public Imported arrive(Path archive, @Nullable String passphrase) throws IOException {
        return arriving.arrive(archive, passphrase);
    }

    @Override
    public Imported follow(Path archive, @Nullable String passphrase) throws IOException {
        return arriving.follow(archive, passphrase);
    }

    @Override
    public Opened open(String account, long events, String head) throws IOException {
        return arriving.open(new AccountId(account), events, head);
    }

    @Override
    public boolean abandon(String account) throws IOException {
        return arriving.abandon(account);
    }
}
