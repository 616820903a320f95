package io.daybook.core.http;

import io.daybook.core.AccountId;
import io.daybook.core.UserId;

/**
 * A user who proved who they are.
 *
 * @param mainPassword whether by the main password, which may manage the others
 * @param credential names the secret by which: another name once the secret is another
 */
public record SignedIn(UserId user, AccountId account, boolean mainPassword, String credential) {}
