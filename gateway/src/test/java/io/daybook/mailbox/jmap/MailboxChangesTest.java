package io.daybook.mailbox.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.GetChanges;
import io.daybook.core.Ids;
import io.daybook.core.State;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.Wire;
import org.junit.jupiter.api.Test;

class MailboxChangesTest {
    @Test
    void the_counts_are_named_when_nothing_else_changed() {
        assertThat(changes(true).get("updatedProperties"))
                .isEqualTo(
                        Wire.json("['totalEmails','unreadEmails','totalThreads','unreadThreads']"));
        assertThat(changes(false).get("updatedProperties").isNull()).isTrue();
        assertThat(changes(false).get("updated")).isEqualTo(Wire.json("['m1']"));
    }

    private static tools.jackson.databind.JsonNode changes(boolean countsOnly) {
        var call =
                new FakeCall()
                        .on(
                                GetChanges.class,
                                query ->
                                        new GetChanges.Changes(
                                                query.since(),
                                                new State("t", 9),
                                                false,
                                                Ids.NONE,
                                                Ids.of(1),
                                                Ids.NONE,
                                                countsOnly ? Ids.of(1) : Ids.NONE));
        return Wire.call(
                new MailboxJmapConfiguration().mailboxChanges(), call, "{'sinceState': 't-1'}");
    }
}
