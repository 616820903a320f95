package io.daybook.core.jmap.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.blob.BlobStore;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.fake.FakeBlobs;
import io.daybook.core.jmap.fake.MailWorld;
import io.daybook.core.jmap.fake.Wire;
import io.daybook.gateway.FakeVault;
import io.daybook.push.PushVault;
import io.daybook.submission.Sending;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

public class WiringTest {
    public static final String[] METHODS = {
        "Blob/copy",
        "Blob/get",
        "Blob/lookup",
        "Blob/upload",
        "Email/changes",
        "Email/copy",
        "Email/get",
        "Email/import",
        "Email/parse",
        "Email/query",
        "Email/queryChanges",
        "Email/set",
        "EmailSubmission/changes",
        "EmailSubmission/get",
        "EmailSubmission/query",
        "EmailSubmission/queryChanges",
        "EmailSubmission/set",
        "History/get",
        "History/query",
        "History/restore",
        "History/undo",
        "Identity/changes",
        "Identity/get",
        "Identity/set",
        "MDN/parse",
        "MDN/send",
        "Mailbox/changes",
        "Mailbox/get",
        "Mailbox/query",
        "Mailbox/queryChanges",
        "Mailbox/set",
        "PushSubscription/get",
        "PushSubscription/set",
        "Quota/changes",
        "Quota/get",
        "Quota/query",
        "Quota/queryChanges",
        "SearchSnippet/get",
        "Thread/changes",
        "Thread/get",
        "VacationResponse/get",
        "VacationResponse/set",
    };

    @Test
    void every_slice_brings_its_methods_by_itself() {
        try (var context = context()) {
            assertThat(context.getBeansOfType(Method.class).values())
                    .extracting(Method::name)
                    .containsExactlyInAnyOrder(METHODS);
        }
    }

    @Test
    void no_method_does_without_an_account_or_takes_what_it_does_not_know() {
        try (var context = context()) {
            var call = new MailWorld().call;
            for (Method method : context.getBeansOfType(Method.class).values()) {
                // RFC 8620 section 7.2: push subscriptions belong to no account.
                if (method.name().startsWith("PushSubscription/")) {
                    continue;
                }
                Wire.refuses(method, call, "{'accountId': null}");
                Wire.refuses(method, call, "{'accountId': 5}");
                if (method.name().startsWith("PushSubscription/")) {
                    // RFC 8620 section 7.2: there is no accountId, so it is an unknown argument.
                    Wire.refuses(method, call, "{'accountId': 'b2'}");
                } else {
                    Wire.fails(method, call, "{'accountId': 'b2'}", "accountNotFound");
                }
                Wire.refuses(
                        method,
                        call,
                        "{'ids': [], 'sinceState': 't-1', 'emails': {}, 'emailIds': [], 'x': 1,"
                                + " 'blobIds': [], 'create': {}, 'typeNames': []}");
            }
        }
    }

    private static AnnotationConfigApplicationContext context() {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(BlobStore.class, FakeBlobs::new);
        context.registerBean(PushVault.class, FakeVault::new);
        context.registerBean(Sending.class, () -> Sending.ALLOWED);
        ImportCandidates.load(AutoConfiguration.class, WiringTest.class.getClassLoader())
                .getCandidates()
                .stream()
                .filter(name -> name.startsWith("io.daybook.") && name.contains(".jmap."))
                .forEach(name -> register(context, name));
        context.refresh();
        return context;
    }

    private static void register(AnnotationConfigApplicationContext context, String name) {
        try {
            context.register(Class.forName(name));
        } catch (ClassNotFoundException e) {
            throw new AssertionError("listed but not there: " + name, e);
        }
    }
}
