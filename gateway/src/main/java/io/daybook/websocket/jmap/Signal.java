package io.daybook.websocket.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.State;
import io.daybook.core.http.Line;
import io.daybook.core.http.SignedIn;
import io.daybook.push.jmap.Listener;
import io.daybook.push.jmap.News;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A subscription to one account on a connection of the signal protocol. */
final class Signal implements Listener {
    private final SignedIn user;
    private final AccountId account;
    private final Line line;
    private final News news;
    private boolean stopped;

    Signal(
            SignedIn user,
            AccountId account,
            @Nullable Set<String> types,
            Map<DataType, State> states,
            Line line) {
        this.user = user;
        this.account = account;
        this.line = line;
        this.news = new News(types, null);
        news.begin(account, states);
    }

    @Override
    public SignedIn user() {
        return user;
    }

    @Override
    public Set<AccountId> wanted(Set<AccountId> visible) {
        return visible.contains(account) ? Set.of(account) : Set.of();
    }

    @Override
    public synchronized void retain(Set<AccountId> accounts) {
        news.retain(accounts);
    }

    @Override
    public synchronized void offer(AccountId of, Map<DataType, State> states) {
        news.offer(of, states);
        flush();
    }

    synchronized void flush() {
        if (stopped || news.isEmpty() || !line.isIdle()) {
            return;
        }
        news.take()
                .forEach((id, states) -> {
                    ObjectNode change = JsonNodeFactory.instance.objectNode().put("accountId", id);
                    states.forEach(change.putObject("changes")::put);
                    line.send(SignalConversation.message("stateChange", change));
                });
    }

    @Override
    public synchronized void dismiss() {
        stopped = true;
    }
}
