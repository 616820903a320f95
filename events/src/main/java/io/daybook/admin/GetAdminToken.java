package io.daybook.admin;

/** Asks which token opens the admin API. */
public record GetAdminToken() {
    public sealed interface Answer {}

    /**
     * @param tokenHash as in {@link AdminEvent.AdminTokenIssued}
     */
    public record AdminToken(String id, String tokenHash) implements Answer {}

    public record NoAdminToken() implements Answer {}
}
