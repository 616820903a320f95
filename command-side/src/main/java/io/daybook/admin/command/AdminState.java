package io.daybook.admin.command;

import io.daybook.admin.AdminEvent;
import io.daybook.admin.AdminEvent.AdminActed;
import io.daybook.admin.AdminEvent.AdminTokenIssued;
import io.daybook.admin.AdminEvent.AdminTokenRevoked;
import org.jspecify.annotations.Nullable;

/** What is remembered of the administration to decide. */
final class AdminState {
    private @Nullable AdminTokenIssued token;
    private boolean everIssued;

    /** The token that is good now, or null. */
    @Nullable AdminTokenIssued token() {
        return token;
    }

    boolean everIssued() {
        return everIssued;
    }

    void evolve(AdminEvent event) {
        switch (event) {
            case AdminTokenIssued issued -> {
                token = issued;
                everIssued = true;
            }
            case AdminTokenRevoked _ -> token = null;
            case AdminActed _ -> {}
        }
    }
}
