package io.daybook.admin.access;

import io.daybook.admin.AdminCommand;
import io.daybook.admin.AdminCommand.AlreadyIssued;
import io.daybook.admin.AdminCommand.Done;
import io.daybook.admin.AdminCommand.IssueAdminToken;
import io.daybook.admin.AdminCommand.IssueFirstAdminToken;
import io.daybook.core.Cause;
import io.daybook.core.jmap.Bus;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes the token of the admin API. There is one at a time, and only its hash is kept. */
public final class AdminTokens {
    private final Bus bus;
    private final RandomGenerator random;

    public AdminTokens(Bus bus, RandomGenerator random) {
        this.bus = bus;
        this.random = random;
    }

    /** A token where there never was one: it can be shown now and never again. */
    public Optional<AdminToken> first() {
        AdminToken token = AdminToken.fresh(random);
        var issue = new IssueFirstAdminToken(token.id(), token.hash());
        var cause = new Cause("system", "serve", "", "", "start-" + token.id());
        return switch (bus.command(issue, cause, AdminCommand.Answer.class)) {
            case Done _ -> Optional.of(token);
            case AlreadyIssued() -> Optional.empty();
        };
    }

    /** A new token, which makes the old one useless. */
    public AdminToken renew(Cause cause) {
        AdminToken token = AdminToken.fresh(random);
        var issue = new IssueAdminToken(token.id(), token.hash());
        return switch (bus.command(issue, cause, AdminCommand.Answer.class)) {
            case Done _ -> token;
            case AlreadyIssued() -> throw new IllegalStateException("asked for another token");
        };
    }
}
