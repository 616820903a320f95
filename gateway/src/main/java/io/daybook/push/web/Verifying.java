package io.daybook.push.web;

import io.daybook.push.Endpoint;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Posts the PushVerification (RFC 8620 section 7.2.2) until the push service has taken it, and then
 * nothing more.
 */
final class Verifying implements Errand {
    private static final Logger LOG = LoggerFactory.getLogger(Verifying.class);
    private static final int MOST_TRIES = 8;

    private final String id;
    private final Endpoint to;
    private final String json;
    private final Courier courier;
    private final Pace pace;
    private final Consumer<Outcome> done;
    private volatile boolean stopped;
    private int tries;

    /**
     * @param done learns what became of it in the end
     */
    Verifying(
            String id,
            String code,
            Endpoint to,
            Courier courier,
            Pace pace,
            Consumer<Outcome> done) {
        this.id = id;
        this.to = to;
        this.courier = courier;
        this.pace = pace;
        this.done = done;
        this.json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("@type", "PushVerification")
                        .put("pushSubscriptionId", id)
                        .put("verificationCode", code)
                        .toString();
    }

    void start() {
        pace.after(Duration.ZERO, this::send);
    }

    private void send() {
        if (stopped) {
            return;
        }
        tries++;
        Outcome outcome = courier.verification(to, json);
        switch (outcome) {
            case Outcome.Delivered(), Outcome.Gone() -> done.accept(outcome);
            case Outcome.Busy(var pause) -> again(outcome, pause);
            case Outcome.Failed(var why) -> {
                LOG.info("the verification of push subscription {} failed: {}", id, why);
                again(outcome, Pace.backoff(tries));
            }
        }
    }

    private void again(Outcome outcome, Duration pause) {
        if (tries < MOST_TRIES) {
            pace.after(pause, this::send);
        } else {
            done.accept(outcome);
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
