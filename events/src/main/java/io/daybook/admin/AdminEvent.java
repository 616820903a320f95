package io.daybook.admin;

import io.daybook.core.Event;

/**
 * Everything that happens to the administration of this server. Secrets are kept as hashes only.
 */
public sealed interface AdminEvent extends Event {
    /**
     * @param id names the token in records and logs
     * @param tokenHash SHA-256 of the token, base64url: it has 256 random bits, so it needs no slow
     *     hash
     */
    record AdminTokenIssued(String id, String tokenHash) implements AdminEvent {}

    record AdminTokenRevoked(String id) implements AdminEvent {}

    /** Somebody with the token asked for a change, and was answered so. */
    record AdminActed(AdminAction action) implements AdminEvent {}
}
