package io.daybook.proof.command;

import io.daybook.core.Shares;
import io.daybook.journal.JournalAutoConfiguration;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.StoredEvents;
import io.daybook.proof.Anchors;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Proofs of the journal. {@code daybook.anchor.every} is how often an anchor is made, 0 for never;
 * one that is asked for is made all the same.
 */
@AutoConfiguration(after = JournalAutoConfiguration.class)
public class ProofAutoConfiguration {
    @Bean
    KeptAnchors anchors(AnchorShelf shelf, StoredEvents events, Clock clock) {
        return new KeptAnchors(shelf, events, clock);
    }

    @Bean
    JournalVerifier journalVerifier(StoredEvents events, JournalCheck check, KeptAnchors anchors) {
        return new JournalVerifier(events, check, anchors);
    }

    @Bean
    AnchorClock anchorClock(
            Anchors anchors,
            Shares shares,
            @Value("${daybook.anchor.every:1h}") Duration every,
            @Value("${daybook.offline:false}") boolean offline) {
        return new AnchorClock(anchors, offline ? Duration.ZERO : every, shares);
    }
}
