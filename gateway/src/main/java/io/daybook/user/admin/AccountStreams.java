package io.daybook.user.admin;

import io.daybook.core.AccountId;
import io.daybook.core.StreamHeads;
import io.daybook.core.UserId;
import io.daybook.core.admin.AccountNames;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.core.jmap.Bus;
import io.daybook.user.GetUser;
import java.util.LinkedHashSet;
import java.util.List;

/** Finds accounts by their streams, and by their users. */
public final class AccountStreams implements AccountNames {
    private final Bus bus;
    private final StreamHeads heads;

    public AccountStreams(Bus bus, StreamHeads heads) {
        this.bus = bus;
        this.heads = heads;
    }

    @Override
    public List<String> streams(List<String> names) {
        var streams = new LinkedHashSet<String>();
        for (var name : names) {
            streams.addAll(name.contains("@") ? ofUser(name) : ofAccount(name));
        }
        return List.copyOf(streams);
    }

    private List<String> ofUser(String address) {
        var user = UserId.of(address);
        return switch (bus.query(new GetUser(user), GetUser.Answer.class)) {
            case GetUser.UserView view -> List.of(view.account().stream(), user.stream());
            case GetUser.NoSuchUser() -> throw missing("user " + address);
        };
    }

    private List<String> ofAccount(String id) {
        if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
            throw missing("account " + id);
        }
        var stream = new AccountId(id).stream();
        if (heads.head(stream) < 0) {
            throw missing("account " + id);
        }
        return List.of(stream);
    }

    private static ProblemException missing(String what) {
        return new ProblemException(
                Problem.of(
                        404,
                        "Not Found",
                        "There is no " + what + "; give an account's id or a user's address."));
    }
}
