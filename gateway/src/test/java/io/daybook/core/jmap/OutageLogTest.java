package io.daybook.core.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.daybook.core.Unavailable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageLogTest {
    private static final Unavailable AWAY = new Unavailable("S3 does not answer");

    private final Logger log = (Logger) LoggerFactory.getLogger(OutageLogTest.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private long now = Long.MAX_VALUE - 5;
    private final OutageLog outages = new OutageLog(log, () -> now);

    @BeforeEach
    void listen() {
        told.start();
        log.addAppender(told);
        log.setAdditive(false);
        log.setLevel(Level.WARN);
    }

    @AfterEach
    void stop() {
        log.detachAppender(told);
        log.setAdditive(true);
        log.setLevel(null);
    }

    private List<String> told() {
        return told.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void of_an_outage_one_line_is_told_and_how_many_there_would_be() {
        for (int i = 0; i < 5; i++) {
            outages.warn("r" + i, "/jmap/api", AWAY);
        }
        assertThat(told()).containsExactly("r0 /jmap/api: S3 does not answer");
        now += OutageLog.WINDOW.toNanos();
        outages.warn("r5", "/jmap/api", AWAY);
        assertThat(told().getLast())
                .startsWith("r5 /jmap/api: S3 does not answer")
                .contains("and 4 more");
        now += OutageLog.WINDOW.toNanos();
        outages.warn("r6", "/jmap/api", AWAY);
        assertThat(told().getLast()).isEqualTo("r6 /jmap/api: S3 does not answer");
    }

    @Test
    void who_wants_to_know_of_each_is_told_of_each() {
        log.setLevel(Level.DEBUG);
        outages.warn("r0", "Email/get", AWAY);
        outages.warn("r1", "Email/get", AWAY);
        assertThat(told())
                .containsExactly(
                        "r0 Email/get: S3 does not answer", "r1 Email/get: S3 does not answer");
    }
}
