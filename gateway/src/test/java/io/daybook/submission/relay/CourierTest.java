package io.daybook.submission.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import io.daybook.gateway.FakeBlobs;
import io.daybook.gateway.FakeSides;
import io.daybook.gateway.StoppedClock;
import io.daybook.gateway.TestServer;
import io.daybook.smtp.SmtpReply;
import io.daybook.submission.Envelope;
import io.daybook.submission.Envelope.Address;
import io.daybook.submission.Envelope.Parameter;
import io.daybook.submission.Fate;
import io.daybook.submission.GetDelivery;
import io.daybook.submission.GetDelivery.Delivery;
import io.daybook.submission.GetDelivery.NoSuchDelivery;
import io.daybook.submission.GetDelivery.OpenAttempt;
import io.daybook.submission.GetDelivery.Recipient;
import io.daybook.submission.RelayCommand.BeginAttempt;
import io.daybook.submission.RelayCommand.BeginHandover;
import io.daybook.submission.RelayCommand.Begun;
import io.daybook.submission.RelayCommand.Overtaken;
import io.daybook.submission.RelayCommand.RecordAttempt;
import io.daybook.submission.RelayCommand.Recorded;
import io.daybook.submission.SubmissionEvent.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a courier records, and when, with a relay that does as it is told. */
class CourierTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final AccountId ACCOUNT = TestServer.ACCOUNT;
    private static final SubmissionId ID = new SubmissionId(7);
    private static final SmtpReply OK = new SmtpReply(250, "250 ok");

    private final StoppedClock clock = new StoppedClock(NOON);
    private final FakeSides sides = new FakeSides();
    private final FakeBlobs blobs = new FakeBlobs();
    private final Queue<GetDelivery.Answer> deliveries = new ArrayDeque<>();
    private final List<Object> commands = new ArrayList<>();
    private final List<Relay.Mail> mails = new ArrayList<>();
    private int failures;
    private Duration courtesy = Duration.ZERO;

    @Test
    void every_recipient_of_an_attempt_gets_an_outcome_and_the_next_attempt_a_time() {
        answers(new Begun(3), new Recorded(false));
        deliveries.add(delivery(null, 2, NOON, "b@x.test", "not an address", "c@x.test"));
        assertThat(carry(Fate.QUEUED, true)).isTrue();
        assertThat(mails.getFirst().recipients()).hasSize(2);
        assertThat(recorded())
                .isEqualTo(
                        new RecordAttempt(
                                ACCOUNT,
                                ID,
                                3,
                                List.of(
                                        new Outcome(0, Fate.QUEUED, "250 ok", false),
                                        new Outcome(
                                                1,
                                                Fate.FAILED,
                                                "553 5.1.3 the address cannot be written in SMTP",
                                                true),
                                        new Outcome(2, Fate.QUEUED, "250 ok", false)),
                                NOON.plus(Duration.ofMinutes(9)),
                                NOON));
    }

    @Test
    void nothing_is_tried_that_was_begun_or_canceled_by_somebody_else() {
        answers(new Overtaken("canceled"), new Recorded(false));
        deliveries.add(delivery(null, 0, NOON, "b@x.test"));
        assertThat(carry(Fate.RELAYED, true)).isTrue();
        assertThat(mails).isEmpty();
        assertThat(commands).hasSize(1);
    }

    @Test
    void nothing_is_handed_over_that_cannot_be_recorded() {
        answers(new Begun(1), new Recorded(false));
        sides.carryOut(
                BeginHandover.class,
                _ -> {
                    throw new IllegalStateException("the disk is full");
                });
        deliveries.add(delivery(null, 0, NOON, "b@x.test"));
        carry(Fate.RELAYED, true);
        assertThat(recorded().outcomes().getFirst().fate()).isEqualTo(Fate.QUEUED);
    }

    @Test
    void what_was_sent_is_not_forgotten_because_recording_it_failed_once() {
        answers(new Begun(1), new Recorded(true));
        failures = 1;
        deliveries.add(delivery(null, 0, NOON, "b@x.test"));
        assertThat(carry(Fate.RELAYED, true)).isTrue();
        assertThat(recorded().outcomes().getFirst().fate()).isEqualTo(Fate.RELAYED);
        assertThat(failures).isZero();
    }

    @Test
    void what_a_crash_cut_off_is_known_as_exactly_as_it_was_recorded() {
        answers(new Begun(1), new Recorded(false));
        var open = new OpenAttempt(1, Ids.of(0, 1), Ids.of(1), NOON);
        deliveries.add(delivery(open, 1, NOON, "b@x.test", "c@x.test"));
        carry(Fate.RELAYED, true);
        assertThat(recorded().outcomes().stream().map(Outcome::fate))
                .containsExactly(Fate.QUEUED, Fate.UNKNOWN);
        assertThat(recorded().nextAttempt()).isEqualTo(NOON);
        assertThat(mails).isEmpty();
    }

    @Test
    void what_another_node_may_be_sending_is_left_to_it_for_a_while() {
        answers(new Begun(1), new Recorded(false));
        var open = new OpenAttempt(1, Ids.of(0), Ids.of(0), NOON.minusSeconds(9));
        courtesy = Duration.ofSeconds(10);
        deliveries.add(delivery(open, 1, NOON, "b@x.test"));
        assertThat(carry(Fate.RELAYED, true)).isFalse();
        assertThat(commands).isEmpty();
        courtesy = Duration.ofSeconds(9);
        deliveries.add(delivery(open, 1, NOON, "b@x.test"));
        carry(Fate.RELAYED, true);
        assertThat(recorded().outcomes().getFirst().fate()).isEqualTo(Fate.UNKNOWN);
    }

    @Test
    void what_is_not_due_or_gone_is_left_alone() {
        answers(new Begun(1), new Recorded(false));
        deliveries.add(delivery(null, 0, NOON.plusSeconds(1), "b@x.test"));
        assertThat(carry(Fate.RELAYED, true)).isTrue();
        assertThat(commands).isEmpty();
    }

    @Test
    void a_delivery_that_never_comes_to_an_end_is_left_for_later() {
        answers(new Overtaken("again"), new Recorded(false));
        for (int i = 0; i < 100; i++) {
            deliveries.add(delivery(null, 0, NOON, "b@x.test"));
        }
        assertThat(carry(Fate.RELAYED, true)).isFalse();
        assertThat(deliveries).isNotEmpty();
    }

    @Test
    void the_sender_is_told_of_success_only_when_nobody_else_will_tell() {
        for (boolean reports : new boolean[] {true, false}) {
            commands.clear();
            answers(new Begun(1), new Recorded(false));
            var wants = new Address("b@x.test", List.of(new Parameter("NOTIFY", "SUCCESS")));
            deliveries.add(delivery(null, 0, NOON, List.of(wants)));
            carry(Fate.RELAYED, reports);
            assertThat(recorded().outcomes().getFirst().isOwed()).isEqualTo(!reports);
        }
    }

    private RecordAttempt recorded() {
        return (RecordAttempt) commands.getLast();
    }

    private boolean carry(Fate fate, boolean reports) {
        sides.answer(
                GetDelivery.class,
                GetDelivery.Answer.class,
                _ -> deliveries.isEmpty() ? new NoSuchDelivery() : deliveries.remove());
        var courier =
                new Courier(
                        sides.bus(),
                        blobs,
                        new Obedient(fate, reports),
                        new Reports(blobs, null),
                        clock,
                        new Tokens(new Random(1)),
                        courtesy);
        return courier.carry(ACCOUNT, ID) == null;
    }

    private void answers(Object begin, Object record) {
        sides.carryOut(BeginAttempt.class, message -> answer(message.getPayload(), begin));
        sides.carryOut(BeginHandover.class, message -> answer(message.getPayload(), record));
        sides.carryOut(
                RecordAttempt.class,
                message -> {
                    if (failures > 0) {
                        failures--;
                        throw new IllegalStateException("the disk is full");
                    }
                    return answer(message.getPayload(), record);
                });
    }

    private Object answer(Object command, Object answer) {
        commands.add(command);
        return answer;
    }

    private Delivery delivery(@Nullable OpenAttempt open, int attempts, Instant due, String... to) {
        var recipients = new ArrayList<Address>();
        for (String one : to) {
            recipients.add(Address.of(one));
        }
        return delivery(open, attempts, due, recipients);
    }

    private Delivery delivery(
            @Nullable OpenAttempt open, int attempts, Instant due, List<Address> to) {
        BlobId blob =
                blobs.store(ACCOUNT, "Subject: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new Delivery(
                ACCOUNT,
                ID,
                blob,
                14,
                new Envelope(Address.of("a@x.test"), to),
                NOON,
                attempts,
                open,
                due,
                to.stream().map(_ -> new Recipient(Fate.QUEUED, "", false, false)).toList());
    }

    /** Hands over, and then says of everyone what it was told to. */
    private final class Obedient implements Relay {
        private final Fate fate;
        private final boolean reports;

        private Obedient(Fate fate, boolean reports) {
            this.fate = fate;
            this.reports = reports;
        }

        @Override
        public Transaction transfer(Mail mail, Handover handover) {
            mails.add(mail);
            int[] all = mail.recipients().stream().mapToInt(Relay.Recipient::index).toArray();
            var then = handover.begin(Ids.of(all)) ? fate : Fate.QUEUED;
            return new Transaction(
                    mail.recipients().stream()
                            .map(one -> new Relay.Outcome(one.index(), then, OK))
                            .toList(),
                    reports);
        }

        @Override
        public void close() {}
    }
}
