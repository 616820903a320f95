package io.daybook.email.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.jmap.standard.ContentGone;
import java.util.List;

/** The digests of one answer, read some at a time when the first of them is asked for. */
final class DigestPage {
    private static final int TOGETHER = 64;

    private final Digests digests;
    private final AccountId account;
    private final List<BlobId> messages;
    private int first;
    private List<EmailDigest> read = List.of();

    DigestPage(Digests digests, AccountId account, List<BlobId> messages) {
        this.digests = digests;
        this.account = account;
        this.messages = messages;
    }

    /** The digest of the message at this place. */
    EmailDigest at(int index) {
        if (index < first || index >= first + read.size()) {
            first = index;
            int end = Math.min(messages.size(), index + TOGETHER);
            try {
                read = digests.of(account, messages.subList(index, end));
            } catch (ContentGone e) {
                // One of them is no more: perhaps not this one.
                read = List.of(digests.of(account, messages.get(index)));
            }
        }
        return read.get(index - first);
    }
}
