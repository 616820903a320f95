package io.daybook.account.command;

import io.daybook.core.EmailId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailRules;
import io.daybook.email.command.EmailTable;
import io.daybook.submission.SubmissionRefusal;
import io.daybook.submission.SubmissionRefusal.AlreadyMarked;
import io.daybook.submission.SubmissionRefusal.NoRoomForMark;
import io.daybook.submission.command.SubmissionDecider;
import org.jspecify.annotations.Nullable;

/** The emails of an account, as submissions see them. */
record MarkableEmails(EmailTable emails) implements SubmissionDecider.Emails {
    @Override
    public @Nullable ThreadId thread(EmailId email) {
        return emails.has(email.value()) ? new ThreadId(emails.thread(email.value())) : null;
    }

    @Override
    public @Nullable SubmissionRefusal unmarkable(EmailId email, String keyword) {
        var names = emails.keywords(email.value()).names();
        if (names.contains(keyword)) {
            return new AlreadyMarked(keyword);
        }
        return names.size() < EmailRules.MAX_KEYWORDS
                ? null
                : new NoRoomForMark(EmailRules.MAX_KEYWORDS);
    }
}
