package io.daybook.core.http;

/**
 * Who is let in, for each kind of route.
 *
 * @param users by their secrets
 * @param tickets by ticket too
 */
public record Doors(Doorkeeper users, Doorkeeper tickets, AdminDoor admin) {}
