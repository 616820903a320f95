package io.daybook.launch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Checks of http and https URLs given on the command line. */
final class WebUrl {
    private WebUrl() {}

    /** An absolute URL without user, query and fragment; a slash at the end is dropped. */
    static Parsed<URI> base(String option, String text) {
        return web(text)
                .filter(url -> url.getRawQuery() == null && url.getRawFragment() == null)
                .filter(url -> url.getRawUserInfo() == null)
                .map(url -> Parsed.ok(URI.create(text.replaceAll("/+$", ""))))
                .orElseGet(() ->
                        Parsed.wrong(
                                option
                                        + " "
                                        + withoutLogin(text)
                                        + ": give an http or https URL, such as https://mail.example.org"));
    }

    /** What somebody wrote before an at sign may be a password, and is not repeated. */
    private static String withoutLogin(String text) {
        return Login.printable(text.replaceFirst("^.*@", "...@"));
    }

    /** RFC 6454 section 6.2: scheme, host and a port only where it is not the scheme's own. */
    static Parsed<String> origin(String option, String text) {
        Optional<URI> url = web(text).filter(it -> it.getRawUserInfo() == null);
        if (url.isEmpty()
                || !url.get().getRawPath().isEmpty()
                || text.contains("?")
                || text.contains("#")) {
            return Parsed.wrong(
                    option
                            + " "
                            + text
                            + ": give one exact origin, such as https://mail.example.org, without path and without *");
        }
        String scheme = url.get().getScheme().toLowerCase(Locale.ROOT);
        int port = url.get().getPort();
        boolean usual = port == -1 || port == (scheme.equals("https") ? 443 : 80);
        String host = url.get().getHost().toLowerCase(Locale.ROOT);
        return Parsed.ok(scheme + "://" + host + (usual ? "" : ":" + port));
    }

    private static Optional<URI> web(String text) {
        try {
            var url = new URI(text);
            boolean web =
                    "http".equalsIgnoreCase(url.getScheme())
                            || "https".equalsIgnoreCase(url.getScheme());
            return web && url.getHost() != null && url.getPort() <= 65535
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
