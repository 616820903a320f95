package io.daybook.history.page;

import io.daybook.core.http.Answer;
import io.daybook.core.http.Endpoint;
import io.daybook.core.http.EntityTags;
import io.daybook.core.http.Request;
import io.daybook.core.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The files of the history page, read once. A browser keeps them and asks whether they changed. */
public final class HistoryPage {
    /** Where the page is; its files are below. */
    public static final String PATH = "/history";

    /** Nothing but the files of this server, and no text that becomes markup or script. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types 'none'";

    private static final String INDEX = "index.html";
    private static final List<String> FILES =
            List.of(
                    "page.css",
                    "views.css",
                    "icon.svg",
                    "main.js",
                    "jmap.js",
                    "account.js",
                    "timeline.js",
                    "filters.js",
                    "group.js",
                    "names.js",
                    "change.js",
                    "words.js",
                    "vocabulary.js",
                    "times.js",
                    "moments.js",
                    "panes.js",
                    "rows.js",
                    "letter.js",
                    "reverting.js",
                    "fates.js",
                    "rebuilds.js",
                    "dom.js");

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");

    private HistoryPage() {}

    /** All of it; for everybody, because nothing in it is anybody's. */
    public static List<Route> routes() {
        var routes = new ArrayList<Route>();
        Endpoint index = file(INDEX);
        routes.add(Route.open(PATH, "GET", index));
        routes.add(Route.open(PATH + "/", "GET", index));
        FILES.forEach(name -> routes.add(Route.open(PATH + "/" + name, "GET", file(name))));
        return routes;
    }

    private static Endpoint file(String name) {
        byte[] octets = read(name);
        String tag = '"' + hash(octets) + '"';
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", type(name));
        headers.put("Content-Security-Policy", POLICY);
        headers.put("Cache-Control", "no-cache");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("ETag", tag);
        return request -> answer(request, tag, headers, octets);
    }

    private static Answer answer(
            Request request, String tag, Map<String, String> headers, byte[] octets) {
        // RFC 9110 section 13.1.2.
        return EntityTags.match(request.header("If-None-Match"), tag)
                ? Answer.empty(304).with(headers)
                : new Answer(200, headers, new Answer.Octets(octets.clone()));
    }

    private static String type(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("no media type is known for " + name);
        }
        return type;
    }

    private static byte[] read(String name) {
        try (InputStream file = HistoryPage.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the page lacks its file " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " of the page", e);
        }
    }

    private static String hash(byte[] octets) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(octets);
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
