package io.daybook.importer;

import java.net.URI;
import tools.jackson.databind.JsonNode;

/** The parts of a session object (RFC 8620 section 2) that an import needs. */
record JmapSession(URI api, URI upload, String account, Limits limits) {
    static final String MAIL = "urn:ietf:params:jmap:mail";
    static final String CORE = "urn:ietf:params:jmap:core";

    /**
     * @throws CannotImport when the answer is no session, or the account has no mail
     */
    static JmapSession of(URI source, JsonNode session) throws CannotImport {
        String account = session.path("primaryAccounts").path(MAIL).asString("");
        String api = session.path("apiUrl").asString("");
        String upload = session.path("uploadUrl").asString("");
        if (api.isEmpty() || upload.isEmpty()) {
            throw new CannotImport(source + " is no JMAP session; check --server");
        }
        if (account.isEmpty()) {
            throw new CannotImport(
                    "this user has no mail account on the server; give another --user");
        }
        return new JmapSession(
                resolved(source, api),
                resolved(source, upload.replace("{accountId}", account)),
                account,
                Limits.of(session.path("capabilities").path(CORE)));
    }

    /** The password goes to these URLs, so an encrypted session may not lead to a plain one. */
    private static URI resolved(URI source, String url) throws CannotImport {
        URI resolved;
        try {
            resolved = source.resolve(url);
        } catch (IllegalArgumentException e) {
            throw new CannotImport(
                    "the server gives the malformed URL " + url + "; check its --public-url");
        }
        if ("https".equals(source.getScheme()) && !"https".equals(resolved.getScheme())) {
            throw new CannotImport(
                    "the server leads from https to " + resolved + "; check its --public-url");
        }
        return resolved;
    }
}
