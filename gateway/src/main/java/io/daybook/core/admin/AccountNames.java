package io.daybook.core.admin;

import java.util.List;

/** Accounts as administrators name them: by id, or by the address of the user. */
public interface AccountNames {
    /**
     * The streams of the accounts, and of the users whose addresses were given.
     *
     * @throws io.daybook.core.http.ProblemException when there is no such account or user
     */
    List<String> streams(List<String> names);
}
