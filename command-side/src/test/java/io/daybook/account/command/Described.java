package io.daybook.account.command;

import io.daybook.core.Ids;
import java.util.ArrayList;
import java.util.List;

/** All that a state tells its deciders, as text to be compared. */
final class Described {
    private Described() {}

    static List<String> of(AccountState state) {
        List<String> lines = new ArrayList<>();
        lines.add(state.opened() + " " + state.quotaOctets());
        lines.add("head " + state.head() + " email " + state.emailState());
        lines.add("states " + state.identityState() + " " + state.submissionState());
        lines.add("vacation " + state.vacationState() + " " + state.identities().all());
        lines.add("next identity " + state.identities().next() + " " + state.submissions());
        var tree = state.mailboxes();
        var emails = state.emails();
        lines.add("next " + tree.next() + " " + tree.lastUidValidity() + " " + emails.next());
        lines.add("next thread " + emails.threads().next());
        tree.all().stream()
                .map(m ->
                        m
                                + " "
                                + emails.emailsIn(m.id().value())
                                + " "
                                + emails.nextUid(m.id().value()))
                .forEach(lines::add);
        lines.add("emails " + emails.size() + " octets " + emails.usedOctets());
        for (int id = 0; id < emails.next(); id++) {
            if (emails.has(id)) {
                int thread = emails.thread(id);
                Ids together = emails.emailsOf(thread);
                lines.add(
                        id
                                + " "
                                + thread
                                + together
                                + emails.threads().count(thread)
                                + " "
                                + emails.octetsOf(id)
                                + emails.mailboxes(id)
                                + emails.keywords(id));
            }
        }
        return lines;
    }
}
