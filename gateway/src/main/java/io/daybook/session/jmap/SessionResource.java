package io.daybook.session.jmap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.core.BlobId;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Endpoint;
import io.daybook.core.http.Request;
import io.daybook.core.jmap.Api;
import io.daybook.core.jmap.Capability;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The Session object of each user (RFC 8620 section 2). */
public final class SessionResource implements Endpoint, Api.SessionState {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int REMEMBERED = 10_000;

    private final List<Capability> capabilities;
    private final Cache<Key, Session> sessions =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** Everything that differs between sessions: another key is another session. */
    private record Key(UserId user, List<VisibleAccount> accounts, String baseUrl) {}

    private record Session(String json, String state) {}

    public SessionResource(List<Capability> capabilities) {
        this.capabilities = List.copyOf(capabilities);
    }

    @Override
    public Answer answer(Request request) {
        byte[] json = session(request).json().getBytes(StandardCharsets.UTF_8);
        // RFC 8620 section 2: it is recommended to disable HTTP caching altogether.
        return Answer.json(json).with("Cache-Control", "no-cache, no-store, must-revalidate");
    }

    @Override
    public String of(Request request) {
        return session(request).state();
    }

    private Session session(Request request) {
        var user = request.user();
        var key = new Key(user.user(), user.accounts(), request.baseUrl());
        return Objects.requireNonNull(sessions.get(key, this::build));
    }

    private Session build(Key key) {
        ObjectNode session = JSON.objectNode();
        var server = session.putObject("capabilities");
        var primary = JSON.objectNode();
        String own = key.accounts().getFirst().id().value();
        for (Capability capability : capabilities) {
            server.set(capability.urn(), capability.server().apply(key.baseUrl()));
            // RFC 8620 section 2: the core capability SHOULD NOT be in primaryAccounts.
            if (capability.account() != null && !capability.urn().equals(Capability.CORE)) {
                primary.put(capability.urn(), own);
            }
        }
        var accounts = session.putObject("accounts");
        key.accounts().forEach(account -> describe(account, accounts));
        session.set("primaryAccounts", primary);
        session.put("username", key.user().value());
        urls(session, key.baseUrl());
        String state = state(session);
        return new Session(session.put("state", state).toString(), state);
    }

    private void describe(VisibleAccount account, ObjectNode accounts) {
        ObjectNode described = accounts.putObject(account.id().value());
        described.put("name", account.owner().value());
        described.put("isPersonal", account.personal());
        described.put("isReadOnly", account.readOnly());
        ObjectNode supported = described.putObject("accountCapabilities");
        for (Capability capability : capabilities) {
            ObjectNode value = capability.account(account.readOnly());
            if (value != null && !capability.urn().equals(Capability.CORE)) {
                supported.set(capability.urn(), value);
            }
        }
    }

    private static void urls(ObjectNode session, String base) {
        session.put("apiUrl", base + "/jmap/api");
        session.put("downloadUrl", base + "/jmap/download/{accountId}/{blobId}/{name}?type={type}");
        session.put("uploadUrl", base + "/jmap/upload/{accountId}/");
        session.put(
                "eventSourceUrl",
                base + "/jmap/eventsource?types={types}&closeafter={closeafter}&ping={ping}");
    }

    /** Changes with whatever else is in the session. */
    private static String state(ObjectNode session) {
        byte[] json = session.toString().getBytes(StandardCharsets.UTF_8);
        return BlobId.of(json).value().substring(1, 13);
    }
}
