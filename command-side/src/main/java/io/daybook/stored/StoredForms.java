package io.daybook.stored;

import io.daybook.journal.EventCodec;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.Upcaster;
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
                            AdminForms.ALL,
                            RefusalForms.ALL)
                    .<EventCodec<?>>flatMap(List::stream)
                    .toList();

    /**
     * The way from every form that was ever stored to the current one. A step is never changed or
     * taken away; docs/upgrading.md tells how one is added.
     */
    private static final List<Upcaster> UPCASTERS = List.of();

    private StoredForms() {}

    public static EventCodecs codecs() {
        return new EventCodecs(ALL, UPCASTERS);
    }
}
