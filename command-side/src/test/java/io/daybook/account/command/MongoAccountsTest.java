package io.daybook.account.command;

import static io.daybook.account.command.AccountsContract.add;
import static io.daybook.account.command.AccountsContract.bench;
import static io.daybook.account.command.AccountsContract.destroy;
import static io.daybook.account.command.AccountsContract.opened;
import static io.daybook.account.command.TestAccount.email;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.MailboxId;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.journal.engine.JournalNodes;
import io.daybook.journal.mongo.MongoFixture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("servers")
@Timeout(60)
class MongoAccountsTest implements AccountsContract {
    @AutoClose private final MongoFixture fixture = new MongoFixture();

    @Override
    public JournalNodes nodes() {
        return fixture;
    }

    @Test
    void fifty_changes_are_one_round_trip_and_an_answer_that_appends_nothing_is_one() {
        var here = opened(fixture.node());
        var there = bench(fixture.node());
        add(here, email("k", "s"));
        fixture.driver().forget();
        var fifty =
                IntStream.range(0, 50).mapToObj(i -> email("k" + i, "s")).toArray(AddEmail[]::new);
        assertThat(add(here, fifty).created()).hasSize(50);
        assertThat(fixture.driver().commands()).containsExactly("insert commits");
        there.send(TestAccount.open());
        fixture.driver().forget();
        assertThat(destroy(there, new MailboxId(999)).notDestroyed()).hasSize(1);
        assertThat(fixture.driver().commands()).containsExactly("find commits");
    }
}
