package io.daybook.gateway;

import java.net.InetAddress;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from and by which URL: what the public URL says, else a valid Host header.
 * Forwarded headers count only from trusted proxies.
 *
 * @param publicUrl without a slash at the end; null to go by the Host header
 * @param scheme of our own socket
 * @param fallback the authority when a request has no valid Host
 * @param ownHost whether the server goes by that authority when there is no public URL
 */
record Origins(
        @Nullable String publicUrl,
        String scheme,
        String fallback,
        Predicate<InetAddress> trustedProxy,
        Predicate<String> ownHost) {
    private static final Pattern AUTHORITY =
            Pattern.compile(
                    "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}])"
                            + "(?::[0-9]{1,5})?");

    /** Whether the text may stand in a URL as host and port. */
    static boolean isAuthority(@Nullable String host) {
        return host != null && AUTHORITY.matcher(host).matches();
    }

    /** Of a server that goes by every name. */
    Origins(
            @Nullable String publicUrl,
            String scheme,
            String fallback,
            Predicate<InetAddress> trustedProxy) {
        this(publicUrl, scheme, fallback, trustedProxy, _ -> true);
    }

    /**
     * Whether a request by this Host header is for us. What it says would be in the URLs of the
     * session, so a name that somebody else may have made lead here is not for us.
     *
     * @param forwarded whether a proxy says that it stands between
     */
    boolean isOwn(InetAddress peer, @Nullable String host, boolean forwarded) {
        return publicUrl != null
                || !isAuthority(host)
                || (forwarded && trustedProxy.test(peer))
                || ownHost.test(String.valueOf(host));
    }

    String baseUrl(
            InetAddress peer,
            @Nullable String host,
            @Nullable String forwardedProto,
            @Nullable String forwardedHost) {
        if (publicUrl != null) {
            return publicUrl;
        }
        String theScheme = scheme;
        String authority = isAuthority(host) ? String.valueOf(host) : fallback;
        if ((forwardedProto != null || forwardedHost != null) && trustedProxy.test(peer)) {
            theScheme = "https".equals(last(forwardedProto)) ? "https" : theScheme;
            String forwarded = last(forwardedHost);
            authority = isAuthority(forwarded) ? String.valueOf(forwarded) : authority;
        }
        return theScheme + "://" + authority.toLowerCase(Locale.ROOT);
    }

    /** The nearest address in X-Forwarded-For that is not a trusted proxy of ours. */
    InetAddress client(InetAddress peer, @Nullable String forwardedFor) {
        if (forwardedFor == null || !trustedProxy.test(peer)) {
            return peer;
        }
        InetAddress client = peer;
        String[] hops = forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0 && trustedProxy.test(client); i--) {
            try {
                client = InetAddress.ofLiteral(hops[i].strip());
            } catch (IllegalArgumentException e) {
                return client;
            }
        }
        return client;
    }

    private static @Nullable String last(@Nullable String list) {
        return list == null ? null : list.substring(list.lastIndexOf(',') + 1).strip();
    }
}
