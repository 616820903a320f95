package io.daybook.account.command;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.core.Ids;
import io.daybook.email.command.EmailTable;
import io.daybook.mailbox.command.MailboxTree.Mailbox;
import io.daybook.submission.command.SubmissionTable;
import java.util.List;

/** The state of an account after event {@code seq}; it does not change any more. */
record FrozenAccount(
        long seq,
        long emailSeq,
        AccountOpened opened,
        long quotaOctets,
        int retentionDays,
        List<Mailbox> mailboxes,
        int nextMailbox,
        int lastUidValidity,
        EmailTable.Frozen emails,
        AccountState.Seqs seqs,
        Ids identities,
        int nextIdentity,
        SubmissionTable.Frozen submissions) {}
