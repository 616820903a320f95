package io.daybook.core.jmap;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A capability that the server advertises (RFC 8620 section 2). A method needs the one it names in
 * {@code using}.
 *
 * @param server the value in the session's capabilities, by the base URL of the server
 * @param account the value in each account's capabilities; null when accounts have none
 */
public record Capability(
        String urn, Function<String, ObjectNode> server, @Nullable ObjectNode account) {
    private static final String TOP_LEVEL = "mayCreateTopLevelMailbox";

    public static final String CORE = "urn:ietf:params:jmap:core";
    public static final String MAIL = "urn:ietf:params:jmap:mail";
    public static final String SUBMISSION = "urn:ietf:params:jmap:submission";
    public static final String VACATION_RESPONSE = "urn:ietf:params:jmap:vacationresponse";
    public static final String QUOTA = "urn:ietf:params:jmap:quota";
    public static final String BLOB = "urn:ietf:params:jmap:blob";
    public static final String MDN = "urn:ietf:params:jmap:mdn";

    /**
     * Adds the argument pageToken to every /query, and nextPageToken to its answer: pages that
     * follow each other without a gap and without a repetition while the account changes. RFC 8620
     * section 1.8: the identifier of a vendor's extension is a URL of the vendor's.
     */
    public static final String PAGE_TOKEN = "https://daybook.io/jmap/page-token";

    /**
     * Adds the argument asOf to what reads mail, and the type History: what an account was, and
     * what happened to it (docs/history.md).
     */
    public static final String HISTORY = "https://daybook.io/jmap/history";

    public Capability(String urn, ObjectNode server, @Nullable ObjectNode account) {
        this(urn, _ -> server, account);
    }

    /**
     * The value for an account that the user may change, or may only read; null when accounts have
     * none.
     */
    public @Nullable ObjectNode account(boolean readOnly) {
        if (!readOnly || account == null || !account.has(TOP_LEVEL)) {
            return account;
        }
        // RFC 8621 section 1.3.1: whether the user may create a mailbox at the top.
        return account.deepCopy().put(TOP_LEVEL, false);
    }
}
