package io.daybook.stored;

import io.daybook.journal.EventCodec;
import io.daybook.journal.EventCodecs;
import java.util.List;
import java.util.stream.Stream;

/** The stored forms of all slices. */
public final class StoredForms {
    private static final List<EventCodec<?>> ALL =
            Stream.of(
                            AccountForms.ALL,
                            MailboxForms.ALL,
                            EmailForms.ALL,
                            ThreadForms.ALL,
                            IdentityForms.ALL,
                            SubmissionForms.ALL,
                            VacationForms.ALL,
                            UserForms.ALL,
                            PushForms.ALL,
                            AdminForms.ALL)
                    .<EventCodec<?>>flatMap(List::stream)
                    .toList();

    private StoredForms() {}

    public static EventCodecs codecs() {
        return new EventCodecs(ALL);
    }
}
