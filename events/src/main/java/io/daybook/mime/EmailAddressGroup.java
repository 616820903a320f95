package io.daybook.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 8621 section 4.1.2.4: a group, or, with a null name, a run of mailboxes outside any group.
 */
public record EmailAddressGroup(@Nullable String name, List<EmailAddress> addresses) {
    public EmailAddressGroup {
        addresses = List.copyOf(addresses);
    }
}
