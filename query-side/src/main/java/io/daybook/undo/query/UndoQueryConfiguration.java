package io.daybook.undo.query;

import io.daybook.account.projection.AccountReads;
import io.daybook.account.projection.GoneReads;
import io.daybook.account.projection.PastReads;
import io.daybook.blob.BlobStore;
import io.daybook.core.StreamHeads;
import io.daybook.email.projection.MailViews;
import io.daybook.email.projection.StoredMessages;
import io.daybook.identity.projection.IdentityReads;
import io.daybook.mailbox.projection.MailboxReads;
import io.daybook.vacation.projection.VacationReads;
import io.daybook.view.StreamReader;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** What plans the way back. */
@AutoConfiguration
public class UndoQueryConfiguration {
    @Bean
    UndoQueries undoQueries(
            AccountReads log,
            GoneReads gone,
            IdentityReads identities,
            VacationReads vacation,
            BlobStore blobs,
            StreamReader streams,
            PastReads pasts,
            MailViews views,
            MailboxReads mailboxes,
            StreamHeads heads) {
        var sources =
                new StoredPast.Sources(
                        log, gone, identities, vacation, new StoredMessages(blobs), pasts, streams);
        return new UndoQueries(sources, pasts, views, mailboxes, heads);
    }
}
