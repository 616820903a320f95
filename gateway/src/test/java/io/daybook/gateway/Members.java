package io.daybook.gateway;

import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.StreamHeads;
import io.daybook.core.UserId;
import io.daybook.core.jmap.Bus;
import io.daybook.user.UserCommand;
import io.daybook.user.UserCommand.RegisterUser;
import io.daybook.user.signin.CheapPasswords;
import io.daybook.user.signin.Users;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.ApplicationContext;

/** Users of a server in this process, whose passwords cost no time to check. */
record Members(Bus bus, SecureRandom random, Users users) {
    private static final Cause CAUSE = new Cause("system", "test", "", "", "members");

    static Members of(ApplicationContext context) {
        var bus = context.getBean(Bus.class);
        var random = context.getBean(SecureRandom.class);
        var users =
                new Users(
                        bus,
                        context.getBean(StreamHeads.class),
                        context.getBean(Clock.class),
                        random);
        return new Members(bus, random, users);
    }

    /** The account of the user, who is made if need be. */
    AccountId ensure(String address, String password) {
        var user = UserId.of(address);
        var account = new AccountId("a" + Long.toString(random.nextLong(Long.MAX_VALUE), 36));
        String hash = CheapPasswords.hash(password);
        // Who is there already stays as he is.
        bus.command(new RegisterUser(user, account, hash), CAUSE, UserCommand.Answer.class);
        return users.ensure(address, password);
    }
}
