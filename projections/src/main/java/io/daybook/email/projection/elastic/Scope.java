package io.daybook.email.projection.elastic;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The documents of one generation of an account. All terms of their texts begin with a mark of the
 * scope, so that looking through terms, for a prefix or a part of a word, is looking through the
 * account's own.
 *
 * @param generation from 0; a new one begins empty
 */
record Scope(AccountId account, int generation) {
    private static final int MARK_OCTETS = 6;

    /** What tells the scope from others, exactly. */
    String key() {
        return account.value() + ":" + generation;
    }

    /** What the terms begin with: short, and different for different scopes, as a rule. */
    String mark() {
        byte[] hash = BlobId.sha256().digest(key().getBytes(StandardCharsets.UTF_8));
        byte[] some = Arrays.copyOf(hash, MARK_OCTETS);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(some) + ":";
    }

    String document(int email) {
        return key() + ":" + email;
    }

    Scope next() {
        return new Scope(account, generation + 1);
    }
}
