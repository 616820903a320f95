package io.daybook.email;

import io.daybook.core.AccountId;
import io.daybook.core.Command;
import io.daybook.core.Ids;

/**
 * Notes that emails show other properties since a newer parser reads their messages.
 *
 * @param parser the version of the parser
 */
public record RedigestEmails(AccountId account, Ids emails, int parser) implements Command {
    @Override
    public String stream() {
        return account.stream();
    }

    /**
     * @param emails how many of them the account still has: those are named
     * @param head of the stream afterwards
     */
    public record Redigested(int emails, long head) {}
}
