package io.daybook.core.jmap.standard;

import io.daybook.blob.BlobStore;
import io.daybook.blob.jmap.BlobJmapConfiguration;
import io.daybook.core.GetStates;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.fake.MailWorld;
import io.daybook.email.ChangeEmails;
import io.daybook.email.GetEmails;
import io.daybook.email.jmap.EmailJmapConfiguration;
import io.daybook.gateway.FakeSides;
import io.daybook.gateway.TestServer;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.GetMailboxes;
import io.daybook.mailbox.jmap.MailboxJmapConfiguration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Transcripts that an account in memory can answer too, over HTTP. */
class MethodTranscriptTest {
    private final MailWorld world = new MailWorld();
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();
    private TestServer server;

    @BeforeEach
    void start() {
        context.registerBean(BlobStore.class, () -> world.blobs);
        context.register(
                BlobJmapConfiguration.class,
                MailboxJmapConfiguration.class,
                EmailJmapConfiguration.class);
        context.refresh();
        var sides = new FakeSides();
        answer(sides, GetMailboxes.class, GetMailboxes.Mailboxes.class);
        answer(sides, GetEmails.class, GetEmails.Emails.class);
        answer(sides, GetStates.class, GetStates.States.class);
        sides.carryOut(ChangeMailboxes.class, m -> world.call.answerTo(m.getPayload()));
        sides.carryOut(ChangeEmails.class, m -> world.call.answerTo(m.getPayload()));
        var methods = context.getBeansOfType(Method.class).values();
        server = TestServer.start(sides, methods.toArray(Method[]::new));
    }

    @AfterEach
    void stop() {
        server.close();
        context.close();
    }

    private <Q, R> void answer(FakeSides sides, Class<Q> query, Class<R> answer) {
        sides.answer(query, answer, asked -> answer.cast(world.call.answerTo(asked)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailbox/get",
                "mailbox/query",
                "email/get",
                "email/set-create",
                "email/set-update",
                "email/import",
            })
    void the_methods_answer_as_written(String transcript) {
        server.transcripts(Map.of()).play(transcript);
    }
}
