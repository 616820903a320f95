package io.daybook.admin;

import io.daybook.core.Command;

/** Commands for the administration of this server. */
public sealed interface AdminCommand extends Command {
    /** The one stream. */
    String STREAM = "admin";

    @Override
    default String stream() {
        return STREAM;
    }

    /** Makes this the token, and revokes the one before. */
    record IssueAdminToken(String id, String tokenHash) implements AdminCommand {}

    /** Makes this the token if there never was one. */
    record IssueFirstAdminToken(String id, String tokenHash) implements AdminCommand {}

    record RecordAdminAction(AdminAction action) implements AdminCommand {}

    /** The answer to each. */
    sealed interface Answer {}

    record Done(long head) implements Answer {}

    /** A first token was issued before. */
    record AlreadyIssued() implements Answer {}
}
